import type { CaseFile } from '../case-file/case-file.ts';
import type { StoreTable } from '../events/store-table.ts';
import type { JobContext } from '../job.ts';
import { createTurn } from '../rules/turn.ts';
import { CellHasher, mixInto, shows } from './cell-hashes.ts';
import { type FieldCounts, ofCells } from './field-changes.ts';
import { type ComparedRows, type MatchedRows, matchRows } from './match-rows.ts';
import { requireInUse, type Side, slicesOf } from './side.ts';

/** Two sources laid side by side: everything but the cells themselves. */
export interface ComparedSides {
  readonly first: Side;
  readonly second: Side;
  readonly matchedBy: 'native-id' | 'fields';
  readonly keyFields: readonly string[];
  /** The time and what both have, by name. */
  readonly fields: readonly string[];
  readonly fieldCounts: ReadonlyMap<string, FieldCounts>;
  readonly matched: MatchedRows;
  /** By pair of changed rows: bit 1 where something differs otherwise than by what is hidden, bit 2 where that differs. */
  readonly changes: Uint8Array;
  /** Microseconds since 1970-01-01 UTC, by row of each side. */
  readonly micros: readonly [Float64Array, Float64Array];
}

/** Fields that, with the time, say which record it is where there is no id. */
const partyFields = ['actor', 'target'];

/**
 * Compares the stored rows of two sources. Memory: 33 bytes a row and 9 more a pair of changed rows; the cells are read
 * slice by slice. Throws case-busy where a source goes while it is compared.
 */
export async function compareRows(
  caseFile: CaseFile,
  store: StoreTable,
  sides: readonly [Side, Side],
  job: JobContext,
): Promise<ComparedSides> {
  const [first, second] = sides;
  const shared = first.columns.filter((name) => second.columns.includes(name));
  const fields = ['at', ...shared.filter((name) => name !== 'at')];
  const byId = shared.includes('nativeId');
  const keyFields = ['at', ...partyFields.filter((name) => shared.includes(name))];
  const walk = slicePasses(caseFile, store, sides, fields.length + 1, job);
  const rows = await readRows(caseFile, sides, fields, keyFields, byId, walk);
  const matched = matchRows(rows);
  const { changes, counts } = await compareCells(caseFile, sides, fields, matched, walk);
  return {
    first,
    second,
    matchedBy: byId ? 'native-id' : 'fields',
    keyFields: byId ? ['nativeId'] : keyFields,
    fields,
    fieldCounts: counts,
    matched,
    changes,
    micros: [rows.micros.subarray(0, first.rowCount), rows.micros.subarray(first.rowCount)],
  };
}

/** Calls `use` with the slices of a side and the side's row each begins with. */
type Walk = (side: 0 | 1, use: (slice: ReturnType<StoreTable['slice']>, at: number) => void) => Promise<void>;

function slicePasses(
  caseFile: CaseFile,
  store: StoreTable,
  sides: readonly [Side, Side],
  passes: number,
  job: JobContext,
): Walk {
  const turn = createTurn(job);
  const total = (sides[0].rowCount + sides[1].rowCount) * passes;
  let done = 0;
  return async (index, use) => {
    const side = sides[index];
    const { from, to } = slicesOf(store, side);
    for (let number = from; number < to; number++) {
      const slice = store.slice(number);
      use(slice, slice.firstRow - side.firstRow);
      done += slice.rowCount;
      job.report({ done: Math.min(done, total), total, unit: 'rows', stage: 'comparing' });
      await turn();
      requireInUse(caseFile, sides);
    }
  };
}

async function readRows(
  caseFile: CaseFile,
  sides: readonly [Side, Side],
  fields: readonly string[],
  keyFields: readonly string[],
  byId: boolean,
  walk: Walk,
): Promise<ComparedRows> {
  const seeds = caseFile.hashSeeds.key;
  const count = sides[0].rowCount + sides[1].rowCount;
  const rows: ComparedRows = {
    firstCount: sides[0].rowCount,
    secondCount: sides[1].rowCount,
    keys: new Uint32Array(count * 2),
    hasId: new Uint8Array(count),
    contents: new Uint32Array(count * 2),
    micros: new Float64Array(count),
  };
  const hashers = fields.map((field) => new CellHasher(field, seeds));
  for (const side of [0, 1] as const) {
    const base = side === 0 ? 0 : rows.firstCount;
    await walk(side, (slice, at) => {
      const column = slice.column('at');
      if (column?.kind === 'time') rows.micros.set(column.micros, base + at);
      for (const [index, hasher] of hashers.entries()) {
        const isKey = keyFields.includes(fields[index]!);
        const isId = byId && fields[index] === 'nativeId';
        hasher.read(slice, (i, a, b, shown) => {
          const row = base + at + i;
          mixInto(rows.contents, row, a, b);
          if (isKey && rows.hasId[row] === 0) mixInto(rows.keys, row, a, b);
          if (!isId || shown !== shows.content) return;
          rows.hasId[row] = 1;
          rows.keys[row * 2] = a;
          rows.keys[row * 2 + 1] = b;
        });
      }
    });
  }
  return rows;
}

/** Looks at the changed pairs column by column. */
async function compareCells(
  caseFile: CaseFile,
  sides: readonly [Side, Side],
  fields: readonly string[],
  { changedFirst, changedSecond }: MatchedRows,
  walk: Walk,
): Promise<{ changes: Uint8Array; counts: Map<string, FieldCounts> }> {
  const pairs = changedFirst.length;
  const changes = new Uint8Array(pairs);
  const counts = new Map<string, FieldCounts>();
  if (pairs === 0) return { changes, counts };
  const pairOf = [pairByRow(sides[0], changedFirst), pairByRow(sides[1], changedSecond)] as const;
  const words = new Uint32Array(pairs * 2);
  const shown = new Uint8Array(pairs);
  for (const field of fields) {
    const hasher = new CellHasher(field, caseFile.hashSeeds.key);
    const count: FieldCounts = { changed: 0, newlyHidden: 0, newlyShown: 0, hiddenOtherwise: 0 };
    await walk(0, (slice, at) => {
      const use = (i: number, a: number, b: number, cellShows: number) => {
        const pair = pairOf[0][at + i]!;
        if (pair === -1) return;
        words[pair * 2] = a;
        words[pair * 2 + 1] = b;
        shown[pair] = cellShows;
      };
      hasher.read(slice, use, (i) => pairOf[0][at + i] !== -1);
    });
    await walk(1, (slice, at) => {
      const use = (i: number, a: number, b: number, cellShows: number) => {
        const pair = pairOf[1][at + i]!;
        if (pair === -1 || (words[pair * 2] === a >>> 0 && words[pair * 2 + 1] === b >>> 0)) return;
        const how = ofCells(shown[pair]!, cellShows);
        count[how]++;
        changes[pair]! |= how === 'changed' ? 1 : 2;
      };
      hasher.read(slice, use, (i) => pairOf[1][at + i] !== -1);
    });
    if (Object.values(count).some((number) => number > 0)) counts.set(field, count);
  }
  return { changes, counts };
}

function pairByRow({ rowCount }: Side, rows: readonly number[]): Int32Array {
  const pairOf = new Int32Array(rowCount).fill(-1);
  for (const [pair, row] of rows.entries()) pairOf[row] = pair;
  return pairOf;
}
