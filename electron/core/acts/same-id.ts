import type { EventTable } from '../events/table.ts';
import { hashText } from '../events/text-hash.ts';
import { cellState } from '../import/cells/cell-state.ts';
import type { ActLinks } from './act-links.ts';
import { cellKinds, cellsOfRows, compareCells, type RowCells } from './row-cells.ts';
import { groupRows, rowsOfGroups } from './row-groups.ts';

/** An id that more records share is none. */
const mostOfOneId = 50;
/** Fields that say what the act was; where two records differ in one of them, they are two acts. */
const telling = ['actor', 'target', 'action'] as const;
/** Records of one id by one actor that follow each other closer than this and do different things are a chain. */
const chainMicros = 120 * 1_000_000;

/**
 * Joins repeats as the store knows them (the same id or, without ids, the same record, at the same time), and records of
 * one id at different times: copies where every cell is equal or hidden in one, completions of a PARTIAL record, chains.
 * The same id with other content stays two acts.
 */
export function* joinSameIds(table: EventTable, links: ActLinks): Generator<void> {
  for (let index = 0; index < table.sliceCount; index++) {
    const differences = table.eventRowDifferences?.(index);
    if (!differences) continue;
    const slice = table.slice(index);
    const tier = slice.column('nativeId') === undefined ? 'same-record' : 'same-id';
    for (let i = 0; i < differences.length; i++) {
      if (differences[i] === 0) continue;
      const row = slice.firstRow + i;
      links.add(row, row + differences[i]!, tier, 'copy');
    }
    yield;
  }
  if (!table.columnNames().includes('nativeId')) return;
  const each = table.keys ? storedKeys(table) : nativeIds(table);
  yield* groupRows(table.rowCount, mostOfOneId, each, (groups) => joinGroups(table, groups, links));
}

/** The store's keys: the id, or the whole record, which then has its time in it and never comes at another. */
function storedKeys(table: EventTable) {
  return function* each(add: (key: number, row: number) => void): Generator<void> {
    for (let index = 0; index < table.sliceCount; index++) {
      const slice = table.slice(index);
      if (slice.column('nativeId') === undefined) continue;
      const { counted, firstRow } = slice;
      const keys = table.keys!(index);
      for (let i = 0; i < counted.length; i++) {
        if (counted[i] === 0) continue;
        add((keys[i * 2]! & 0xfffff) * 2 ** 32 + keys[i * 2 + 1]! + 1, firstRow + i);
      }
      yield;
    }
  };
}

function nativeIds(table: EventTable) {
  return function* each(add: (key: number, row: number) => void): Generator<void> {
    for (let index = 0; index < table.sliceCount; index++) {
      const { column, counted, firstRow } = table.slice(index);
      const ids = column('nativeId');
      if (ids === undefined || ids.kind === 'time') continue;
      for (let i = 0; i < counted.length; i++) {
        const text = ids.kind === 'inline' ? ids.text(i) : textOf(ids.codes[i]!, ids.dictionary);
        if (counted[i] === 0 || text === undefined || cellState(text, 'nativeId') !== 'value') continue;
        add(hashText(text), firstRow + i);
      }
      yield;
    }
  };
}

function textOf(term: number, dictionary: { text(term: number): string }): string | undefined {
  return term === 0 ? undefined : dictionary.text(term);
}

function joinGroups(table: EventTable, groups: readonly (readonly number[])[], links: ActLinks): void {
  const { rows, place } = rowsOfGroups(groups);
  const micros = table.micros(rows);
  const names = table.columnNames().filter((name) => name !== 'at');
  const ids = cellsOfRows(table, rows, 'nativeId');
  const partial = partialRows(table, rows);
  /** By group and record: position in the group's canonical order, and whether records differ from its first. */
  const ordered = groups.map((group) => table.inCanonicalOrder(Int32Array.from(group)));
  const conflicts = ordered.map((group) => new Uint8Array(group.length));
  const tellingApart = ordered.map((group) => new Uint8Array(group.length));
  for (const name of names) {
    if (name === 'nativeId') continue;
    const cells = cellsOfRows(table, rows, name);
    const tells = (telling as readonly string[]).includes(name);
    for (const [g, group] of ordered.entries()) {
      const first = place(group[0]!);
      for (let i = 1; i < group.length; i++) {
        if (compareCells(cells, first, place(group[i]!)) !== 'different') continue;
        if (name === 'actor') conflicts[g]![i] = 2;
        else if (conflicts[g]![i] === 0) conflicts[g]![i] = 1;
        if (tells) tellingApart[g]![i] = 1;
      }
    }
  }
  for (const [g, group] of ordered.entries()) {
    const first = place(group[0]!);
    if (ids.kinds[first] !== cellKinds.value) continue;
    let previous = micros[first]!;
    for (let i = 1; i < group.length; i++) {
      const at = place(group[i]!);
      if (!sameId(ids, first, at)) continue;
      const sameActor = conflicts[g]![i] !== 2;
      if (conflicts[g]![i] === 0) links.add(group[i]!, group[0]!, 'same-id', 'copy');
      else if (sameActor && partial[first] === 1 && tellingApart[g]![i] === 0)
        links.add(group[i]!, group[0]!, 'same-id', 'completion');
      else if (sameActor && micros[at]! - previous <= chainMicros)
        links.add(group[i]!, group[0]!, 'chained', 'derived');
      else {
        links.sameIdApart.push(group[i]!);
        continue;
      }
      previous = micros[at]!;
    }
  }
}

/** Keys are hashes: the ids themselves must agree. */
function sameId({ hashes }: RowCells, a: number, b: number): boolean {
  return hashes[a] === hashes[b];
}

/** 1 where the record says that a later one completes it (Palantir audit: result PARTIAL). */
function partialRows(table: EventTable, rows: Int32Array): Uint8Array {
  const partial = new Uint8Array(rows.length);
  const results = cellsOfRows(table, rows, 'result');
  const wanted = new Set(['PARTIAL', 'Partial', 'partial'].map(hashText));
  for (let i = 0; i < rows.length; i++) if (wanted.has(results.hashes[i]!)) partial[i] = 1;
  return partial;
}
