import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventTable } from '../../../../electron/core/events/table.ts';
import { cellState } from '../../../../electron/core/import/cells/cell-state.ts';
import { caseReference } from '../../../../electron/core/knowledge/facts/case-reference.ts';
import { withFacts } from '../../../../electron/core/knowledge/facts/fact-table.ts';
import { createLocalClock } from '../../../../electron/core/knowledge/facts/local-clock.ts';
import { reasonKey } from '../../../../electron/core/knowledge/facts/reason-key.ts';
import { reasonKind } from '../../../../electron/core/knowledge/facts/reason-kind.ts';
import type { CellState } from '../../../../shared/vocabulary/cell-states.ts';
import { type MemoryRecord, memoryTable } from '../../findings/memory-table.ts';

const zone = 'America/Los_Angeles';

/** The facts of every row, by name; undefined where the source has no such fact. */
function factsOf(table: EventTable, names: readonly string[]): (string | undefined | null)[][] {
  const rows: (string | undefined | null)[][] = [];
  for (let index = 0; index < table.sliceCount; index++) {
    const slice = table.slice(index);
    for (let row = 0; row < slice.rowCount; row++) {
      rows.push(
        names.map((name) => {
          const column = slice.column(name);
          if (column?.kind !== 'terms') return undefined;
          return column.codes[row] === 0 ? null : column.dictionary.text(column.codes[row]!);
        }),
      );
    }
  }
  return rows;
}

const reasons = [
  '',
  '  ',
  '***',
  'REDACTED, theft',
  'n/a',
  'x',
  'asdf',
  'Theft 25-001234',
  'Theft+25-001234',
  'inv',
  'stolen  CAR.',
  '7923.600 GC',
  '251234',
  'curious',
];
const caseNumbers = [
  '',
  '***',
  'n/a',
  '25-1',
  '25-001234',
  'CR25-1234',
  '#25-99887',
  'ABC1234',
  '7923.600 GC',
  'REDACTED, 25',
];
const cell = (values: readonly string[]) =>
  fc.oneof(fc.constantFrom(...values), fc.string({ maxLength: 12 }), fc.constant(null));
const record = fc.record({
  at: fc
    .date({ min: new Date('1999-01-01'), max: new Date('2039-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  actor: cell(['A. Bell', '***', 'test', '']),
  reason: cell(reasons),
  caseNumber: cell(caseNumbers),
});
const shape = fc.record({
  records: fc.array(record, { minLength: 1, maxLength: 40 }),
  dropped: fc.subarray(['reason', 'caseNumber', 'actor']),
  sliceRows: fc.integer({ min: 1, max: 9 }),
  inline: fc.subarray(['reason', 'caseNumber', 'actor']),
});

describe('withFacts', () => {
  it('says of every row what the pure functions say of its cells', () => {
    fc.assert(
      fc.property(shape, ({ records, dropped, sliceRows, inline }) => {
        const columns = ['at', 'actor', 'reason', 'caseNumber'].filter(
          (name) => !(dropped as string[]).includes(name),
        );
        const table = withFacts(
          memoryTable([{ sha256: 'a', records: records as MemoryRecord[], columns }], { sliceRows, inline }),
          zone,
        );
        const names = [
          'localDate',
          'localWeek',
          'localHour',
          'localWeekday',
          'actorState',
          'targetState',
          'reasonState',
          'caseNumberState',
          'reasonKey',
          'reasonKind',
          'caseReference',
          'caseReferenceState',
        ];
        const clock = createLocalClock(zone);
        const expected = records.map((row) => {
          const micros = Date.parse(row.at) * 1000;
          const stateOf = (field: 'actor' | 'reason' | 'caseNumber'): CellState => {
            if (!columns.includes(field)) return 'not-exported';
            return row[field] === null ? 'empty' : cellState(row[field], field);
          };
          const hasReason = columns.includes('reason');
          const hidesReason = ['redacted', 'withheld', 'partial', 'empty'].includes(stateOf('reason'));
          const found = caseReference({
            caseNumber: columns.includes('caseNumber') ? (row.caseNumber ?? '') : undefined,
            caseNumberState: stateOf('caseNumber'),
            reason: hasReason ? (row.reason ?? '') : undefined,
            reasonState: stateOf('reason'),
          });
          return [
            clock.date(micros),
            clock.week(micros),
            String(clock.hour(micros)),
            String(clock.weekday(micros)),
            stateOf('actor'),
            'not-exported',
            stateOf('reason'),
            stateOf('caseNumber'),
            hasReason ? (hidesReason ? null : reasonKey(row.reason ?? '') || null) : undefined,
            hasReason ? reasonKind(row.reason ?? '', stateOf('reason')) : undefined,
            found.reference,
            columns.includes('caseNumber') ? found.state : undefined,
          ];
        });
        expect(factsOf(table, names)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  const one: MemoryRecord = { at: '2025-06-18T00:02:04.789Z', reason: 'theft', caseNumber: '' };

  it('reads the day in the zone, not in UTC', () => {
    const table = withFacts(memoryTable([{ sha256: 'a', records: [one] }]), zone);
    expect(factsOf(table, ['localDate', 'localHour'])).toEqual([['2025-06-17', '17']]);
  });

  it('has no local time for an event without a time', () => {
    const records = [one, { ...one, at: 'unknown' }];
    const table = withFacts(memoryTable([{ sha256: 'a', records }]), zone);
    expect(factsOf(table, ['localDate', 'localWeekday', 'localHour'])[1]).toEqual([null, null, null]);
  });

  it('has no local time without a zone', () => {
    const table = withFacts(memoryTable([{ sha256: 'a', records: [one] }]), null);
    expect(factsOf(table, ['localDate'])).toEqual([[undefined]]);
    expect(table.columnNames()).not.toContain('localDate');
    expect(table.columnNames()).toContain('reasonKey');
  });

  it('names only facts that some source can have', () => {
    const { at } = one;
    const table = withFacts(memoryTable([{ sha256: 'a', records: [{ at, reason: 'x' }] }]), zone);
    expect(table.columnNames()).toContain('caseReference');
    expect(table.columnNames()).not.toContain('caseReferenceState');
  });

  it('lets a column of the table itself go first', () => {
    const table = withFacts(memoryTable([{ sha256: 'a', records: [{ ...one, localHour: '3' }] }]), zone);
    expect(factsOf(table, ['localHour'])).toEqual([['3']]);
    expect(table.columnNames().filter((name) => name === 'localHour')).toHaveLength(1);
  });

  it('keeps one dictionary for a column over all slices', () => {
    const records = Array.from({ length: 6 }, (_, i) => ({ ...one, at: `2025-06-1${i}T12:00:00Z` }));
    const table = withFacts(memoryTable([{ sha256: 'a', records }], { sliceRows: 2 }), zone);
    const dictionaries = [0, 1, 2, 0].map((index) => {
      const column = table.slice(index).column('localDate');
      return column?.kind === 'terms' ? column.dictionary : undefined;
    });
    expect(dictionaries[0]).toBeDefined();
    expect(new Set(dictionaries).size).toBe(1);
  });
});
