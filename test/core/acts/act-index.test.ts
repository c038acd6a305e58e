import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { actsOf, actsOfInTurns } from '../../../electron/core/acts/act-index.ts';
import type { EventTable } from '../../../electron/core/events/table.ts';
import { type MemoryRecord, type MemorySource, memoryTable } from '../findings/memory-table.ts';

const a = 'a'.repeat(64);
const b = 'b'.repeat(64);

/** Every record that is not the first of its act: where, of which, why and as what. */
function later(table: EventTable): string[] {
  const acts = actsOf(table);
  const place = (row: number) => {
    for (let index = 0; index < table.sliceCount; index++) {
      const slice = table.slice(index);
      const at = row - slice.firstRow;
      if (at < slice.rowCount) return `${slice.sourceSha256[0]}${slice.records[at]}`;
    }
    throw new Error(`no row ${row}`);
  };
  return [...acts.laterRows]
    .map((row) => `${place(row)} of ${place(acts.firstRowOf(row))}: ${acts.tierOf(row)} ${acts.roleOf(row)}`)
    .sort();
}

const at = (second: number) => new Date(Date.UTC(2025, 5, 18, 12, 0, 0) + second * 1000).toISOString();
const table = (...records: readonly MemoryRecord[]) => memoryTable([{ sha256: a, records }]);
const noId = { nativeId: null };

describe('the same id', () => {
  const one = { actor: 'jdoe', target: 'ABC123', action: 'search', nativeId: 'id-1' };

  test('at another time is a copy where every cell is equal or hidden in one', () => {
    const masked = { ...one, at: at(1), target: '***' };
    expect(later(table({ ...one, at: at(0) }, masked))).toEqual(['a2 of a1: same-id copy']);
    expect(later(table(masked, { ...one, at: at(0) }))).toEqual(['a1 of a2: same-id copy']);
  });

  test('with another target, actor or action is another act', () => {
    for (const changed of [{ target: 'XYZ999' }, { actor: 'other' }, { action: 'print' }]) {
      expect(later(table({ ...one, at: at(0) }, { ...one, ...changed, at: at(500) }))).toEqual([]);
    }
  });

  test('completes a PARTIAL record', () => {
    const records = [
      { ...one, at: at(0), result: 'PARTIAL', params: '{}' },
      { ...one, at: at(400), result: 'SUCCESS', params: '{"rows":3}' },
    ];
    expect(later(table(...records))).toEqual(['a2 of a1: same-id completion']);
    const [first, second] = records;
    expect(later(table({ ...first!, result: 'ERROR' }, second!))).toEqual([]);
    expect(later(table(first!, { ...second!, actor: 'other' }))).toEqual([]);
    expect(later(table(first!, { ...second!, target: 'XYZ999' }))).toEqual([]);
  });

  test('by one actor within two minutes with other content is a chain', () => {
    const chain = [
      { ...one, at: at(0), action: 'Vehicle Query' },
      { ...one, at: at(10), action: 'Driver Query', target: 'OLN 1' },
      { ...one, at: at(125), action: 'Name Query', target: 'DOE' },
    ];
    expect(later(table(...chain))).toEqual(['a2 of a1: chained derived', 'a3 of a1: chained derived']);
    expect(later(table(chain[0]!, { ...chain[1]!, actor: 'other' }))).toEqual([]);
    expect(later(table(...chain.with(1, { ...chain[1]!, at: at(121) })))).toEqual([]);
  });

  test('that is a mask, a blank, or shared by very many is no id', () => {
    for (const nativeId of ['***', '', 'REDACTED', null]) {
      expect(later(table({ ...one, nativeId, at: at(0) }, { ...one, nativeId, at: at(1) }))).toEqual([]);
    }
    const many = Array.from({ length: 80 }, (_, i) => ({ ...one, at: at(i) }));
    expect(later(table(...many))).toEqual([]);
    expect(later(table(...many.slice(0, 50)))).toHaveLength(49);
  });
});

