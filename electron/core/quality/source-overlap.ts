import type { QualityExample, QualityNote, SourceOverlap } from '../../../shared/contract/quality.ts';
import { keyOf, textReader } from '../acts/marker-columns.ts';
import { NumberIndex } from '../events/number-index.ts';
import { rfc3339 } from '../events/rfc3339.ts';
import type { EventTable } from '../events/table.ts';
import { hashText } from '../events/text-hash.ts';
import { microsPerSecond } from '../import/dates/civil.ts';
import { beginning, counted, examplesListed, grouped, note, percent } from './note.ts';

/** Two files tell the same events where at least so many of one are in the other: then the others are missing. */
const sameEventsShare = 0.5;
const leastRecords = 10;
const idsLooked = 200;
/** Records of a source that are compared at once: bounds memory, whatever the size of the logs. */
const rowsPerPass = 2_000_000;

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
  const sides = [new Side(table, first), new Side(table, second)] as const;
  const passes = Math.max(1, ...sides.map(({ rowCount }) => Math.ceil(rowCount / rowsPerPass)));
  for (let pass = 0; pass < passes; pass++) {
    for (const side of sides) yield* side.read(from, to, keys, pass, passes);
    if (matchedBy === null) break;
    sides[0].compareWith(sides[1], matchedBy);
    sides[1].compareWith(sides[0], matchedBy);
  }
  const [ofFirst, ofSecond] = sides;
  const missing = (one: Side, other: Side) =>
    matchedBy === null ? [] : missingNotes(one, other, matchedBy, [from, to]);
  return {
    ...{ first: first.source, second: second.source, from: rfc3339(from), to: rfc3339(to) },
    ...{ firstRows: ofFirst.records, secondRows: ofSecond.records, matchedBy },
    ...{ firstInSecond: ofFirst.found, secondInFirst: ofSecond.found },
    notes: [...missing(ofFirst, ofSecond), ...missing(ofSecond, ofFirst)],
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

/** One of the two sources: its records of the common period, as many at once as memory is meant for. */
class Side {
  readonly table: EventTable;
  readonly source: PeriodSource;
  readonly rowCount: number;
  /** Records of the period. */
  records = 0;
  /** Of them those that the other has, and those that could be expected there. */
  found = 0;
  expected = 0;
  /** Rows that the other lacks, the first of each pass. */
  readonly lacking: number[] = [];
  readonly #organizations = new Map<string, number>();
  /** Some record does not say its organization. */
  #nameless = false;
  #size = 0;
  #rows = new Int32Array(0);
  #keys = new Float64Array(0);
  /** Hash of the organization, 0 where the log does not say. */
  #organizationOf = new Float64Array(0);

  constructor(table: EventTable, source: PeriodSource) {
    this.table = table;
    this.source = source;
    this.rowCount = source.slices.reduce((sum, index) => sum + table.slice(index).rowCount, 0);
  }

  *read(from: number, to: number, keys: KeysOfSlice | null, pass: number, passes: number): Generator<void> {
    const capacity = Math.min(this.rowCount, Math.ceil((this.rowCount / passes) * 1.5) + 1000);
    if (this.#rows.length === 0) this.#reserve(capacity);
    this.#size = 0;
    for (const index of this.source.slices) {
      const slice = this.table.slice(index);
      const at = slice.column('at');
      if (at?.kind !== 'time') continue;
      const keyOfRow = keys?.(index);
      const organization = textReader(slice, 'actorOrganization');
      for (let i = 0; i < slice.rowCount; i++) {
        const micros = at.micros[i]!;
        if (!(micros >= from && micros <= to)) continue;
        if (pass === 0) this.records++;
        const key = keyOfRow?.(i) ?? 0;
        if (key === 0) continue;
        const of = this.#numberOf(organization(i));
        if (Math.floor(key / 64) % passes !== pass) continue;
        if (this.#size === this.#rows.length) this.#reserve(this.#size * 2);
        this.#rows[this.#size] = slice.firstRow + i;
        this.#keys[this.#size] = key;
        this.#organizationOf[this.#size++] = of;
      }
      yield;
    }
  }

  /**
   * Counts the records that the other has. Of several alike without ids as many as the other has; an id is one event.
   * What an organization did that the other log knows nothing of is not expected there.
   */
  compareWith(other: Side, matchedBy: MatchedBy): void {
    const index = new NumberIndex(other.#size);
    const left = new Int32Array(other.#size);
    for (let i = 0; i < other.#size; i++) left[index.add(other.#keys[i]!)]!++;
    const known = new Set(other.#organizations.values());
    let listed = 0;
    for (let i = 0; i < this.#size; i++) {
      const number = index.find(this.#keys[i]!);
      const isThere = number !== -1 && left[number]! > 0;
      const of = this.#organizationOf[i]!;
      if (!isThere && of !== 0 && !other.#nameless && !known.has(of)) continue;
      this.expected++;
      if (isThere) {
        if (matchedBy !== 'id') left[number]!--;
        this.found++;
      } else if (listed++ < examplesListed) this.lacking.push(this.#rows[i]!);
    }
  }

  #numberOf(organization: string | undefined): number {
    if (organization === undefined) {
      this.#nameless = true;
      return 0;
    }
    let known = this.#organizations.get(organization);
    if (known === undefined) {
      known = hashText(organization.trim());
      this.#organizations.set(organization, known);
    }
    return known;
  }

  #reserve(capacity: number): void {
    const [rows, keys, organizations] = [this.#rows, this.#keys, this.#organizationOf];
    this.#rows = new Int32Array(capacity);
    this.#keys = new Float64Array(capacity);
    this.#organizationOf = new Float64Array(capacity);
    this.#rows.set(rows);
    this.#keys.set(keys);
    this.#organizationOf.set(organizations);
  }
}

/** H9: an agency's own searches that the log of its network does not have, and the like. */
function missingNotes(
  one: Side,
  other: Side,
  matchedBy: MatchedBy,
  [from, to]: readonly [number, number],
): QualityNote[] {
  const { found, expected, records } = one;
  if (expected < leastRecords || found === expected || found < expected * sameEventsShare) return [];
  const lacking = expected - found;
  const others =
    expected < records
      ? `; ${grouped(records - expected)} more are of organizations that the other has nothing of, or cannot be compared`
      : '';
  return [
    note(
      'missing-in-other-log',
      'warning',
      `${grouped(lacking)} of ${counted(expected, 'record')} of ${one.source.file} between ${rfc3339(from)} and ${rfc3339(to)} are not in ${other.source.file}, which has the other ${grouped(found)} (${percent(found / expected)})${others}`,
      `records of the period that both files cover, matched by ${matchedBy}, without those of organizations that the other file has nothing of; noted where the other file has ${percent(sameEventsShare)} or more of ${leastRecords} records or more, but not all`,
      [lacking, expected],
      {
        cannotTell: 'whether records were left out of that file or the two logs do not log the same things',
        examples: one.lacking
          .toSorted((a, b) => a - b)
          .slice(0, examplesListed)
          .map((row) => exampleOf(one.table, one.source, row)),
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
