import type { EventRecord } from '../../../shared/contract/records.ts';
import type { CellState } from '../../../shared/vocabulary/cell-states.ts';
import { fields } from '../../../shared/vocabulary/fields.ts';
import type { CaseDatabase } from '../case-file/database.ts';
import { cellState } from '../import/cells/cell-state.ts';
import { timeFlags } from '../import/dates/plan.ts';
import { rfc3339 } from './rfc3339.ts';
import type { StoreTable } from './store-table.ts';
import type { ColumnSlice, EventSlice, EventTable } from './table.ts';

const canonicalNames = fields
  .filter(({ kind, name }) => kind === 'canonical' && name !== 'at')
  .map(({ name }) => name);
const derived = fields.filter(({ kind }) => kind === 'derived');

interface NamedColumn {
  readonly name: string;
  readonly column: ColumnSlice;
}

interface OpenSlice {
  readonly slice: EventSlice;
  readonly canonical: readonly NamedColumn[];
  readonly absent: readonly string[];
  readonly facts: readonly (NamedColumn & { readonly isNumber: boolean })[];
  readonly extra: readonly NamedColumn[];
}

/** A cell with what it says about itself. */
export interface CellReading {
  readonly text: string;
  readonly state: CellState;
}

/** Reads whole events: a row number in, everything a person may see of it out. */
export class EventReader {
  readonly #store: StoreTable;
  readonly #table: EventTable;
  readonly #files: ReadonlyMap<number, string>;
  readonly #slices = new Map<number, OpenSlice>();

  /** `table` is the store with derived facts. */
  constructor(db: CaseDatabase, store: StoreTable, table: EventTable) {
    this.#store = store;
    this.#table = table;
    const rows = db.prepare('SELECT source_id, file FROM source').all() as {
      source_id: number;
      file: string;
    }[];
    this.#files = new Map(rows.map(({ source_id, file }) => [source_id, file]));
  }

  file(sourceId: number): string {
    return this.#files.get(sourceId)!;
  }

  read(row: number): EventRecord {
    const { slice, canonical, absent, facts, extra } = this.#open(row);
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
    for (const { name, column, isNumber } of facts) {
      const cell = readCell(column, index, name);
      if (cell !== undefined) derivedFacts[name] = isNumber ? Number(cell.text) : cell.text;
    }
    const note = timeNote(this.#store.timeFlags(row));
    return {
      file: this.file(place.sourceId),
      row: place.record,
      offset: place.offset,
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

  /** One canonical cell of a row; not-exported where its source has no such column. */
  cell(row: number, field: string): CellReading {
    const { slice, canonical } = this.#open(row);
    const found = canonical.find(({ name }) => name === field);
    const cell = found && readCell(found.column, row - slice.firstRow, field);
    return cell ?? { text: '', state: found ? 'empty' : 'not-exported' };
  }

  #open(row: number): OpenSlice {
    const index = this.#store.sliceOf(row);
    const known = this.#slices.get(index);
    if (known) return known;
    const slice = this.#table.slice(index);
    const columns = (names: readonly string[]): NamedColumn[] =>
      names.flatMap((name) => {
        const column = slice.column(name);
        return column ? [{ name, column }] : [];
      });
    const canonical = columns(canonicalNames);
    const present = new Set(canonical.map(({ name }) => name));
    const open: OpenSlice = {
      slice,
      canonical,
      absent: canonicalNames.filter((name) => !present.has(name)),
      facts: columns(derived.map(({ name }) => name)).map((one) => ({
        ...one,
        isNumber: derived.some(({ name, type }) => name === one.name && type === 'number'),
      })),
      extra: columns(this.#store.extraNames()),
    };
    // A page touches few slices; an export walks through all of them once.
    if (this.#slices.size >= maxOpenSlices) this.#slices.delete(this.#slices.keys().next().value!);
    this.#slices.set(index, open);
    return open;
  }
}

const maxOpenSlices = 32;

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
