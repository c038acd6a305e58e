import type { EventRecord } from '../../../shared/contract/records.ts';
import type { CellState } from '../../../shared/vocabulary/cell-states.ts';
import { fields } from '../../../shared/vocabulary/fields.ts';
import type { CaseDatabase } from '../case-file/database.ts';
import { cellState } from '../import/cells/cell-state.ts';
import { timeFlags } from '../import/dates/plan.ts';
import type { FactTable } from '../knowledge/facts/fact-table.ts';
import { rfc3339 } from './rfc3339.ts';
import type { StoreTable } from './store-table.ts';
import type { ColumnSlice, EventSlice } from './table.ts';

const canonicalNames = fields
  .filter(({ kind, name }) => kind === 'canonical' && name !== 'at')
  .map(({ name }) => name);
const derived = fields.filter(({ kind }) => kind === 'derived');
const derivedNames = derived.map(({ name }) => name);
const numberFacts = new Set(derived.filter(({ type }) => type === 'number').map(({ name }) => name));

/** What a table of a delivered file is called. */
interface TableNames {
  readonly file: string;
  readonly member: string | null;
  readonly sheet: string | null;
}

interface NamedColumn {
  readonly name: string;
  readonly column: ColumnSlice;
}

/** What one stored slice has of the columns that are shown. */
interface OpenSlice {
  readonly slice: EventSlice;
  readonly canonical: readonly NamedColumn[];
  readonly absent: readonly string[];
  readonly extra: readonly NamedColumn[];
}

/** A cell with what it says about itself. */
export interface CellReading {
  readonly text: string;
  readonly state: CellState;
}

/** Reads whole events: row numbers in, everything a person may see of them out. */
export class EventReader {
  readonly #store: StoreTable;
  readonly #facts: FactTable | null;
  readonly #tables: ReadonlyMap<number, TableNames>;
  readonly #slices = new Map<number, OpenSlice>();

  /** `facts` is the store with derived facts; without it events have none. */
  constructor(db: CaseDatabase, store: StoreTable, facts: FactTable | null) {
    this.#store = store;
    this.#facts = facts;
    const rows = db.prepare('SELECT source_id, file, member, sheet FROM source').all() as (TableNames & {
      source_id: number;
    })[];
    this.#tables = new Map(rows.map((row) => [row.source_id, row]));
  }

  file(sourceId: number): string {
    return this.#tables.get(sourceId)!.file;
  }

