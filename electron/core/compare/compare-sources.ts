import type {
  ComparedCounts,
  ComparedSource,
  SourceComparison,
} from '../../../shared/contract/comparison.ts';
import { AppError } from '../../../shared/contract/errors.ts';
import type { MethodArgs } from '../../../shared/contract/methods.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import { openEvents } from '../events/open-events.ts';
import { rfc3339 } from '../events/rfc3339.ts';
import { StoreTable } from '../events/store-table.ts';
import type { JobContext } from '../job.ts';
import { type ComparedSides, compareRows } from './compare-rows.ts';
import { DifferenceReader } from './differences.ts';
import { writeDifferences } from './differences-csv.ts';
import { findSide, type Side } from './side.ts';

/** What pages and counts are made of. */
export interface Comparison {
  readonly sides: ComparedSides;
  readonly commonPeriod: { readonly from: number; readonly to: number } | null;
  /** Pairs (numbers into the changed ones) and rows of a side, by kind. */
  readonly lists: {
    readonly changed: readonly number[];
    readonly redactions: readonly number[];
    readonly onlyFirst: readonly number[];
    readonly onlySecond: readonly number[];
  };
  readonly counts: ComparedCounts;
}

/** The last comparison of each case, for the pages of it. */
const lastOfCase = new WeakMap<CaseFile, { readonly key: string; readonly comparison: Comparison }>();

/**
 * The contract's sources.compare: which records of two sources are the same, differ or are in one only. Looks at the
 * stored rows of each, whatever is a repeat of what. Throws not-found, usage, exists for a CSV file that is there.
 */
export async function compareSources(
  caseFile: CaseFile,
  request: Omit<MethodArgs<'sources.compare'>, 'dir'>,
  job: JobContext,
): Promise<SourceComparison> {
  const first = findSide(caseFile, request.first);
  const second = findSide(caseFile, request.second);
  if (first.sourceId === second.sourceId) {
    throw new AppError('usage', 'a source is the same as itself; name two sources', {
      source: request.first,
    });
  }
  const comparison = await compared(caseFile, first, second, job);
  if (request.csv !== undefined) await writeDifferences(caseFile, comparison, request.csv, job);
  const { sides, commonPeriod, lists, counts } = comparison;
  const { kind, limit, offset } = request;
  const reader = new DifferenceReader(openEvents(caseFile).store, sides);
  const total = lists[kind].length;
  return {
    first: sourceOf(first, sides.micros[0]),
    second: sourceOf(second, sides.micros[1]),
    matchedBy: sides.matchedBy,
    keyFields: sides.keyFields,
    commonPeriod: commonPeriod && { from: rfc3339(commonPeriod.from), to: rfc3339(commonPeriod.to) },
    counts,
    fields: [...sides.fieldCounts]
      .map(([field, count]) => ({ field, ...count }))
      .sort((a, b) => weight(b) - weight(a) || (a.field < b.field ? -1 : 1)),
    columnsOnlyFirst: first.columns.filter((name) => !second.columns.includes(name)),
    columnsOnlySecond: second.columns.filter((name) => !first.columns.includes(name)),
    kind,
    total,
    rows: lists[kind].slice(offset, offset + limit).map((entry) => reader.row(kind, entry)),
  };
}

const weight = (
  count: ComparedSides['fieldCounts'] extends ReadonlyMap<string, infer Count> ? Count : never,
) => count.changed + count.newlyHidden + count.newlyShown + count.hiddenOtherwise;

async function compared(caseFile: CaseFile, first: Side, second: Side, job: JobContext): Promise<Comparison> {
  // Numbers of sources are given again after an interrupted import; what they read is not the same then.
  const key = JSON.stringify([openEvents(caseFile).sourcesDigest, first.sourceId, second.sourceId]);
  const known = lastOfCase.get(caseFile);
  if (known?.key === key) return known.comparison;
  const store = new StoreTable(caseFile);
  try {
    const comparison = sumUp(await compareRows(caseFile, store, [first, second], job));
    lastOfCase.set(caseFile, { key, comparison });
    return comparison;
  } finally {
    store.close();
  }
}

function sumUp(sides: ComparedSides): Comparison {
  const { matched, changes, micros } = sides;
  const [of, to] = [periodOf(micros[0]), periodOf(micros[1])];
  const period = of && to && { from: Math.max(of.from, to.from), to: Math.min(of.to, to.to) };
  const commonPeriod = period && period.from <= period.to ? period : null;
  const isWithin = (at: number) => commonPeriod !== null && at >= commonPeriod.from && at <= commonPeriod.to;
  const onlyFirst = matched.onlyFirst.filter((row) => isWithin(micros[0][row]!));
  const onlySecond = matched.onlySecond.filter((row) => isWithin(micros[1][row]!));
  const withBit = (bit: number) => [...changes.keys()].filter((pair) => (changes[pair]! & bit) !== 0);
  const lists = { changed: withBit(1), redactions: withBit(2), onlyFirst, onlySecond };
  return {
    sides,
    commonPeriod,
    lists,
    counts: {
      inBoth: matched.inBoth,
      changed: lists.changed.length,
      redactionsChanged: lists.redactions.length,
      pairedByTime: matched.pairedByTime,
      onlyFirst: onlyFirst.length,
      onlySecond: onlySecond.length,
      outsideFirst: matched.onlyFirst.length - onlyFirst.length,
      outsideSecond: matched.onlySecond.length - onlySecond.length,
      repeatsFirst: matched.repeats[0],
      repeatsSecond: matched.repeats[1],
      unlikeRepeatsFirst: matched.unlike[0],
      unlikeRepeatsSecond: matched.unlike[1],
    },
  };
}

function periodOf(micros: Float64Array): { from: number; to: number } | null {
  if (micros.length === 0) return null;
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const at of micros) {
    if (at < from) from = at;
    if (at > to) to = at;
  }
  return { from, to };
}

function sourceOf(side: Side, micros: Float64Array): ComparedSource {
  const period = periodOf(micros);
  return {
    id: `S${side.sourceId}`,
    file: side.file,
    ...(side.member === null ? {} : { member: side.member }),
    ...(side.sheet === null ? {} : { sheet: side.sheet }),
    rows: side.rowCount,
    firstEventAt: period && rfc3339(period.from),
    lastEventAt: period && rfc3339(period.to),
  };
}
