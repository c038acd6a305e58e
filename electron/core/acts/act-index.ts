import { type ActRole, type ActTier, actRoles, actTiers } from '../../../shared/vocabulary/act-tiers.ts';
import type { EventTable } from '../events/table.ts';
import { ActLinks, type ResolvedActs } from './act-links.ts';
import { joinChains, joinClientServer } from './requests.ts';
import { joinSameIds } from './same-id.ts';
import { joinSameSeconds } from './same-second.ts';
import { joinStatements } from './statements.ts';

/** Which act each record of a table belongs to. */
export interface ActIndex {
  readonly rowCount: number;
  /** Records that are not the first of their act, ascending. */
  readonly laterRows: Int32Array;
  /** Records whose id stands at an earlier time too, with other content: acts of their own. Ascending. */
  readonly sameIdApart: Int32Array;
  /** The record that stands for the act: the first of it in canonical order. */
  firstRowOf(row: number): number;
  roleOf(row: number): ActRole;
  /** Why the record belongs to an act with an earlier one; null for the first. */
  tierOf(row: number): ActTier | null;
}

/** Works out the acts of a table; yields between pieces of work, so that it can be stopped and watched. */
function* findActs(table: EventTable): Generator<void, ActIndex> {
  const links = new ActLinks();
  yield* joinSameIds(table, links);
  yield* joinStatements(table, links);
  yield* joinClientServer(table, links);
  yield* joinChains(table, links);
  yield* joinSameSeconds(table, links);
  return actIndex(table.rowCount, links.resolve(table), Int32Array.from(links.sameIdApart).sort());
}

function actIndex(
  rowCount: number,
  { rows, firstRows, tiers, roles }: ResolvedActs,
  sameIdApart: Int32Array,
): ActIndex {
  const find = (row: number): number => {
    let low = 0;
    let high = rows.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = rows[middle]!;
      if (found === row) return middle;
      if (found < row) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  };
  return {
    rowCount,
    laterRows: rows,
    sameIdApart,
    firstRowOf: (row) => {
      const at = find(row);
      return at === -1 ? row : firstRows[at]!;
    },
    roleOf: (row) => {
      const at = find(row);
      return at === -1 ? 'first' : actRoles[roles[at]!]!;
    },
    tierOf: (row) => {
      const at = find(row);
      return at === -1 ? null : actTiers[tiers[at]!]!.name;
    },
  };
}

const known = new WeakMap<EventTable, ActIndex>();

/** The acts of a table, worked out on first use and kept as long as the table. */
export function actsOf(table: EventTable): ActIndex {
  const before = known.get(table);
  if (before) return before;
  const finding = findActs(table);
  for (;;) {
    const { done, value } = finding.next();
    if (!done) continue;
    known.set(table, value);
    return value;
  }
}

/** As `actsOf`, with `turn` awaited between pieces of work. */
export async function actsOfInTurns(table: EventTable, turn: () => Promise<void>): Promise<ActIndex> {
  const before = known.get(table);
  if (before) return before;
  const finding = findActs(table);
  for (;;) {
    const { done, value } = finding.next();
    if (done) {
      known.set(table, value);
      return value;
    }
    await turn();
  }
}
