import type { QualityExample, QualityNote, SourceOverlap } from '../../../shared/contract/quality.ts';
import { keyOf, textReader } from '../acts/marker-columns.ts';
import { NumberIndex } from '../events/number-index.ts';
import { rfc3339 } from '../events/rfc3339.ts';
import type { EventTable } from '../events/table.ts';
import { microsPerSecond } from '../import/dates/civil.ts';
import { beginning, counted, grouped, note, percent } from './note.ts';

/** Two files tell the same events where at least so many of one are in the other: then the others are missing. */
const sameEventsShare = 0.5;
const leastRecords = 10;
const idsLooked = 200;

/** A source with its first and last time, in microseconds. */
export interface PeriodSource {
  readonly source: string;
  /** As people call it. */
  readonly file: string;
  readonly slices: readonly number[];
  readonly first: number;
  readonly last: number;
}

type MatchedBy = NonNullable<SourceOverlap['matchedBy']>;

/** Of two sources whose periods overlap: which records of the common period both have. Null where they do not overlap. */
export function* sourceOverlap(
  table: EventTable,
  first: PeriodSource,
  second: PeriodSource,
): Generator<void, SourceOverlap | null> {
  const from = Math.max(first.first, second.first);
  const to = Math.min(first.last, second.last);
  if (!(from <= to)) return null;
  const matchedBy = howToMatch(table, first, second);
  const keys = matchedBy === null ? null : keysBy(table, matchedBy);
  const [ofFirst, ofSecond] = [
    yield* recordsOf(table, first, from, to, keys),
    yield* recordsOf(table, second, from, to, keys),
  ];
  const firstIn = matchedBy === null ? null : shared(ofFirst, ofSecond, matchedBy);
  const secondIn = matchedBy === null ? null : shared(ofSecond, ofFirst, matchedBy);
  return {
    first: first.source,
    second: second.source,
    from: rfc3339(from),
    to: rfc3339(to),
    firstRows: ofFirst.rows.length,
    secondRows: ofSecond.rows.length,
    matchedBy,
    firstInSecond: firstIn?.found ?? 0,
    secondInFirst: secondIn?.found ?? 0,
    notes: [
      ...(firstIn ? missingNotes(table, first, second, ofFirst, firstIn, matchedBy!, [from, to]) : []),
      ...(secondIn ? missingNotes(table, second, first, ofSecond, secondIn, matchedBy!, [from, to]) : []),
    ],
  };
}

function howToMatch(table: EventTable, first: PeriodSource, second: PeriodSource): MatchedBy | null {
  const both = (...names: readonly string[]) =>
    [first, second].every(({ slices }) =>
      names.every((name) => table.slice(slices[0]!).column(name) !== undefined),
    );
  const hasIds = [first, second].every((source) => idsSaySomething(table, source));
  if (hasIds) return 'id';
  if (both('actorOrganization', 'networksSearched')) return 'organization, second and networks';
  return both('actor', 'target') ? 'actor, target and second' : null;
}

/** Ids that are masked name nothing. */
function idsSaySomething(table: EventTable, { slices }: PeriodSource): boolean {
  const slice = table.slice(slices[0]!);
  if (slice.column('nativeId') === undefined) return false;
  const read = textReader(slice, 'nativeId');
  const looked = Math.min(slice.rowCount, idsLooked);
  let said = 0;
  for (let i = 0; i < looked; i++) if (read(i) !== undefined) said++;
  return said * 2 >= looked;
}

/** Keys of the rows of a slice; 0 where a row cannot be matched. */
type KeysOfSlice = (index: number) => (row: number) => number;

function keysBy(table: EventTable, by: MatchedBy): KeysOfSlice {
  if (by === 'id' && table.keys) {
    return (index) => {
      const keys = table.keys!(index);
      return (i) => (keys[i * 2]! & 0xfffff) * 2 ** 32 + keys[i * 2 + 1]! + 1;
    };
  }
  const names = {
    id: ['nativeId'],
    'organization, second and networks': ['actorOrganization', 'networksSearched'],
    'actor, target and second': ['actor', 'target'],
  }[by];
  return (index) => {
    const slice = table.slice(index);
    const at = slice.column('at');
    const readers = names.map((name) => textReader(slice, name));
    return (i) => {
      const texts = readers.map((read) => read(i)?.trim());
      if (by === 'id') return keyOf(...texts);
      const micros = at?.kind === 'time' ? at.micros[i]! : 0;
      return keyOf(String(Math.floor(micros / microsPerSecond)), ...texts);
    };
  };
}

