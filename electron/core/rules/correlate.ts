import type { EventTable } from '../events/table.ts';
import type { JobContext } from '../job.ts';
import { type CellNumbers, none, readTexts, saysSomething } from './correlation-cells.ts';
import {
  type BaseHits,
  type Entries,
  gatherEntries,
  groupEntries,
  readCells,
} from './correlation-entries.ts';
import { buildMatches, type FoundBurst } from './correlation-matches.ts';
import type { CorrelationSection } from './correlation-section.ts';
import { type Decimal, parseDecimal, scaled } from './decimal.ts';
import type { CorrelationMatch } from './outcome.ts';
import type { CorrelationRule } from './rule.ts';
import { createTurn } from './turn.ts';
import {
  addUp,
  commonScale,
  countEvents,
  countRules,
  countValues,
  type GroupEntries,
} from './window-states.ts';
import { slideSequences, slideWindows, type Window, type WindowState } from './windows.ts';

export interface CorrelationResult {
  readonly matches: readonly CorrelationMatch[];
  /** Hits of the base rules that could not take part. */
  readonly withoutTime: number;
  readonly withoutGroup: number;
  readonly withoutValue: number;
}

/** A number with more digits is an identifier, not an amount. */
const maxAmountDigits = 60;

/** Finds the bursts of a correlation among the hits of its base rules. Throws cancelled. */
export async function correlate(
  table: EventTable,
  rule: CorrelationRule,
  bases: readonly BaseHits[],
  numbers: CellNumbers,
  job: JobContext,
): Promise<CorrelationResult> {
  const { type, timeSpan } = rule.correlation;
  const turn = createTurn(job);
  const entries = gatherEntries(table, bases);
  await turn();
  const values = readValues(table, entries, rule.correlation, numbers);
  const groups = groupEntries(table, entries, rule.groupFields, numbers, (entry) => values.lacks(entry));
  await turn();
  const group: GroupEntries = { bases: new Uint8Array(0), values: new Int32Array(0), amounts: [] };
  const state = windowState(rule, values, group);
  const onceEach = !type.startsWith('temporal');
  const bursts: FoundBurst[] = [];
  for (let index = 0; index + 1 < groups.starts.length; index++) {
    const all = groups.order.subarray(groups.starts[index], groups.starts[index + 1]);
    const members = onceEach ? eventsOnce(all, entries, bases) : all;
    const times = Float64Array.from(members, (entry) => entries.micros[entry]!);
    group.bases = Uint8Array.from(members, (entry) => entries.bases[entry]!);
    if (values.numbers !== undefined) group.values = members.map((entry) => values.numbers![entry]!);
    if (values.amounts !== undefined) group.amounts = Array.from(members, (entry) => values.amounts![entry]!);
    const windows: readonly Window[] =
      type === 'temporal_ordered'
        ? slideSequences(
            times,
            members.map((entry) => entries.places[entry]!),
            group.bases,
            bases.length,
            timeSpan.micros,
          )
        : slideWindows(times, timeSpan.micros, state);
    for (const { first, last, peak } of windows) {
      bursts.push({ entries: members.slice(first, last + 1), peak });
    }
    await turn();
  }
  return {
    matches: buildMatches(table, rule, entries, bases, bursts, values.numbers),
    withoutTime: entries.withoutTime,
    withoutGroup: groups.withoutGroup,
    withoutValue: values.missing,
  };
}

/** Two rules that match the same event have found one event. Matches of correlations are not events. */
function eventsOnce(members: Int32Array, entries: Entries, bases: readonly BaseHits[]): Int32Array {
  if (bases.length === 1) return members;
  let lastPlace = none;
  return members.filter((entry) => {
    if (bases[entries.bases[entry]!]!.matches !== undefined) return true;
    const repeats = entries.places[entry] === lastPlace;
    lastPlace = entries.places[entry]!;
    return !repeats;
  });
}

interface EntryValues {
  /** value_count: the number of each entry's value. */
  readonly numbers: Int32Array | undefined;
  readonly numberCount: number;
  /** value_sum, value_avg: each entry's amount at `scale`. */
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
  const { type, field, bounds } = correlation;
  const nothing = { numbers: undefined, numberCount: 0, amounts: undefined, scale: 0 };
  if (field === undefined) return { ...nothing, lacks: () => false, missing: 0 };
  if (type === 'value_count') {
    const cells = readCells(table, entries, () => field, numbers, saysSomething);
    const { dense, count } = renumber(cells);
    const missing = dense.reduce((sum, cell) => sum + (cell === none ? 1 : 0), 0);
    const lacks = (entry: number) => dense[entry] === none;
    return { ...nothing, numbers: dense, numberCount: count, lacks, missing };
  }
  const decimals = readTexts(table, entries.rows, field).map((text) =>
    text === undefined ? undefined : amountOf(text),
  );
  const present = decimals.filter((decimal) => decimal !== undefined);
  const scale = commonScale([...present, ...bounds.map(({ number }) => number)]);
  const amounts = decimals.map((decimal) => decimal && scaled(decimal, scale)!);
  const lacks = (entry: number) => amounts[entry] === undefined;
  return { ...nothing, amounts, scale, lacks, missing: decimals.length - present.length };
}

function amountOf(text: string): Decimal | undefined {
  return text.length > maxAmountDigits ? undefined : parseDecimal(text);
}

/** The same numbers from 0 on without gaps, so that counting them takes no more room than there are values. */
function renumber(cells: Int32Array): { dense: Int32Array; count: number } {
  const known = new Map<number, number>();
  const dense = cells.map((cell) => {
    if (cell === none) return none;
    let number = known.get(cell);
    if (number === undefined) {
      number = known.size;
      known.set(cell, number);
    }
    return number;
  });
  return { dense, count: known.size };
}

function windowState(
  { correlation }: CorrelationRule,
  values: EntryValues,
  group: GroupEntries,
): WindowState {
  const { type, bounds, expression, rules } = correlation;
  switch (type) {
    case 'event_count':
      return countEvents(bounds);
    case 'value_count':
      return countValues(bounds, group, values.numberCount);
    case 'value_sum':
    case 'value_avg':
      return addUp(bounds, type === 'value_avg', group, values.scale);
    case 'temporal':
    case 'temporal_ordered':
      return countRules(
        bounds,
        expression,
        rules.map(({ name }) => name),
        group,
      );
  }
}
