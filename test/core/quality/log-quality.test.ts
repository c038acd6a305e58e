import { describe, expect, test } from 'vitest';
import type { EventTable } from '../../../electron/core/events/table.ts';
import { createZone } from '../../../electron/core/import/dates/zones.ts';
import { logQuality } from '../../../electron/core/quality/log-quality.ts';
import { slicesOfSources } from '../../../electron/core/quality/source-columns.ts';
import type { LogQuality } from '../../../shared/contract/quality.ts';
import { type MemoryRecord, type MemorySource, memoryTable } from '../findings/memory-table.ts';

const utc = createZone('UTC');

function run<T>(work: Generator<void, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

function quality(table: EventTable, sources: readonly MemorySource[]): LogQuality {
  const slices = slicesOfSources(table);
  return run(
    logQuality(
      table,
      'log',
      sources.map(({ sha256, records }, i) => ({
        ...{ source: `S${i + 1}`, file: `${i + 1}.csv`, slices: slices.get(sha256)! },
        headers: Object.keys(records[0]!),
      })),
      utc,
    ),
  );
}

/** `perMonth` records in each of the months from January 2025 on. */
function log(
  months: number,
  perMonth: number,
  record: (month: number, i: number) => Record<string, string>,
): MemoryRecord[] {
  return Array.from({ length: months * perMonth }, (_, n) => {
    const month = Math.floor(n / perMonth);
    const i = n % perMonth;
    const at = new Date(Date.UTC(2025, month, 1 + (i % 28), 12, i % 60)).toISOString();
    return { at, ...record(month, i) };
  });
}

const one = (records: readonly MemoryRecord[]): MemorySource => ({ sha256: 'a'.repeat(64), records });
const checks = (found: LogQuality) => found.notes.map(({ check }) => check);
const freeText = ['theft', 'bolo', 'stolen car', 'welfare check', 'warrant', 'traffic'];
const list = ['Auto Theft - Criminal', 'Wanted Person - Criminal', 'Missing Person', 'Traffic - Other'];

describe('words', () => {
  test('that are chosen from a list from a month on are noted, with the month, shares and first dates', () => {
    const source = one(log(10, 60, (month, i) => ({ reason: month < 5 ? freeText[i % 6]! : list[i % 4]! })));
    for (const options of [{}, { sliceRows: 7, inline: ['reason'] }]) {
      const found = quality(memoryTable([source], options), [source]);
      expect(checks(found)).toEqual(['vocabulary-changes']);
      const [note] = found.notes;
      expect(note).toMatchObject({ severity: 'warning', count: 180, of: 180 });
      expect(note!.message).toContain('from 2025-06 on reason is written in other words');
      expect(note!.message).toContain('100.0% of 180 events');
      expect(note!.message).toContain('100.0% have a value that never comes again');
      expect(note!.examples[0]!.text).toBe(
        '"Auto Theft - Criminal": 45 events, first 2025-06-01T12:00:00.000Z',
      );
      expect(found.months.map(({ fields }) => fields[0]!.newValues)).toEqual([1, 0, 0, 0, 0, 1, 0, 0, 0, 0]);
    }
  });

  test('that are always new, or always the same, change nothing', () => {
    for (const reason of [
      (month: number, i: number) => `case ${month}-${i}`,
      (_: number, i: number) => freeText[i % 6]!,
      (month: number, i: number) => (month < 5 ? freeText[i % 6]! : freeText[i % 6]!.toUpperCase()),
    ]) {
      const source = one(log(8, 60, (month, i) => ({ reason: reason(month, i) })));
      expect(checks(quality(memoryTable([source]), [source]))).toEqual([]);
    }
  });

  test('of few events tell nothing', () => {
    const source = one(log(8, 16, (month, i) => ({ reason: month < 5 ? freeText[i % 6]! : list[i % 4]! })));
    expect(checks(quality(memoryTable([source]), [source]))).toEqual([]);
  });
});

describe('shares', () => {
  test('of hidden and of empty cells that change are noted apart, at the month they change', () => {
    const source = one(
      log(6, 50, (month, i) => ({
        target: month < 2 ? `P${i}` : '***',
        caseNumber: month < 4 ? `25-${i}` : '',
        reason: month < 3 ? 'n/a' : 'theft',
      })),
    );
    const found = quality(memoryTable([source]), [source]);
    expect(checks(found)).toEqual(['hidden-share-changes', 'empty-share-changes']);
    const [hidden, empty] = found.notes;
    expect(hidden!.message).toContain('from 2025-03 on 100.0% of the cells of target are hidden');
    expect(hidden!.message).toContain('(n = 200), before 0.0% (n = 100)');
    expect(empty!.message).toContain('from 2025-05 on 100.0% of the cells of caseNumber are empty (n = 100)');
    expect(found.months[2]!.fields.find(({ field }) => field === 'target')).toMatchObject({ hidden: 1 });
  });

  test('that differ by less than three tenths, or of too few events, are not', () => {
    const share = (part: number, perMonth: number) => {
      const source = one(
        log(4, perMonth, (month, i) => ({ target: month >= 2 && i < perMonth * part ? '***' : `P${i}` })),
      );
      return checks(quality(memoryTable([source]), [source]));
    };
    expect(share(0.31, 100)).toEqual(['hidden-share-changes']);
    expect(share(0.29, 100)).toEqual([]);
    expect(share(1, 24)).toEqual([]);
    expect(share(1, 25)).toEqual(['hidden-share-changes']);
  });

  test('are of events whose source has the column', () => {
    const without = one(log(1, 60, () => ({ actor: 'x' })));
    const sources = (events: number): MemorySource[] => [
      without,
      { sha256: 'b'.repeat(64), records: log(2, events, () => ({ target: 'P' })).slice(events) },
      { sha256: 'c'.repeat(64), records: log(3, 60, () => ({ target: '***' })).slice(120) },
    ];
    const noted = (events: number) => checks(quality(memoryTable(sources(events)), sources(events)));
    expect(noted(49)).not.toContain('hidden-share-changes');
    expect(noted(50)).toContain('hidden-share-changes');
  });

  test('leave repeats out, and a column that is not there is neither hidden nor empty', () => {
    const first = one(log(1, 60, () => ({ target: 'P' })));
    const second: MemorySource = {
      sha256: 'b'.repeat(64),
      records: log(2, 60, () => ({ actor: 'x', target: '***' })).slice(60),
      columns: ['actor', 'target'],
      repeats: Array.from({ length: 59 }, (_, i) => i + 1),
    };
    const found = quality(memoryTable([first, second]), [first, second]);
    expect(checks(found)).toEqual(['columns-change']);
    expect(found.columnsNotInAll).toEqual([{ column: 'actor', present: ['S2'], absent: ['S1'] }]);
    expect(found.notes[0]!.examples[0]!.text).toBe('"actor": in 2.csv; not in 1.csv');
    expect(found.months.map(({ month, events }) => [month, events])).toEqual([
      ['2025-01', 60],
      ['2025-02', 1],
    ]);
    expect(found.months[0]!.fields.find(({ field }) => field === 'actor')).toMatchObject({
      ...{ hidden: 0, empty: 0, notExported: 1 },
    });
  });
});

test('a log without events has no months and nothing to note', () => {
  const table = memoryTable([]);
  expect(run(logQuality(table, 'log', [], utc))).toMatchObject({ months: [], notes: [] });
});
