import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readConditions } from '../../../electron/core/events/where.ts';
import {
  conditionProblem,
  daysCondition,
  localDateReader,
  nextDay,
  operatorsOf,
  readCondition,
  startOfDay,
  toggleCondition,
  withCondition,
  writeCondition,
} from '../../../renderer/state/events.ts';
import { fieldDefinition, fields } from '../../../shared/vocabulary/fields.ts';

const someField = fc.constantFrom(...fields.map(({ name }) => name));

describe('conditions', () => {
  test('are read as core reads them', () => {
    fc.assert(
      fc.property(
        someField,
        fc.constantFrom('=' as const, '!=' as const, '~' as const),
        fc.string(),
        (field, operator, value) => {
          fc.pre(field !== 'at');
          const text = writeCondition({ field, operator, value });
          const ours = readCondition(text)!;
          const theirs = readConditions([text], [])[0]!;
          expect([ours.field, ours.operator]).toEqual([theirs.field, theirs.operator]);
          expect(theirs.holds(ours.value)).toBe(operator !== '!=');
        },
      ),
    );
    expect(readCondition('no operator')).toBeNull();
    expect(readCondition('=nothing')).toBeNull();
  });

  test('core takes every condition in which no problem is seen', () => {
    const values = fc.oneof(
      fc.string(),
      fc.integer().map(String),
      fc.constantFrom('2025-06-18', '2025-06-18T07:00:00Z', '2025-02-30', '1e5', '', ' '),
    );
    fc.assert(
      fc.property(
        someField.chain((field) =>
          fc.tuple(fc.constant(field), fc.constantFrom(...operatorsOf(fieldDefinition(field)))),
        ),
        values,
        ([field, operator], value) => {
          fc.pre(value !== '2025-02-30');
          fc.pre(conditionProblem({ field, operator, value }) === null);
          expect(() => readConditions([writeCondition({ field, operator, value })], [])).not.toThrow();
        },
      ),
    );
  });

  test('a second choice of the same kind replaces the first; another kind stands beside it', () => {
    const first = withCondition(['reason~case'], { field: 'actor', operator: '=', value: 'a' });
    expect(first).toEqual(['reason~case', 'actor=a']);
    expect(withCondition(first, { field: 'actor', operator: '=', value: 'b' })).toEqual([
      'reason~case',
      'actor=b',
    ]);
    expect(withCondition(first, { field: 'actor', operator: '!=', value: 'c' })).toEqual([
      'reason~case',
      'actor=a',
      'actor!=c',
    ]);
    expect(withCondition(['localHour>=6'], { field: 'localHour', operator: '>', value: '8' })).toEqual([
      'localHour>8',
    ]);
  });

  test('choosing what is chosen takes it back', () => {
    const condition = { field: 'actor', operator: '=', value: 'x=y' } as const;
    expect(toggleCondition(toggleCondition([], condition), condition)).toEqual([]);
  });
});

describe('days', () => {
  test('start at local midnight, on the days the clock changes too', () => {
    expect(startOfDay('2025-06-18', 'UTC')).toBe('2025-06-18T00:00:00.000Z');
    expect(startOfDay('2025-03-09', 'America/Chicago')).toBe('2025-03-09T06:00:00.000Z');
    expect(startOfDay('2025-03-10', 'America/Chicago')).toBe('2025-03-10T05:00:00.000Z');
    expect(startOfDay('2025-11-03', 'America/Chicago')).toBe('2025-11-03T06:00:00.000Z');
    expect(startOfDay('2025-06-18', 'Pacific/Kiritimati')).toBe('2025-06-17T10:00:00.000Z');
  });

  test('a day whose midnight is skipped starts when the clock first shows it', () => {
    expect(startOfDay('2018-11-04', 'America/Sao_Paulo')).toBe('2018-11-04T03:00:00.000Z');
    expect(localDateReader('America/Sao_Paulo')(Date.parse('2018-11-04T02:59:59.999Z'))).toBe('2018-11-03');
  });

  test('the instant before belongs to the day before', () => {
    const zones = fc.constantFrom(
      'America/Chicago',
      'Europe/Berlin',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
      'UTC',
    );
    const dates = fc
      .integer({ min: 0, max: 9000 })
      .map((days) => new Date(days * 86_400_000 + 1e12).toISOString());
    fc.assert(
      fc.property(zones, dates, (zone, time) => {
        const date = time.slice(0, 10);
        const start = Date.parse(startOfDay(date, zone));
        const dateAt = localDateReader(zone);
        expect(dateAt(start)).toBe(date);
        expect(dateAt(start - 1) < date).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  test('a brushed range is one pair of bounds, whichever end was first', () => {
    const where = ['actor=a', 'at>=2020-01-01T00:00:00Z'];
    const bounds = ['actor=a', 'at>=2025-03-09T06:00:00.000Z', 'at<2025-03-11T05:00:00.000Z'];
    expect(daysCondition(where, '2025-03-09', '2025-03-10', 'America/Chicago')).toEqual(bounds);
    expect(daysCondition(where, '2025-03-10', '2025-03-09', 'America/Chicago')).toEqual(bounds);
    expect(nextDay('2024-02-28')).toBe('2024-02-29');
  });
});
