import { expect, test } from 'vitest';
import type { EventTable } from '../../../../electron/core/events/table.ts';
import { filterRows, readConditions } from '../../../../electron/core/events/where.ts';
import { withFacts } from '../../../../electron/core/knowledge/facts/fact-table.ts';
import { type MemorySource, memoryTable } from '../../findings/memory-table.ts';

const zone = 'America/Los_Angeles';
const record = {
  at: '2025-06-18T00:02:04.789Z',
  ...{ actor: 'J Doe', actorOrganization: 'Example PD', networksSearched: '631' },
};
const whole: MemorySource = { sha256: 'a'.repeat(64), records: [{ ...record, target: 'ABC123' }] };
const masked: MemorySource = {
  sha256: 'b'.repeat(64),
  records: [
    { ...record, target: 'OTHER' },
    { ...record, target: '***' },
  ],
};

function cells(table: EventTable, name: string): (string | undefined)[] {
  return Array.from({ length: table.sliceCount }, (_, index) => {
    const { rowCount, column } = table.slice(index);
    const found = column(name);
    return Array.from({ length: rowCount }, (_, i) => {
      if (found?.kind === 'inline') return found.text(i);
      if (found?.kind !== 'terms' || found.codes[i] === 0) return undefined;
      return found.dictionary.text(found.codes[i]!);
    });
  }).flat();
}

test('records of several files that tell one act have one name, one first record, and say why', () => {
  const act = `${'a'.repeat(12)}:1`;
  const own = `${'b'.repeat(12)}:1`;
  const inOrder = withFacts(memoryTable([whole, masked], { sliceRows: 1 }), zone);
  expect(cells(inOrder, 'act')).toEqual([act, own, act]);
  expect(cells(inOrder, 'actRole')).toEqual(['first', 'first', 'copy']);
  expect(cells(inOrder, 'actTier')).toEqual([undefined, undefined, 'same-second']);
  const turned = withFacts(memoryTable([masked, whole]), zone);
  expect(cells(turned, 'act')).toEqual([own, act, act]);
  expect(cells(turned, 'actRole')).toEqual(['first', 'copy', 'first']);
});

test('conditions can leave derived records out', () => {
  const table = withFacts(memoryTable([whole, masked]), zone);
  const rows = (where: string) => [...filterRows(table, readConditions([where], table.columnNames()))];
  expect(rows('actRole=first')).toEqual([0, 1]);
  expect(rows('actTier=same-second')).toEqual([2]);
  expect(rows(`act=${'a'.repeat(12)}:1`)).toEqual([0, 2]);
});

test('a page of rows, which knows no others, has no such facts; an own column of the name goes first', () => {
  const table = withFacts(memoryTable([whole]), zone);
  expect(table.describe(memoryTable([whole]).slice(0)).column('actRole')).toBeUndefined();
  const named = withFacts(memoryTable([{ ...whole, records: [{ ...record, act: 'bribery' }] }]), zone);
  expect(cells(named, 'act')).toEqual(['bribery']);
  expect(cells(named, 'actRole')).toEqual(['first']);
});

test('an act is named by its first record in whatever slice that stands', () => {
  const plates = ['P0', 'P1', 'P2', 'P3'];
  const first = { sha256: 'a'.repeat(64), records: plates.map((target) => ({ ...record, target })) };
  const second = {
    sha256: 'b'.repeat(64),
    records: ['P2', 'P0'].map((target) => ({ ...record, target })),
  };
  const table = withFacts(memoryTable([first, second], { sliceRows: 2 }), zone);
  expect(cells(table, 'act').slice(4)).toEqual([`${'a'.repeat(12)}:3`, `${'a'.repeat(12)}:1`]);
});
