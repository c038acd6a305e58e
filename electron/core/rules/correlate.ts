import type { EventTable } from '../events/table.ts';
import type { JobContext } from '../job.ts';
import { type CellNumbers, none, readTexts, renumber, saysSomething } from './correlation-cells.ts';
import { isTemporal } from './correlation-condition.ts';
import {
  type BaseHits,
  type Entries,
  type Groups,
  gatherEntries,
  groupEntries,
  joinNumbers,
  readCells,
} from './correlation-entries.ts';
import { buildMatches, type FoundBurst } from './correlation-matches.ts';
import type { CorrelationSection } from './correlation-section.ts';
import { type Decimal, parseDecimal, scaled } from './decimal.ts';
import type { CorrelationMatch } from './outcome.ts';
import type { CorrelationRule } from './rule.ts';
import { createTurn } from './turn.ts';
import { chainCondition, longestChain } from './window-chains.ts';
import { addUp, commonScale, countEvents, countRules, countValues, rankAmounts } from './window-states.ts';
import { type Steps, slideSequences, slideWindows, type Window, type WindowState } from './windows.ts';

export interface CorrelationResult {
  readonly matches: readonly CorrelationMatch[];
  /** Hits of the base rules that could not take part. */
  readonly withoutTime: number;
  readonly withoutGroup: number;
  readonly withoutValue: number;
}

/** A number with more digits is an identifier, not an amount. */
const maxAmountDigits = 60;
/** Groups can be as many as events: not every one needs to wait its turn. */
const groupsPerTurn = 4096;

/** All that windows of a correlation are made of: the hits of its base rules, group by group in order of time. */
export interface PreparedCorrelation {
  readonly entries: Entries;
  readonly values: EntryValues;
  readonly withoutGroup: number;
  /** Entries in groups; `starts` says where each group begins, with one more for the end. */
  readonly order: Int32Array;
  readonly starts: Int32Array;
  /** In the order of `order`. */
  readonly steps: Steps;
}

export async function prepareCorrelation(
  table: EventTable,
  rule: CorrelationRule,
  bases: readonly BaseHits[],
  numbers: CellNumbers,
  turn: () => Promise<void>,
): Promise<PreparedCorrelation> {
  const { type } = rule.correlation;
  const entries = gatherEntries(table, bases);
  await turn();
  const values = readValues(table, entries, rule.correlation, numbers);
  const groups = groupEntries(table, entries, rule.groupFields, numbers, (entry) => values.lacks(entry));
  await turn();
  const onceEach = !isTemporal(type) && bases.length > 1;
  const { order, starts } = onceEach ? eventsOnce(groups, entries, bases) : groups;
  const steps: Steps = {
    times: new Float64Array(order.length),
    places: order.map((entry) => entries.places[entry]!),
    bases: new Uint8Array(order.length),
  };
  for (let i = 0; i < order.length; i++) {
    steps.times[i] = entries.micros[order[i]!]!;
    steps.bases[i] = entries.bases[order[i]!]!;
  }
  return { entries, values, withoutGroup: groups.withoutGroup, order, starts, steps };
}

/** Finds the bursts of a correlation among the hits of its base rules. Throws cancelled. */
export async function correlate(
  table: EventTable,
  rule: CorrelationRule,
  bases: readonly BaseHits[],
  numbers: CellNumbers,
  job: JobContext,
): Promise<CorrelationResult> {
  const turn = createTurn(job);
  const prepared = await prepareCorrelation(table, rule, bases, numbers, turn);
  const { entries, values, order, starts, steps } = prepared;
  const { timeSpan } = rule.correlation;
  const fullOrder = inFullOrder(rule);
  const state = windowState(rule, prepared);
  const bursts: FoundBurst[] = [];
  for (let group = 0; group + 1 < starts.length; group++) {
    const start = starts[group]!;
    const end = starts[group + 1]!;
    const windows: readonly Window[] = fullOrder
      ? slideSequences(steps, start, end, bases.length, timeSpan.micros)
      : slideWindows(steps.times, start, end, timeSpan.micros, state);
    for (const { first, last, peak } of windows) bursts.push({ entries: order.slice(first, last + 1), peak });
    if (end - start > groupsPerTurn || group % groupsPerTurn === 0) await turn();
  }
  return {
    matches: buildMatches(table, rule, entries, bases, bursts, values.numbers),
    withoutTime: entries.withoutTime,
    withoutGroup: prepared.withoutGroup,
    withoutValue: values.missing,
  };
}

