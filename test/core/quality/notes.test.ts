import { describe, expect, test } from 'vitest';
import { columnNotes } from '../../../electron/core/quality/column-notes.ts';
import { beginning, note, percent, quoted } from '../../../electron/core/quality/note.ts';
import { type TimeFigures, timeNotes } from '../../../electron/core/quality/time-notes.ts';
import type { ColumnQuality } from '../../../shared/contract/quality.ts';
import type { CellState } from '../../../shared/vocabulary/cell-states.ts';

/** A column with so many cells of each text. */
function columnOf(
  field: string | null,
  cells: readonly (readonly [string, CellState, number])[],
): ColumnQuality {
  const count = (state: CellState) =>
    cells.reduce((sum, [, of, number]) => sum + (of === state ? number : 0), 0);
  const rows = cells.reduce((sum, [, , number]) => sum + number, 0);
  return {
    ...{ column: 'C', field, rows, distinct: cells.length, distinctAtLeast: false },
    states: {
      ...{ value: count('value'), empty: count('empty'), redacted: count('redacted') },
      ...{ withheld: count('withheld'), partial: 0, placeholder: count('placeholder'), 'no-cell': 0 },
    },
    mostFrequent: cells.map(([text, state, number]) => ({ text, state, count: number })),
    ...{ mostFrequentPartial: false, length: null, number: null, traits: [] },
    types: { number: 0, date: 0, uuid: 0, 'plate-like': 0, 'e-mail': 0, text: count('value') },
  };
}

const checks = (column: ColumnQuality) =>
  columnNotes(column, 'S1').map(({ check, severity }) => `${check} ${severity}`);

describe('a column', () => {
  test('with one value throughout is noted from 100 cells on, graver where people should say something', () => {
    expect(checks(columnOf('reason', [['Investigation', 'value', 100]]))).toEqual([
      'constant-column warning',
    ]);
    expect(checks(columnOf('reason', [['Investigation', 'value', 99]]))).toEqual([]);
    expect(checks(columnOf('system', [['LPR', 'value', 100]]))).toEqual(['constant-column info']);
    expect(
      checks(
        columnOf('reason', [
          ['inv', 'value', 100],
          ['', 'empty', 900],
        ]),
      ),
    ).toEqual(['constant-column warning']);
  });

  test('with one value nearly throughout is noted where people should say something', () => {
    expect(
      checks(
        columnOf('reason', [
          ['inv', 'value', 990],
          ['bolo', 'value', 10],
        ]),
      ),
    ).toEqual(['nearly-constant-column warning']);
    expect(
      checks(
        columnOf('reason', [
          ['inv', 'value', 989],
          ['bolo', 'value', 11],
        ]),
      ),
    ).toEqual([]);
    expect(
      checks(
        columnOf('device', [
          ['d', 'value', 990],
          ['e', 'value', 10],
        ]),
      ),
    ).toEqual([]);
  });

  test('of masks is told as hidden, not as constant; blanks and masks are not the same', () => {
    expect(checks(columnOf('target', [['***', 'redacted', 500]]))).toEqual(['hidden-column warning']);
    expect(
      checks(
        columnOf('target', [
          ['***', 'redacted', 5],
          ['P1', 'value', 5],
        ]),
      ),
    ).toEqual(['hidden-cells notice']);
    expect(checks(columnOf('target', [['', 'empty', 5]]))).toEqual(['empty-column notice']);
    expect(checks(columnOf('reason', []))).toEqual([]);
  });

  test('with a few cells of another kind may be shifted', () => {
    const types = { number: 95, date: 5, uuid: 0, 'plate-like': 0, 'e-mail': 0, text: 0 };
    const column = {
      ...columnOf(null, [
        ['1', 'value', 50],
        ['2', 'value', 50],
      ]),
      types,
    };
    expect(checks(column)).toEqual(['mixed-types notice']);
    expect(columnNotes(column, 'S1')[0]!.message).toContain('95 of 100 cells look like number');
    expect(checks({ ...column, types: { ...types, number: 94, date: 6 } })).toEqual([]);
    expect(checks({ ...column, types: { ...types, number: 100, date: 0 } })).toEqual([]);
    expect(checks({ ...column, types: { ...types, number: 5, date: 0, text: 95 } })).toEqual([]);
  });
});