  /** The events of the given rows, in the order given. Facts are worked out for these rows only. */
  read(rows: Int32Array): EventRecord[] {
    const events = new Array<EventRecord>(rows.length);
    for (const [index, places] of Map.groupBy(rows.keys(), (at) => this.#store.sliceOf(rows[at]!))) {
      const open = this.#open(index);
      const picked = pickRows(
        open.slice,
        Int32Array.from(places, (at) => rows[at]! - open.slice.firstRow),
      );
      const facts = this.#factsOf(picked);
      for (const [i, at] of places.entries()) events[at] = this.#event(rows[at]!, open, facts, i);
    }
    return events;
  }

  /** One canonical cell of a row; not-exported where its source has no such column. */
  cell(row: number, field: string): CellReading {
    const { slice, canonical } = this.#open(this.#store.sliceOf(row));
    const found = canonical.find(({ name }) => name === field);
    const cell = found && readCell(found.column, row - slice.firstRow, field);
    return cell ?? { text: '', state: found ? 'empty' : 'not-exported' };
  }

  #event(
    row: number,
    { slice, canonical, absent, extra }: OpenSlice,
    facts: readonly NamedColumn[],
    factIndex: number,
  ): EventRecord {
    const index = row - slice.firstRow;
    const place = this.#store.place(row);
    const cells: Record<string, string> = {};
    const states: Record<string, CellState> = {};
    for (const { name, column } of canonical) {
      const cell = readCell(column, index, name);
      if (cell === undefined) continue;
      cells[name] = cell.text;
      if (cell.state !== 'value') states[name] = cell.state;
    }
    for (const name of absent) states[name] = 'not-exported';
    const derivedFacts: Record<string, string | number> = {};
    for (const { name, column } of facts) {
      const cell = readCell(column, factIndex, name);
      if (cell !== undefined) derivedFacts[name] = numberFacts.has(name) ? Number(cell.text) : cell.text;
    }
    const note = timeNote(this.#store.timeFlags(row));
    const { file, member, sheet } = this.#tables.get(place.sourceId)!;
    return {
      file,
      ...(member === null ? {} : { member }),
      ...(sheet === null ? {} : { sheet }),
      row: place.record,
      ...(place.sheetRow === 0 ? {} : { sheetRow: place.sheetRow }),
      offset: place.originOffset,
      at: rfc3339(this.#store.micros(Int32Array.of(row))[0]!),
      atOriginal: this.#store.originalTime(row),
      ...cells,
      states,
      facts: note === null ? derivedFacts : { ...derivedFacts, atNote: note },
      extra: Object.fromEntries(
        extra.flatMap(({ name, column }) => {
          const cell = readCell(column, index, name);
          return cell === undefined ? [] : [[name, cell.text]];
        }),
      ),
    };
  }

  #factsOf(picked: EventSlice): NamedColumn[] {
    return this.#facts === null ? [] : namedColumns(this.#facts.describe(picked), derivedNames);
  }

  #open(index: number): OpenSlice {
    const known = this.#slices.get(index);
    if (known) return known;
    const slice = this.#store.slice(index);
    const canonical = namedColumns(slice, canonicalNames);
    const present = new Set(canonical.map(({ name }) => name));
    const open: OpenSlice = {
      slice,
      canonical,
      absent: canonicalNames.filter((name) => !present.has(name)),
      extra: namedColumns(slice, this.#store.extraNames()),
    };
    // A page touches few slices; an export walks through all of them once.
    if (this.#slices.size >= maxOpenSlices) this.#slices.delete(this.#slices.keys().next().value!);
    this.#slices.set(index, open);
    return open;
  }
}

const maxOpenSlices = 32;

function namedColumns(slice: EventSlice, names: readonly string[]): NamedColumn[] {
  return names.flatMap((name) => {
    const column = slice.column(name);
    return column ? [{ name, column }] : [];
  });
}

/** The rows of a slice at the given places, as a slice of their own. */
function pickRows(slice: EventSlice, places: Int32Array): EventSlice {
  const pick = (column: ColumnSlice): ColumnSlice => {
    switch (column.kind) {
      case 'terms':
        return { ...column, codes: places.map((at) => column.codes[at]!) };
      case 'time':
        return { ...column, micros: Float64Array.from(places, (at) => column.micros[at]!) };
      case 'inline':
        return { kind: 'inline', text: (at) => column.text(places[at]!) };
    }
  };
  return {
    firstRow: slice.firstRow,
    rowCount: places.length,
    sourceSha256: slice.sourceSha256,
    counted: Uint8Array.from(places, (at) => slice.counted[at]!),
    get records() {
      const { records } = slice;
      return Uint32Array.from(places, (at) => records[at]!);
    },
    column: (name) => {
      const column = slice.column(name);
      return column && pick(column);
    },
  };
}

function readCell(column: ColumnSlice, index: number, field: string): CellReading | undefined {
  switch (column.kind) {
    case 'terms': {
      const term = column.codes[index]!;
      if (term === 0) return undefined;
      return { text: column.dictionary.text(term), state: column.dictionary.state(term) };
    }
    case 'inline': {
      const text = column.text(index);
      return text === undefined ? undefined : { text, state: cellState(text, field) };
    }
    case 'time': {
      const micros = column.micros[index]!;
      return Number.isNaN(micros) ? undefined : { text: rfc3339(micros), state: 'value' };
    }
  }
}

/** What is remarkable about how a time was read. */
function timeNote(flags: number): string | null {
  const notes: string[] = [];
  if (flags & timeFlags.skippedByClockChange) notes.push('skipped-by-clock-change');
  if (flags & timeFlags.repeatedByClockChange) notes.push('repeated-by-clock-change');
  if (flags & timeFlags.zoneNotInText) notes.push('zone-not-in-text');
  if (flags & timeFlags.leapSecond) notes.push('leap-second');
  return notes.length === 0 ? null : notes.join(' ');
}
