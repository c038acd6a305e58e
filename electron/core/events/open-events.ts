import type { EventRecord } from '../../../shared/contract/records.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import { type FactTable, withFacts } from '../knowledge/facts/fact-table.ts';
import { type FindOccurrences, indexOccurrences } from './occurrences.ts';
import { EventReader } from './read-events.ts';
import { RowResults } from './row-results.ts';
import { StoreTable } from './store-table.ts';
import { filterRows, readConditions } from './where.ts';

/** From so many rows on, picking them from the order of all is faster than sorting them. */
const pickingPays = 10_000;

/**
 * The events of an open case, held ready for one call after the other: the store, the facts, and the rows the last
 * conditions found. Sees the sources that were there when it was opened. Get it by `openEvents` for each call and do
 * not keep it over an `await`: the next import or the closing of the case ends it.
 */
export class OpenEvents {
  readonly sourcesDigest: string;
  readonly zone: string | null;
  readonly store: StoreTable;
  readonly table: FactTable;
  readonly #reader: EventReader;
  readonly #results = new RowResults();
  #all: Int32Array | null = null;
  #occurrences: FindOccurrences | null = null;

  constructor(caseFile: CaseFile, sourcesDigest: string) {
    this.sourcesDigest = sourcesDigest;
    this.zone = caseFile.record().timezone;
    this.store = new StoreTable(caseFile);
    this.table = withFacts(this.store, this.zone);
    this.#reader = new EventReader(caseFile.db, this.store, this.table);
  }

  /** Rows that stand for the events meeting all conditions, in canonical order; not to be changed. Throws usage. */
  rows(where: readonly string[]): Int32Array {
    if (where.length === 0) {
      this.#all ??= this.store.inCanonicalOrder(filterRows(this.table, []));
      return this.#all;
    }
    return this.#results.get(JSON.stringify(where), () => {
      const found = filterRows(this.table, readConditions(where, this.table.columnNames()));
      return found.length < pickingPays ? this.store.inCanonicalOrder(found) : this.#inOrderOfAll(found);
    });
  }

  /** For each row of the store 1 where it stands for an event that meets all conditions, else 0. */
  mask(where: readonly string[]): Uint8Array {
    return maskOf(this.rows(where), this.store.rowCount);
  }

  /** The events of rows. One that the case has several times says where else. */
  read(rows: Int32Array): EventRecord[] {
    const events = this.#reader.read(rows);
    return events.map((event, i) => {
      const others = this.occurrences(rows[i]!);
      if (others.length === 0) return event;
      const places = others.map((row) => this.store.place(row));
      return {
        ...event,
        occurrences: places.map(({ sourceId, record }) => ({
          file: this.#reader.file(sourceId),
          row: record,
        })),
      };
    });
  }

  /** Further occurrences of the event a row stands for. */
  occurrences(row: number): readonly number[] {
    this.#occurrences ??= indexOccurrences(this.store);
    return this.#occurrences(row);
  }

  file(sourceId: number): string {
    return this.#reader.file(sourceId);
  }

  close(): void {
    this.#all = null;
    this.#results.clear();
    this.store.close();
  }

  #inOrderOfAll(found: Int32Array): Int32Array {
    const all = this.rows([]);
    const isFound = maskOf(found, this.store.rowCount);
    const ordered = new Int32Array(found.length);
    let count = 0;
    for (let i = 0; i < all.length; i++) if (isFound[all[i]!] === 1) ordered[count++] = all[i]!;
    return ordered;
  }
}

function maskOf(rows: Int32Array, rowCount: number): Uint8Array {
  const mask = new Uint8Array(rowCount);
  for (let i = 0; i < rows.length; i++) mask[rows[i]!] = 1;
  return mask;
}

const byCase = new WeakMap<CaseFile, OpenEvents>();

/** The events of a case, opened anew only where its sources have changed; closed with the case. */
export function openEvents(caseFile: CaseFile): OpenEvents {
  const digest = digestOfSources(caseFile);
  const known = byCase.get(caseFile);
  if (known?.sourcesDigest === digest) return known;
  closeEvents(caseFile);
  const opened = new OpenEvents(caseFile, digest);
  byCase.set(caseFile, opened);
  if (known === undefined) caseFile.beforeClose(() => closeEvents(caseFile));
  return opened;
}

function closeEvents(caseFile: CaseFile): void {
  byCase.get(caseFile)?.close();
  byCase.delete(caseFile);
}

/** Changes with every source that comes, goes or is read anew; numbers of sources are given again, times are not. */
function digestOfSources({ db }: CaseFile): string {
  const rows = db
    .prepare(
      `SELECT source_id, sha256, row_count, imported_at FROM source WHERE state = 'imported' ORDER BY source_id`,
    )
    .raw()
    .all();
  const zone = db.prepare('SELECT timezone FROM case_info').pluck().get();
  return JSON.stringify([zone, rows]);
}
