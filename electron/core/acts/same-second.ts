import type { ColumnSlice, EventSlice, EventTable } from '../events/table.ts';
import { hashText } from '../events/text-hash.ts';
import { cellState } from '../import/cells/cell-state.ts';
import { microsPerSecond } from '../import/dates/civil.ts';
import type { ActLinks } from './act-links.ts';
import { cellsOfRows, compareCells } from './row-cells.ts';
import { groupRows, rowsOfGroups } from './row-groups.ts';

/** More records of one organization in one second with as many networks tell nothing of each other. */
const mostOfOneSecond = 100;

interface Period {
  readonly sha256: string;
  readonly hasIds: boolean;
  from: number;
  to: number;
}

/**
 * Joins records of different files that tell the same act where ids cannot: second, organization and networks (or
 * second, actor and target) are equal, and every cell that both have is equal or hidden in one. One record of a file goes
 * with one of another at most, in the order of their records: which of several alike does not change how many acts
 * there are.
 */
export function* joinSameSeconds(table: EventTable, links: ActLinks): Generator<void> {
  const periods = periodsOf(table);
  const shared = sharedPeriods(periods);
  if (shared.size === 0) return;
  yield* groupRows(
    table.rowCount,
    mostOfOneSecond,
    (add) => eachKey(table, shared, add),
    (groups) => joinGroups(table, groups, links),
  );
}

function periodsOf(table: EventTable): Period[] {
  const periods = new Map<string, Period>();
  for (let index = 0; index < table.sliceCount; index++) {
    const slice = table.slice(index);
    const at = slice.column('at');
    if (at?.kind !== 'time' || slice.sourceSha256 === '') continue;
    let period = periods.get(slice.sourceSha256);
    if (!period) {
      const hasIds = slice.column('nativeId') !== undefined;
      period = {
        sha256: slice.sourceSha256,
        hasIds,
        from: Number.POSITIVE_INFINITY,
        to: Number.NEGATIVE_INFINITY,
      };
      periods.set(slice.sourceSha256, period);
    }
    for (const micros of at.micros) {
      if (micros < period.from) period.from = micros;
      if (micros > period.to) period.to = micros;
    }
  }
  return [...periods.values()];
}

/** By source: stretches that another source covers too, one of the two without ids. */
function sharedPeriods(periods: readonly Period[]): Map<string, { from: number; to: number }[]> {
  const shared = new Map<string, { from: number; to: number }[]>();
  for (const one of periods) {
    const stretches = periods
      .filter((other) => other !== one && !(one.hasIds && other.hasIds))
      .map((other) => ({
        from: Math.max(one.from, other.from) - microsPerSecond,
        to: Math.min(one.to, other.to) + microsPerSecond,
      }))
      .filter(({ from, to }) => from <= to)
      .sort((a, b) => a.from - b.from);
    const merged: { from: number; to: number }[] = [];
    for (const stretch of stretches) {
      const last = merged.at(-1);
      if (last && stretch.from <= last.to) last.to = Math.max(last.to, stretch.to);
      else merged.push(stretch);
    }
    if (merged.length > 0) shared.set(one.sha256, merged);
  }
  return shared;
}

function* eachKey(
  table: EventTable,
  shared: ReadonlyMap<string, readonly { from: number; to: number }[]>,
  add: (key: number, row: number) => void,
): Generator<void> {
  for (let index = 0; index < table.sliceCount; index++) {
    const slice = table.slice(index);
    const stretches = shared.get(slice.sourceSha256);
    const at = slice.column('at');
    if (!stretches || at?.kind !== 'time') continue;
    const parts = [
      [cellHashes(slice, 'actorOrganization'), cellHashes(slice, 'networksSearched')],
      [cellHashes(slice, 'actor'), cellHashes(slice, 'target')],
    ] as const;
    for (let i = 0; i < slice.rowCount; i++) {
      const micros = at.micros[i]!;
      if (slice.counted[i] === 0) continue;
      if (!stretches.some(({ from, to }) => micros >= from && micros <= to)) continue;
      const second = Math.floor(micros / microsPerSecond);
      for (const [kind, [one, other]] of parts.entries()) {
        const [a, b] = [one(i), other(i)];
        if (a === 0 || b === 0) continue;
        add(mix(mix(second * 4 + kind, a), b), slice.firstRow + i);
        break;
      }
    }
    yield;
  }
}