interface PeriodRecords {
  /** Records of the period that can be matched, ascending, and their keys. */
  readonly rows: number[];
  readonly keys: number[];
}

function* recordsOf(
  table: EventTable,
  { slices }: PeriodSource,
  from: number,
  to: number,
  keys: KeysOfSlice | null,
): Generator<void, PeriodRecords> {
  const found: PeriodRecords = { rows: [], keys: [] };
  for (const index of slices) {
    const slice = table.slice(index);
    const at = slice.column('at');
    if (at?.kind !== 'time') continue;
    const keyOfRow = keys?.(index);
    for (let i = 0; i < slice.rowCount; i++) {
      const micros = at.micros[i]!;
      if (!(micros >= from && micros <= to)) continue;
      found.rows.push(slice.firstRow + i);
      found.keys.push(keyOfRow?.(i) ?? 0);
    }
    yield;
  }
  return found;
}

/** Records of one that the other has. Of several alike without ids as many as the other has; an id is one event. */
function shared(
  one: PeriodRecords,
  other: PeriodRecords,
  matchedBy: MatchedBy,
): { found: number; missing: number[]; of: number } {
  const index = new NumberIndex(other.keys.length);
  const left: number[] = [];
  for (const key of other.keys) {
    if (key === 0) continue;
    const number = index.add(key);
    left[number] = (left[number] ?? 0) + 1;
  }
  let found = 0;
  let of = 0;
  const missing: number[] = [];
  for (const [i, key] of one.keys.entries()) {
    if (key === 0) continue;
    of++;
    const number = index.find(key);
    if (number !== -1 && left[number]! > 0) {
      if (matchedBy !== 'id') left[number]!--;
      found++;
    } else if (missing.length < 10) missing.push(one.rows[i]!);
  }
  return { found, missing, of };
}

/** H9: an agency's own searches that the log of its network does not have, and the like. */
function missingNotes(
  table: EventTable,
  one: PeriodSource,
  other: PeriodSource,
  { rows }: PeriodRecords,
  { found, missing, of }: { found: number; missing: readonly number[]; of: number },
  matchedBy: MatchedBy,
  [from, to]: readonly [number, number],
): QualityNote[] {
  if (of < leastRecords || found === of || found < of * sameEventsShare) return [];
  const lacking = of - found;
  return [
    note(
      'missing-in-other-log',
      'warning',
      `${grouped(lacking)} of ${counted(of, 'record')} of ${one.file} between ${rfc3339(from)} and ${rfc3339(to)} are not in ${other.file}, which has the other ${grouped(found)} (${percent(found / of)})${of < rows.length ? `; ${grouped(rows.length - of)} more cannot be compared` : ''}`,
      `records of the period that both files cover, matched by ${matchedBy}; noted where the other file has ${percent(sameEventsShare)} or more of ${leastRecords} records or more, but not all`,
      [lacking, of],
      {
        cannotTell: 'whether records were left out of that file or the two logs do not log the same things',
        examples: missing.map((row) => exampleOf(table, one, row)),
      },
    ),
  ];
}

function exampleOf(table: EventTable, { source, slices }: PeriodSource, row: number): QualityExample {
  for (const index of slices) {
    const slice = table.slice(index);
    const i = row - slice.firstRow;
    if (i < 0 || i >= slice.rowCount) continue;
    const actor = textReader(slice, 'actor')(i);
    const at = rfc3339(table.micros(Int32Array.of(row))[0]!);
    return {
      source,
      row: slice.records[i]!,
      text: actor === undefined ? at : `${at} ${beginning(actor, 100)}`,
    };
  }
  return { source, row: null, text: '' };
}