/** Two rules that match the same event have found one event. Matches of correlations are not events. */
function eventsOnce(
  groups: Groups,
  entries: Entries,
  bases: readonly BaseHits[],
): Pick<Groups, 'order' | 'starts'> {
  const order = new Int32Array(groups.order.length);
  const starts = new Int32Array(groups.starts.length);
  let kept = 0;
  for (let group = 0; group + 1 < starts.length; group++) {
    let lastPlace = none;
    for (let i = groups.starts[group]!; i < groups.starts[group + 1]!; i++) {
      const entry = groups.order[i]!;
      if (bases[entries.bases[entry]!]!.matches === undefined) {
        if (entries.places[entry] === lastPlace) continue;
        lastPlace = entries.places[entry]!;
      }
      order[kept++] = entry;
    }
    starts[group + 1] = kept;
  }
  return { order: order.slice(0, kept), starts };
}

interface EntryValues {
  /** value_count: the number of each entry's value. */
  readonly numbers: Int32Array | undefined;
  readonly numberCount: number;
  /** Of the other value_ types: each entry's amount at `scale`. */
  readonly amounts: readonly (bigint | undefined)[] | undefined;
  readonly scale: number;
  readonly lacks: (entry: number) => boolean;
  readonly missing: number;
}

function readValues(
  table: EventTable,
  entries: Entries,
  correlation: CorrelationSection,
  numbers: CellNumbers,
): EntryValues {
  const { type, fields, bounds } = correlation;
  const nothing = { numbers: undefined, numberCount: 0, amounts: undefined, scale: 0 };
  if (fields.length === 0) return { ...nothing, lacks: () => false, missing: 0 };
  if (type === 'value_count') {
    const { dense, count } = readNumbers(table, entries, fields, numbers);
    const missing = dense.reduce((sum, cell) => sum + (cell === none ? 1 : 0), 0);
    const lacks = (entry: number) => dense[entry] === none;
    return { ...nothing, numbers: dense, numberCount: count, lacks, missing };
  }
  const decimals = readTexts(table, entries.rows, fields[0]!).map((text) =>
    text === undefined ? undefined : amountOf(text),
  );
  const present = decimals.filter((decimal) => decimal !== undefined);
  const scale = commonScale([...present, ...bounds.map(({ number }) => number)]);
  const amounts = decimals.map((decimal) => decimal && scaled(decimal, scale)!);
  const lacks = (entry: number) => amounts[entry] === undefined;
  return { ...nothing, amounts, scale, lacks, missing: decimals.length - present.length };
}

/** A number for each entry's values; entries with equal values in all of the fields have the same. */
function readNumbers(
  table: EventTable,
  entries: Entries,
  fields: readonly string[],
  numbers: CellNumbers,
): { dense: Int32Array; count: number } {
  const [first, ...others] = fields.map((field) =>
    readCells(table, entries, () => field, numbers, saysSomething),
  );
  let known = renumber(first!, numbers.size);
  for (const other of others) known = joinNumbers(known.dense, other);
  return known;
}

function amountOf(text: string): Decimal | undefined {
  return text.length > maxAmountDigits ? undefined : parseDecimal(text);
}

/** Every rule, in the order listed: what temporal_ordered asks for unless its condition says otherwise. */
function inFullOrder({ correlation: { type, bounds, expression, rules } }: CorrelationRule): boolean {
  if (type !== 'temporal_ordered' || expression !== undefined) return false;
  return bounds.length === 0 || (bounds.length === 1 && bounds[0]!.asksFor(rules.length));
}

/** The state of windows over the entries in `order`; of rules in full order, the length of the longest chain. */
export function windowState(
  { correlation }: CorrelationRule,
  { values, order, steps }: Pick<PreparedCorrelation, 'values' | 'order' | 'steps'>,
): WindowState {
  const { numbers, numberCount, amounts, scale } = values;
  const { type, bounds, expression, clauses, percentile, rules } = correlation;
  const ordered = () => Array.from(order, (entry) => amounts![entry]!);
  switch (type) {
    case 'event_count':
      return countEvents(bounds);
    case 'value_count':
      return countValues(
        bounds,
        order.map((entry) => numbers![entry]!),
        numberCount,
      );
    case 'value_sum':
    case 'value_avg':
      return addUp(bounds, type === 'value_avg', ordered(), scale);
    case 'value_median':
      return rankAmounts(bounds, { kind: 'median' }, ordered(), scale);
    case 'value_percentile':
      return rankAmounts(bounds, { kind: 'percentile', percent: percentile! }, ordered(), scale);
    case 'temporal':
      return countRules(
        bounds,
        expression,
        rules.map(({ name }) => name),
        steps.bases,
      );
    case 'temporal_ordered':
      return expression === undefined
        ? longestChain(bounds, rules.length, steps)
        : chainCondition(clauses, rules.length, steps);
  }
}