function mix(a: number, b: number): number {
  const low = Math.imul((a % 2 ** 32) ^ Math.imul(b % 2 ** 32, 0x9e3779b1), 0x85ebca6b);
  const high = Math.imul(
    Math.floor(a / 2 ** 32) ^ Math.imul(Math.floor(b / 2 ** 32), 0xc2b2ae35),
    0x27d4eb2f,
  );
  return (((high ^ (low >>> 13)) >>> 0) & 0xfffff) * 2 ** 32 + ((low ^ (high >>> 7)) >>> 0) + 1;
}

/** Hash of each cell that says something, 0 otherwise. */
function cellHashes(slice: EventSlice, name: string): (index: number) => number {
  const column: ColumnSlice | undefined = slice.column(name);
  if (column?.kind === 'inline') {
    return (i) => {
      const text = column.text(i);
      return text !== undefined && cellState(text, name) === 'value' ? hashText(text.trim()) : 0;
    };
  }
  if (column?.kind !== 'terms') return () => 0;
  const known = new Map<number, number>();
  const { codes, dictionary } = column;
  return (i) => {
    const term = codes[i]!;
    if (term === 0) return 0;
    let hash = known.get(term);
    if (hash === undefined) {
      hash = dictionary.state(term) === 'value' ? hashText(dictionary.text(term).trim()) : 0;
      known.set(term, hash);
    }
    return hash;
  };
}

function joinGroups(table: EventTable, groups: readonly (readonly number[])[], links: ActLinks): void {
  const { rows, place } = rowsOfGroups(groups);
  const sources = sourcesOf(table, rows);
  const candidates = groups
    .map((group) => bySource(group, (row) => sources[place(row)]!))
    .filter((bySha) => bySha.length > 1);
  if (candidates.length === 0) return;
  /** Pairs of records of different files that a cell tells apart. */
  const apart = candidates.map(() => new Set<number>());
  for (const name of table.columnNames()) {
    if (name === 'at') continue;
    const cells = cellsOfRows(table, rows, name);
    for (const [g, bySha] of candidates.entries()) {
      eachPair(bySha, (a, b) => {
        if (compareCells(cells, place(a), place(b)) === 'different') apart[g]!.add(pairOf(a, b));
      });
    }
  }
  for (const [g, bySha] of candidates.entries()) {
    const acts: { rows: number[]; sources: Set<string> }[] = [];
    for (const { sha256, rows: ofSource } of bySha) {
      for (const row of ofSource) {
        const act = acts.find(
          (known) =>
            !known.sources.has(sha256) && known.rows.every((other) => !apart[g]!.has(pairOf(other, row))),
        );
        if (act === undefined) {
          acts.push({ rows: [row], sources: new Set([sha256]) });
          continue;
        }
        links.add(row, act.rows[0]!, 'same-second', 'copy');
        act.rows.push(row);
        act.sources.add(sha256);
      }
    }
  }
}

/** A number for two rows, whichever comes first: exact below 67 million rows. */
function pairOf(a: number, b: number): number {
  return Math.min(a, b) * 2 ** 26 + Math.max(a, b);
}

interface SourceRows {
  readonly sha256: string;
  readonly rows: number[];
}

/** In order of SHA-256 and record, so that the order in which files came does not matter. */
function bySource(group: readonly number[], shaOf: (row: number) => string): SourceRows[] {
  const sources = new Map<string, SourceRows>();
  for (const row of group) {
    const sha256 = shaOf(row);
    const known = sources.get(sha256);
    if (known) known.rows.push(row);
    else sources.set(sha256, { sha256, rows: [row] });
  }
  return [...sources.values()].sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
}

function eachPair(bySha: readonly SourceRows[], use: (a: number, b: number) => void): void {
  for (const [s, one] of bySha.entries()) {
    for (const other of bySha.slice(s + 1)) for (const a of one.rows) for (const b of other.rows) use(a, b);
  }
}

function sourcesOf(table: EventTable, rows: Int32Array): string[] {
  const sources = new Array<string>(rows.length);
  let at = 0;
  for (let index = 0; index < table.sliceCount && at < rows.length; index++) {
    const { firstRow, rowCount, sourceSha256 } = table.slice(index);
    for (; at < rows.length && rows[at]! < firstRow + rowCount; at++) sources[at] = sourceSha256;
  }
  return sources;
}
