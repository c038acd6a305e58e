import type { EventSlice, EventTable } from '../events/table.ts';
import { CellDecisions } from '../knowledge/facts/cell-decisions.ts';

/** What findings ask of single events, as bits. */
export const hitFlags = {
  /** A case reference is there. */
  withCase: 1,
  /** The cells that could hold a case reference are hidden or not exported. */
  caseHidden: 2,
  /** The type of the event is one that machines make as well. */
  maybeAutomatic: 4,
  reasonHidden: 8,
} as const;

/**
 * The events that rules point at, each once, in canonical order. A place is a position in that order; all arrays run
 * by place.
 */
export interface HitRows {
  readonly rows: Int32Array;
  /** Microseconds since 1970-01-01 UTC; NaN = no time. */
  readonly micros: Float64Array;
  /** SHA-256 of the sources, and which of them each event is from. */
  readonly sources: readonly string[];
  readonly sourceOf: Int32Array;
  /** 1-based record number in the source. */
  readonly records: Uint32Array;
  readonly flags: Uint8Array;
  /** Place of a row; -1 where no rule points at it. */
  placeOf(row: number): number;
}

/** Types of search that vendors' alerting and interfaces write too: lookup, lookup - Mobile, apiV1, apiLookup. */
const automaticAction = /^\s*(lookup|api)/i;

/** `rows` ascending, each once. The table carries the derived facts. */
export function readHitRows(table: EventTable, rows: Int32Array): HitRows {
  const ordered = table.inCanonicalOrder(rows);
  const places = new Int32Array(table.rowCount).fill(-1);
  for (let place = 0; place < ordered.length; place++) places[ordered[place]!] = place;
  const sources: string[] = [];
  const sourceOf = new Int32Array(ordered.length);
  const records = new Uint32Array(ordered.length);
  const flags = new Uint8Array(ordered.length);
  const readFlags = createFlagReader();
  let from = 0;
  for (let index = 0; index < table.sliceCount && from < rows.length; index++) {
    const slice = table.slice(index);
    const end = slice.firstRow + slice.rowCount;
    if (rows[from]! >= end) continue;
    let source = sources.indexOf(slice.sourceSha256);
    if (source < 0) source = sources.push(slice.sourceSha256) - 1;
    const recordOf = slice.records;
    const flagOf = readFlags(slice);
    for (; from < rows.length && rows[from]! < end; from++) {
      const inSlice = rows[from]! - slice.firstRow;
      const place = places[rows[from]!]!;
      sourceOf[place] = source;
      records[place] = recordOf[inSlice]!;
      flags[place] = flagOf(inSlice);
    }
  }
  const micros = table.micros(ordered);
  return { rows: ordered, micros, sources, sourceOf, records, flags, placeOf: (row) => places[row]! };
}

function createFlagReader(): (slice: EventSlice) => (index: number) => number {
  const { withCase, caseHidden, maybeAutomatic, reasonHidden } = hitFlags;
  const readers: readonly (readonly [string, CellDecisions])[] = [
    ['caseReference', new CellDecisions('', (text) => (text === '' ? 0 : withCase))],
    // A source without the column for it is one that cannot tell.
    ['caseReferenceState', new CellDecisions('', (text) => (text === 'cannot-tell' ? caseHidden : 0))],
    ['action', new CellDecisions('action', (text) => (automaticAction.test(text) ? maybeAutomatic : 0))],
    [
      'reasonState',
      new CellDecisions('', (text) =>
        text === 'redacted' || text === 'withheld' || text === 'partial' ? reasonHidden : 0,
      ),
    ],
  ];
  return (slice) => {
    const columns: Int32Array[] = [];
    let always = 0;
    for (const [name, decisions] of readers) {
      const column = slice.column(name);
      if (column !== undefined) columns.push(decisions.ofRows(column, slice.rowCount));
      else if (name === 'caseReferenceState') always = caseHidden;
    }
    return (index) => {
      let flags = always;
      for (const column of columns) flags |= column[index]!;
      return (flags & withCase) === 0 ? flags : flags & ~caseHidden;
    };
  };
}