describe('times', () => {
  const figures: TimeFigures = {
    ...{ source: 'S1', rows: 1000, zone: 'UTC', readIn: { zone: 'UTC', basis: 'data' } },
    ...{
      days: null,
      gaps: null,
      hours: null,
      order: null,
      sequences: [],
      future: { rows: 0, example: null },
    },
  };
  const noted = (more: Partial<TimeFigures>) =>
    timeNotes({ ...figures, ...more }).map(({ check, severity }) => `${check} ${severity}`);
  const hours = (fromHour: number, share: number) => ({
    hours: { rows: [1], quietest: { fromHour, toHour: (fromHour + 6) % 24, share } },
  });

  test('whose quiet hours hold noon are noted where few events fall into them', () => {
    expect(noted(hours(9, 0.1))).toEqual(['quiet-hours-by-day warning']);
    expect(noted(hours(9, 0.11))).toEqual([]);
    expect(noted(hours(12, 0))).toEqual(['quiet-hours-by-day warning']);
    expect(noted(hours(13, 0))).toEqual([]);
    expect(noted(hours(6, 0))).toEqual([]);
    expect(noted({ ...hours(9, 0), rows: 199 })).toEqual([]);
  });

  test('later than the import are noted', () => {
    expect(noted({ future: { rows: 2, example: null } })).toEqual(['later-than-import warning']);
  });

  test('days without events count for more in a busy log', () => {
    const days = {
      first: '2025-01-01',
      last: '2025-01-10',
      days: 10,
      daysWithout: 1,
      withoutTotal: 1,
      months: [],
    };
    const without = [{ from: '2025-01-05', to: '2025-01-05', days: 1 }];
    expect(noted({ days: { ...days, without }, rows: 45 })).toEqual(['days-without-events notice']);
    expect(noted({ days: { ...days, without }, rows: 44 })).toEqual(['days-without-events info']);
    expect(noted({ days: { ...days, daysWithout: 0, without: [] } })).toEqual([]);
  });

  test('and ids that go opposite ways are counted the way fewer go', () => {
    const order = { byTime: 'ascending', forward: 99, backward: 0, same: 0 } as const;
    const against = (number: number) =>
      noted({ order: { ...order, idsAgainstTime: { column: 'id', against: number, of: 100 } } });
    expect(against(0)).toEqual([]);
    expect(against(100)).toEqual([]);
    expect(against(1)).toEqual(['ids-against-time info']);
    expect(against(98)).toEqual(['ids-against-time notice']);
  });
});

test('what is not all is never 100.0%, what is some never 0.0%', () => {
  expect([0, 0.0001, 0.0005, 0.5, 0.9994, 0.9996, 1].map(percent)).toEqual([
    ...['0.0%', 'under 0.1%', '0.1%', '50.0%', '99.9%', 'over 99.9%', '100.0%'],
  ]);
});

test('texts of logs are cut between characters and made visible, examples are ten at most', () => {
  expect(beginning(`${'x'.repeat(199)}😀`)).toBe('x'.repeat(199));
  expect(beginning('😀'.repeat(100))).toBe('😀'.repeat(100));
  expect(quoted(`a\u0000"${'b'.repeat(80)}`)).toMatch(/^"a\\u0000\\"b{56}…"$/);
  const examples = Array.from({ length: 12 }, (_, row) => ({ source: 'S1', row, text: '' }));
  expect(note('c', 'info', 'm', 'r', [1, 2], { examples }).examples).toHaveLength(10);
});
