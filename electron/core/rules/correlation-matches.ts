import type { EventTable } from '../events/table.ts';
import { readTexts } from './correlation-cells.ts';
import type { BaseHits, Entries } from './correlation-entries.ts';
import type { CorrelationMatch } from './outcome.ts';
import type { CorrelationRule } from './rule.ts';

/** A burst as entries of one group, in canonical order. */
export interface FoundBurst {
  readonly entries: Int32Array;
  readonly peak: number;
}

const maxValues = 5;

/** Says of each burst what it is made of, in order of the last event. */
export function buildMatches(
  table: EventTable,
  rule: CorrelationRule,
  entries: Entries,
  bases: readonly BaseHits[],
  bursts: readonly FoundBurst[],
  values: Int32Array | undefined,
): CorrelationMatch[] {
  const { groupFields, correlation } = rule;
  const groups = readGroups(table, entries, bursts, groupFields);
  const counted = bursts.map((burst) => countValues(burst, values));
  const texts = readInOneGo(
    table,
    counted.map(({ firstEntries }) => firstEntries.map((entry) => entries.rows[entry]!)),
    correlation.fields,
  );
  const built = bursts.map((burst, index) => ({
    lastPlace: entries.places[burst.entries.at(-1)!]!,
    firstPlace: entries.places[burst.entries[0]!]!,
    match: {
      group: groups[index]!,
      rows: rowsOf(table, burst, entries, bases),
      peak: burst.peak,
      values: texts[index]!,
      distinct: counted[index]!.distinct,
    },
  }));
  // Bursts of different groups can share both ends only where aliases put one event into two groups.
  built.sort(
    (a, b) =>
      a.lastPlace - b.lastPlace || a.firstPlace - b.firstPlace || compareGroups(a.match.group, b.match.group),
  );
  return built.map(({ match }) => match);
}

function compareGroups(a: readonly string[], b: readonly string[]): number {
  const [first, second] = [JSON.stringify(a), JSON.stringify(b)];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** The values of the group-by fields at the first entry of each burst. */
function readGroups(
  table: EventTable,
  entries: Entries,
  bursts: readonly FoundBurst[],
  groupFields: readonly (readonly string[])[],
): string[][] {
  const groups = bursts.map((): string[] => []);
  for (let position = 0; position < groupFields[0]!.length; position++) {
    for (const [base, fields] of groupFields.entries()) {
      const ofBase = bursts.flatMap(({ entries: [first] }, index) =>
        entries.bases[first!] === base ? [{ index, row: entries.rows[first!]! }] : [],
      );
      const texts = readTexts(
        table,
        Int32Array.from(ofBase, ({ row }) => row),
        fields[position]!,
      );
      for (const [i, { index }] of ofBase.entries()) groups[index]!.push(texts[i] ?? '');
    }
  }
  return groups;
}

function countValues(
  { entries }: FoundBurst,
  values: Int32Array | undefined,
): { distinct: number; firstEntries: number[] } {
  const firstEntries: number[] = [];
  if (values === undefined) return { distinct: 0, firstEntries };
  const seen = new Set<number>();
  for (const entry of entries) {
    if (seen.has(values[entry]!)) continue;
    seen.add(values[entry]!);
    if (firstEntries.length < maxValues) firstEntries.push(entry);
  }
  return { distinct: seen.size, firstEntries };
}

/** The values of lists of rows, several fields of one row joined; the slices are gone through once for all lists. */
function readInOneGo(
  table: EventTable,
  lists: readonly (readonly number[])[],
  fields: readonly string[],
): string[][] {
  if (fields.length === 0) return lists.map(() => []);
  const rows = Int32Array.from(lists.flat());
  const byField = fields.map((field) => readTexts(table, rows, field));
  const texts = Array.from(rows, (_, i) => byField.map((column) => column[i] ?? '').join(' | '));
  let from = 0;
  return lists.map(({ length }) => {
    from += length;
    return texts.slice(from - length, from);
  });
}

/** Every event of the burst once, those of chained matches included, in canonical order. */
function rowsOf(
  table: EventTable,
  burst: FoundBurst,
  entries: Entries,
  bases: readonly BaseHits[],
): Int32Array {
  const chained = burst.entries.some((entry) => bases[entries.bases[entry]!]!.matches !== undefined);
  if (!chained) {
    return burst.entries
      .filter((entry, i) => i === 0 || entries.places[entry] !== entries.places[burst.entries[i - 1]!])
      .map((entry) => entries.rows[entry]!);
  }
  const rows = new Set<number>();
  for (const entry of burst.entries) {
    const match = bases[entries.bases[entry]!]!.matches?.[entries.hits[entry]!];
    if (match === undefined) rows.add(entries.rows[entry]!);
    else for (const row of match.rows) rows.add(row);
  }
  return table.inCanonicalOrder(Int32Array.from(rows).sort());
}
