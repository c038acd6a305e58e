import type { RepeatContents } from '../../../shared/contract/quality.ts';
import type { ActIndex } from '../acts/act-index.ts';
import { cellsOfRows, compareCells } from '../acts/row-cells.ts';
import { lowerBound } from '../events/sorted.ts';
import type { EventTable } from '../events/table.ts';

/** A repeat whose content differs, as an example. */
export interface DifferingRepeat {
  readonly row: number;
  readonly column: string;
}

/** Compares the repeats in the given slices (of one source) with the records that stand for them. */
export function* repeatContents(
  table: EventTable,
  slices: readonly number[],
  acts: ActIndex,
): Generator<void, RepeatContents & { readonly examples: readonly DifferingRepeat[] }> {
  const counts = { rows: 0, sameContent: 0, masked: 0, otherContent: 0, idAtOtherTime: 0 };
  const examples: DifferingRepeat[] = [];
  for (const index of slices) {
    const slice = table.slice(index);
    counts.idAtOtherTime += otherTimes(acts, slice.firstRow, slice.rowCount, slice.counted);
    const differences = table.eventRowDifferences?.(index);
    if (!differences) continue;
    const pairs: [number, number][] = [];
    for (let i = 0; i < differences.length; i++) {
      if (differences[i] !== 0) pairs.push([slice.firstRow + i, slice.firstRow + i + differences[i]!]);
    }
    const rows = Int32Array.from(new Set(pairs.flat())).sort();
    const place = new Map(Array.from(rows, (row, at) => [row, at]));
    const verdicts = new Uint8Array(pairs.length);
    for (const name of table.columnNames()) {
      if (name === 'at') continue;
      const cells = cellsOfRows(table, rows, name);
      for (const [p, [row, other]] of pairs.entries()) {
        const compared = compareCells(cells, place.get(row)!, place.get(other)!);
        if (compared === 'hidden') verdicts[p]! |= 1;
        if (compared !== 'different') continue;
        verdicts[p]! |= 2;
        if (
          examples.length < 10 &&
          examples.every((known) => known.row !== slice.records[row - slice.firstRow])
        ) {
          examples.push({ row: slice.records[row - slice.firstRow]!, column: name });
        }
      }
    }
    counts.rows += pairs.length;
    for (const verdict of verdicts) {
      if (verdict === 0) counts.sameContent++;
      else if (verdict === 1) counts.masked++;
      else counts.otherContent++;
    }
    yield;
  }
  return { ...counts, examples };
}

/** Counted rows whose id stands at an earlier time too: joined as one act by it or not. */
function otherTimes(acts: ActIndex, firstRow: number, rowCount: number, counted: Uint8Array): number {
  let found = 0;
  const end = firstRow + rowCount;
  for (const rows of [acts.sameIdApart, acts.laterRows]) {
    for (let at = lowerBound(rows, firstRow); at < rows.length && rows[at]! < end; at++) {
      const row = rows[at]!;
      if (counted[row - firstRow] === 0) continue;
      if (rows === acts.sameIdApart || acts.tierOf(row) === 'same-id') found++;
    }
  }
  return found;
}
