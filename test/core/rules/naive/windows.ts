/**
 * The second opinion on correlations: looks at every window by itself, on plain objects. Quadratic and plain on
 * purpose; shares no code with the engine.
 */
export interface PlainHit {
  /** Index of the event. */
  readonly row: number;
  readonly seconds: number;
  /** Which of the base rules it is a hit of. */
  readonly base: number;
  /** The group's name; undefined = in none. */
  readonly group: string | undefined;
  /** What value_count counts; undefined = nothing to count. */
  readonly value: string | undefined;
}

/** A condition over base rules, by their number. */
export type PlainExpression =
  | { readonly kind: 'base'; readonly base: number }
  | { readonly kind: 'not'; readonly term: PlainExpression }
  | { readonly kind: 'and' | 'or'; readonly terms: readonly PlainExpression[] };

export interface PlainCorrelation {
  readonly type:
    | 'event_count'
    | 'value_count'
    | 'temporal'
    | 'temporal_ordered'
    | 'value_sum'
    | 'value_avg'
    | 'value_median'
    | 'value_percentile';
  /** value_percentile only. */
  readonly percentile: number;
  /** Temporal types: what is asked for; without either, all rules. */
  readonly expression: PlainExpression | undefined;
  /** temporal_ordered: a number of rules is asked for, and not all of them in order. */
  readonly counted: boolean;
  readonly spanSeconds: number;
  readonly holds: (number: number) => boolean;
  readonly baseCount: number;
}

export interface PlainMatch {
  readonly rows: readonly number[];
  readonly peak: number;
  readonly values: readonly string[];
  readonly distinct: number;
}

interface Burst {
  readonly hits: Set<PlainHit>;
  peak: number;
}

/** `hits` are in canonical order, those of one event by base. */
export function findMatches(hits: readonly PlainHit[], correlation: PlainCorrelation): PlainMatch[] {
  const needsValue = correlation.type.startsWith('value_');
  const usable = hits.filter(
    ({ group, value }) => group !== undefined && !(needsValue && value === undefined),
  );
  const found: PlainMatch[] = [];
  for (const group of new Set(usable.map((hit) => hit.group))) {
    const members = usable.filter((hit) => hit.group === group);
    const windows =
      correlation.type === 'temporal_ordered' && !correlation.counted && correlation.expression === undefined
        ? sequences(members, correlation)
        : counts(members, correlation);
    for (const { hits: all, peak } of joinOverlapping(windows)) {
      const ordered = members.filter((hit) => all.has(hit));
      const counted = correlation.type === 'value_count';
      const values = counted ? [...new Set(ordered.map(({ value }) => value!.toLowerCase()))] : [];
      found.push({
        rows: [...new Set(ordered.map(({ row }) => row))],
        peak,
        values: values
          .slice(0, 5)
          .map((value) => ordered.find((hit) => hit.value!.toLowerCase() === value)!.value!),
        distinct: values.length,
      });
    }
  }
  return found;
}

/** Every set of hits of the last `span` seconds at the time of some hit, if it is as wished. */
function counts(members: readonly PlainHit[], correlation: PlainCorrelation): Burst[] {
  const { type, spanSeconds, holds, expression } = correlation;
  const temporal = type.startsWith('temporal');
  return [...new Set(members.map(({ seconds }) => seconds))].flatMap((end) => {
    const hits = members.filter(({ seconds }) => seconds <= end && seconds >= end - spanSeconds);
    const events = [...new Map(hits.toReversed().map((hit) => [hit.row, hit])).values()];
    const number = numberOf(correlation, hits, events);
    const satisfied = expression === undefined ? holds(number) : asks(expression, hits, type);
    return satisfied ? [{ hits: new Set(temporal ? hits : events), peak: number }] : [];
  });
}