describe('statements', () => {
  test('sub-statements belong to the statement of their session', () => {
    const line = (second: number, session: string, statement: string, part: string, target: string) => ({
      ...{ at: at(second), actor: 'app', action: 'READ', target, session },
      ...{ 'Statement ID': statement, Substatement_ID: part },
    });
    const found = later(
      table(
        line(0, 's1', '5', '1', 'tmp'),
        line(0, 's1', '5', '2', 'tmp2'),
        line(0, 's2', '5', '1', 'x'),
        line(1, 's1', '6', '1', 'y'),
        line(2, 's1', '5', '3', 'late sub-statement'),
        line(9000, 's1', '5', '4', 'the number came again'),
      ),
    );
    expect(found).toEqual(['a2 of a1: statement derived', 'a5 of a1: statement derived']);
  });

  test('a sub-statement number that comes again begins another statement', () => {
    const line = (second: number, part: string, target: string) => ({
      ...{ at: at(second), actor: 'app', action: 'READ', target, session: 's1' },
      ...{ 'Statement ID': '5', Substatement_ID: part },
    });
    const found = later(table(line(0, '1', 'a'), line(1, '1', 'b'), line(2, '2', 'c')));
    expect(found).toEqual(['a3 of a2: statement derived']);
  });

  test('a record split over rows is one act, a running number is none', () => {
    const line = (second: number, sequence: number, target: string) => ({
      ...{ at: at(second), actor: 'sa', action: 'SL', target, session: '51' },
      sequence_number: String(sequence),
    });
    const split = [line(0, 1, 'a'), line(1, 1, 'b'), line(1, 2, 'c'), line(1, 3, 'd'), line(2, 1, 'e')];
    expect(later(table(...split))).toEqual([
      'a3 of a2: statement completion',
      'a4 of a2: statement completion',
    ]);
    expect(later(table(...Array.from({ length: 6 }, (_, i) => line(0, i + 1, `t${i}`))))).toEqual([]);
  });
});

describe('client and server', () => {
  const told = (second: number, producerType: string, traceId: string, action = 'loadObject') => ({
    ...{ at: at(second), actor: 'u1', target: 'o1', action, producerType, traceId },
    ...{ host: producerType },
  });

  test('of one request are one act', () => {
    expect(later(table(told(0, 'CLIENT', 't-1'), told(1, 'SERVER', 't-1')))).toEqual([
      'a2 of a1: client-server copy',
    ]);
  });

  test('each party again, another action, another request or minutes between are other acts', () => {
    expect(later(table(told(0, 'SERVER', 't-1'), told(1, 'SERVER', 't-1')))).toEqual([]);
    expect(later(table(told(0, 'CLIENT', 't-1'), told(1, 'SERVER', 't-2')))).toEqual([]);
    expect(later(table(told(0, 'CLIENT', 't-1'), told(301, 'SERVER', 't-1')))).toEqual([]);
    expect(
      later(table(told(0, 'CLIENT', 't-1'), told(1, 'CLIENT', 't-1'), told(2, 'SERVER', 't-1'))),
    ).toEqual(['a3 of a2: client-server copy']);
  });

  test('of FHIR share the entity of type XrequestId, wherever it stands', () => {
    const event = (observer: string, place: number, other: number) => ({
      ...{ at: at(place), actor: 'dr-1', action: 'R', target: 'Patient/1' },
      'source.observer.reference': observer,
      [`entity[${place}].type.code`]: 'XrequestId',
      [`entity[${place}].what.identifier.value`]: 'req-77',
      [`entity[${other}].type.code`]: '1',
      [`entity[${other}].what.identifier.value`]: observer,
    });
    expect(later(table(event('Device/client', 1, 2), event('Device/server', 2, 1)))).toEqual([
      'a2 of a1: client-server copy',
    ]);
  });
});

test('a record that two tiers join says why it belongs to an earlier one, not to a later one', () => {
  const told = (second: number, producerType: string, nativeId: string) => ({
    ...{ at: at(second), actor: 'u1', target: 'o1', action: 'load', traceId: 't-1', producerType, nativeId },
  });
  const found = later(table(told(0, 'CLIENT', 'i1'), told(1, 'SERVER', 'i2'), told(900, 'SERVER', 'i2')));
  expect(found).toEqual(['a2 of a1: client-server copy', 'a3 of a1: same-id copy']);
});

describe('chains', () => {
  const step = (second: number, action: string, target: string, more: Record<string, string>) => ({
    ...{ at: at(second), actor: 'officer', action, target },
    ...more,
  });

  test('share a query id and an actor, each within two minutes of the last', () => {
    const id = { 'Query ID': 'q-1' };
    const found = later(
      table(
        step(0, 'Vehicle', 'ABC123', id),
        step(9, 'Driver', 'OLN 1', id),
        step(18, 'Name', 'DOE/JO', id),
        step(20, 'Name', 'DOE/JO', { 'Query ID': 'q-2' }),
        step(400, 'Name', 'ROE/JA', id),
        { ...step(19, 'Name', 'POE/ED', id), actor: 'other' },
      ),
    );
    expect(found).toEqual(['a2 of a1: chained derived', 'a3 of a1: chained derived']);
  });

  test('the same query asked again is an act of its own', () => {
    const id = { 'Query ID': 'q-1' };
    expect(later(table(step(0, 'Vehicle', 'ABC123', id), step(9, 'Vehicle', 'ABC123', id)))).toEqual([]);
  });

  test('within a session run from a vehicle query to driver and name within 30 seconds', () => {
    const session = { session: 's-9' };
    const found = later(
      table(
        step(0, 'QV vehicle', 'ABC123', session),
        step(5, 'DQ driver', 'OLN 1', session),
        step(31, 'name query', 'DOE', session),
        step(40, 'name query', 'ROE', session),
        step(50, 'vehicle query', 'XYZ', session),
        step(55, 'name query', 'POE', { session: 's-8' }),
        step(60, 'print', 'POE', session),
      ),
    );
    expect(found).toEqual(['a2 of a1: chained derived']);
  });
});

