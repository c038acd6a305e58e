import type { ActIndex } from '../../acts/act-index.ts';
import { sliceOfRow } from '../../events/slice-of-row.ts';
import { lowerBound } from '../../events/sorted.ts';
import type { ColumnSlice, EventSlice, EventTable, InlineColumn } from '../../events/table.ts';
import { DerivedDictionary } from './derived-dictionary.ts';

/** Facts that depend on other records of the table: they are worked out for whole slices only. */
export const actFacts = ['act', 'actRole', 'actTier'] as const;
export type ActFact = (typeof actFacts)[number];

/** The columns that say which act a record belongs to; `acts` is asked once one of them is wanted. */
export function actColumns(table: EventTable, acts: () => ActIndex) {
  const roles = new DerivedDictionary();
  const tiers = new DerivedDictionary();
  const first = roles.number('first');
  return (slice: EventSlice, name: ActFact): ColumnSlice => {
    if (name === 'act') return actNames(table, slice, acts());
    const index = acts();
    const codes = new Int32Array(slice.rowCount);
    if (name === 'actRole') codes.fill(first);
    const { laterRows } = index;
    for (let at = lowerBound(laterRows, slice.firstRow); at < laterRows.length; at++) {
      const row = laterRows[at]!;
      if (row >= slice.firstRow + slice.rowCount) break;
      codes[row - slice.firstRow] =
        name === 'actRole' ? roles.number(index.roleOf(row)) : tiers.number(index.tierOf(row)!);
    }
    return { kind: 'terms', codes, dictionary: name === 'actRole' ? roles : tiers };
  };
}

/** An act is named by its first record: the beginning of the source's SHA-256, and the record. */
function actNames(table: EventTable, slice: EventSlice, acts: ActIndex): InlineColumn {
  const own = slice.records;
  let other: { slice: EventSlice; records: Uint32Array } | null = null;
  return {
    kind: 'inline',
    text: (index) => {
      const row = slice.firstRow + index;
      const first = acts.firstRowOf(row);
      if (first === row) return nameOf(slice.sourceSha256, own[index]!);
      if (!other || first < other.slice.firstRow || first >= other.slice.firstRow + other.slice.rowCount) {
        const found = table.slice(sliceOfRow(table, first));
        other = { slice: found, records: found.records };
      }
      return nameOf(other.slice.sourceSha256, other.records[first - other.slice.firstRow]!);
    },
  };
}

function nameOf(sha256: string, record: number): string {
  return sha256 === '' ? String(record) : `${sha256.slice(0, 12)}:${record}`;
}