/** Whether the window holds some rules that satisfy the expression, in order where order counts. */
function asks(expression: PlainExpression, hits: readonly PlainHit[], type: string): boolean {
  const present = [...new Set(hits.map(({ base }) => base))].sort();
  let subsets: number[][] = [[]];
  for (const base of present) subsets = subsets.flatMap((set) => [set, [...set, base]]);
  return subsets.some((subset) => {
    if (type === 'temporal_ordered' && !follows(hits, subset)) return false;
    const holds = (node: PlainExpression, negated: boolean): boolean => {
      if (node.kind === 'base') return (negated ? present : subset).includes(node.base);
      if (node.kind === 'not') return !holds(node.term, !negated);
      const parts = node.terms.map((term) => holds(term, negated));
      return node.kind === 'and' ? !parts.includes(false) : parts.includes(true);
    };
    return holds(expression, false);
  });
}

/** Whether different events in the order of the hits match the rules one after the other. */
function follows(hits: readonly PlainHit[], rules: readonly number[]): boolean {
  if (rules.length === 0) return true;
  return hits.some(
    ({ base }, i) => base === rules[0] && follows(hits.slice(afterRow(hits, i)), rules.slice(1)),
  );
}

function numberOf(
  { type, percentile, expression }: PlainCorrelation,
  hits: readonly PlainHit[],
  events: readonly PlainHit[],
): number {
  const amounts = events.map(({ value }) => Number(value)).sort((a, b) => a - b);
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  const present = [...new Set(hits.map(({ base }) => base))].sort();
  switch (type) {
    case 'event_count':
      return events.length;
    case 'value_count':
      return new Set(hits.map(({ value }) => value!.toLowerCase())).size;
    case 'value_sum':
      return sum;
    case 'value_avg':
      return sum / events.length;
    case 'value_median':
      return (amounts[Math.floor((amounts.length - 1) / 2)]! + amounts[Math.floor(amounts.length / 2)]!) / 2;
    case 'value_percentile':
      return amounts.find(
        (amount) => amounts.filter((other) => other <= amount).length * 100 >= percentile * amounts.length,
      )!;
    case 'temporal_ordered': {
      if (expression !== undefined) return present.length;
      const chains = [0, 1, 2, 3, 4, 5, 6, 7]
        .map((bits) => present.filter((base) => bits & (1 << base)))
        .filter((subset) => follows(hits, subset));
      return Math.max(...chains.map(({ length }) => length));
    }
    default:
      return present.length;
  }
}

/** For every hit of the last rule: is there any choice of one hit for each rule, in order, within the span? */
function sequences(members: readonly PlainHit[], { spanSeconds, baseCount }: PlainCorrelation): Burst[] {
  return members.flatMap((last, index) => {
    if (last.base !== baseCount - 1) return [];
    const reach = members.slice(0, index + 1).filter(({ seconds }) => last.seconds - seconds <= spanSeconds);
    const earlier = reach.filter(({ row }) => row !== last.row);
    const leadsTo = (step: number, from: number): boolean =>
      step === baseCount - 1 ||
      earlier.some((hit, i) => i >= from && hit.base === step && leadsTo(step + 1, afterRow(earlier, i)));
    if (!leadsTo(0, 0)) return [];
    const first = reach.findIndex(({ base }) => base === 0);
    return [{ hits: new Set(reach.slice(first)), peak: baseCount }];
  });
}

/** The first hit of another event after this one. */
function afterRow(hits: readonly PlainHit[], index: number): number {
  const next = hits.findIndex((hit, i) => i > index && hit.row !== hits[index]!.row);
  return next < 0 ? hits.length : next;
}

function joinOverlapping(windows: readonly Burst[]): Burst[] {
  const bursts: Burst[] = [];
  for (const window of windows) {
    const merged: Burst = { hits: new Set(window.hits), peak: window.peak };
    for (const other of [...bursts]) {
      if (![...other.hits].some((hit) => merged.hits.has(hit))) continue;
      for (const hit of other.hits) merged.hits.add(hit);
      merged.peak = Math.max(merged.peak, other.peak);
      bursts.splice(bursts.indexOf(other), 1);
    }
    bursts.push(merged);
  }
  return bursts;
}