describe('the same second', () => {
  const search = (second: number, more: Partial<Record<string, string>> = {}) =>
    ({
      ...{ at: at(second), actor: 'J Doe', actorOrganization: 'Example PD', networksSearched: '631' },
      ...{ target: 'ABC123', reason: 'inv' },
      ...more,
    }) as MemoryRecord;
  const two = (first: readonly MemoryRecord[], second: readonly MemoryRecord[]): MemorySource[] => [
    { sha256: a, records: first },
    { sha256: b, records: second },
  ];

  test('in another file with other masking or fewer columns is a copy', () => {
    const without = (({ target, actor, ...rest }) => rest)(search(0) as Record<string, string>);
    for (const other of [search(0, { target: '***', actor: 'REDACTED' }), without as MemoryRecord]) {
      expect(later(memoryTable(two([search(0)], [other])))).toEqual(['b1 of a1: same-second copy']);
    }
  });

  test('with any other cell, second, organization or number of networks is another act', () => {
    for (const changed of [
      { target: 'XYZ999' },
      { reason: '' },
      { actorOrganization: 'Other PD' },
      { networksSearched: '630' },
      { at: at(2) },
    ]) {
      expect(later(memoryTable(two([search(0), search(5)], [search(0, changed), search(9)])))).toEqual([]);
    }
  });

  test('within one file tells two acts, and one record goes with one', () => {
    expect(later(memoryTable(two([search(0), search(0)], [search(0)])))).toEqual([
      'b1 of a1: same-second copy',
    ]);
    expect(later(memoryTable(two([search(0), search(0)], [search(0), search(0), search(0)])))).toEqual([
      'b1 of a1: same-second copy',
      'b2 of a2: same-second copy',
    ]);
  });

  test('does not join what ids tell apart', () => {
    const ids = [{ nativeId: 'i1' }, { nativeId: 'i2' }] as const;
    expect(later(memoryTable(two([search(0, ids[0])], [search(0, ids[1])])))).toEqual([]);
    expect(later(memoryTable(two([search(0, ids[0])], [{ ...search(0), ...noId }])))).toEqual([]);
    expect(later(memoryTable(two([search(0, ids[0])], [search(0)])))).toEqual(['b1 of a1: same-second copy']);
  });
});

const record = fc.record({
  at: fc.integer({ min: 0, max: 3 }).map(at),
  actor: fc.constantFrom('x', 'y', '***'),
  actorOrganization: fc.constantFrom('P', 'Q'),
  networksSearched: fc.constantFrom('1', '2'),
  target: fc.constantFrom('t', 'u', 'REDACTED'),
});

test('acts are the same whatever the order of files, the size of slices and where texts are kept', () => {
  const source = fc.array(record, { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(fc.tuple(source, source, source), fc.integer({ min: 1, max: 5 }), (lists, sliceRows) => {
      const sources = lists.map((records, i) => ({ sha256: String(i).repeat(64), records }));
      const expected = later(memoryTable(sources));
      expect(later(memoryTable(sources.toReversed(), { sliceRows }))).toEqual(expected);
      const inline = ['actor', 'target', 'networksSearched'];
      expect(later(memoryTable([sources[1]!, sources[2]!, sources[0]!], { inline }))).toEqual(expected);
    }),
    { numRuns: 150 },
  );
});

test('every act has one first record, which comes before the others in canonical order', () => {
  fc.assert(
    fc.property(fc.array(fc.array(record, { minLength: 1, maxLength: 9 }), { maxLength: 4 }), (lists) => {
      const made = memoryTable(lists.map((records, i) => ({ sha256: String(i).repeat(64), records })));
      const acts = actsOf(made);
      for (const row of acts.laterRows) {
        const first = acts.firstRowOf(row);
        expect(acts.roleOf(first)).toBe('first');
        expect(acts.tierOf(first)).toBeNull();
        expect(acts.roleOf(row)).not.toBe('first');
        expect([...made.inCanonicalOrder(Int32Array.of(row, first))]).toEqual([first, row]);
      }
    }),
  );
});

test('finding acts gives turns and can be stopped', async () => {
  let turns = 0;
  const made = memoryTable([{ sha256: a, records: [{ at: at(0), actor: 'x', nativeId: 'i' }] }]);
  const stopped = actsOfInTurns(made, async () => {
    turns++;
    throw new Error('stop');
  });
  await expect(stopped).rejects.toThrow('stop');
  expect(turns).toBe(1);
  expect((await actsOfInTurns(made, async () => {})).laterRows).toHaveLength(0);
});
