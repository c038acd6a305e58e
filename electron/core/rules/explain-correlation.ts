import type {
  Answer,
  ExplainedCorrelation,
  ExplainedWindow,
} from '../../../shared/contract/rule-explanation.ts';
import type { EventTable } from '../events/table.ts';
import type { JobContext } from '../job.ts';
import { timeText } from './cell.ts';
import { type PreparedCorrelation, prepareCorrelation, windowState } from './correlate.ts';
import { CellNumbers, readTexts } from './correlation-cells.ts';
import { isTemporal } from './correlation-condition.ts';
import { type ExplainOptions, explainDetection } from './explain-detection.ts';
import { inequalityInWords } from './inequality.ts';
import { isCounted } from './row-alone.ts';
import { type CorrelationRule, type Rule, withBases } from './rule.ts';
import { hitsOf, type RuleResult, runToResults } from './run-rules.ts';
import { createTurn } from './turn.ts';
import { forEachWindow } from './windows.ts';

/** The events of a window as rows of the table, in canonical order. */
export type CorrelationFindings = Omit<ExplainedCorrelation, 'window'> & {
  readonly window: (Omit<ExplainedWindow, 'events'> & { readonly rows: Int32Array }) | null;
};

/**
 * Why a correlation matches, or how near it comes: the rules it rests on, the group, and of all windows the one nearest
 * to the condition; around a row if one is given, otherwise anywhere in the table. Throws cancelled.
 */
export async function explainCorrelation(
  rule: CorrelationRule,
  table: EventTable,
  row: number | undefined,
  options: ExplainOptions & { readonly job: JobContext },
): Promise<CorrelationFindings> {
  const results = await runToResults(table, withBases(rule), { ...options, anyLogsource: true });
  const bases = [];
  for (const base of rule.bases)
    bases.push(await describeBase(base, results.get(base)!, table, row, options));
  const own = results.get(rule)!;
  const common = { condition: inequalityInWords(rule), bases };
  if (!own.applies) {
    return { ...common, answer: 'cannot-tell', group: [], window: null, note: own.reason ?? null };
  }
  const matched: Answer = own.matches.some(({ rows }) => row === undefined || rows.includes(row))
    ? 'yes'
    : 'no';
  const prepared = await prepareCorrelation(
    table,
    rule,
    rule.bases.map((base) => hitsOf(base, results.get(base)!)),
    new CellNumbers(),
    createTurn(options.job),
  );
  const places = row === undefined ? undefined : placesOfRow(prepared, rule, results, row);
  const nearest = places?.length === 0 ? undefined : nearestWindow(rule, prepared, places);
  if (nearest === undefined) {
    return {
      ...common,
      answer: matched,
      group: [],
      window: null,
      note: whyNoWindow(table, rule, bases, row),
    };
  }
  return {
    ...common,
    answer: matched,
    group: groupOf(table, rule, prepared, nearest.first),
    window: describeWindow(rule, prepared, nearest),
    note: null,
  };
}

async function describeBase(
  base: Rule,
  result: RuleResult,
  table: EventTable,
  row: number | undefined,
  options: ExplainOptions,
): Promise<CorrelationFindings['bases'][number]> {
  const detection =
    base.kind === 'detection' && row !== undefined ? await explainDetection(base, table, row, options) : null;
  return {
    ruleId: base.ruleId,
    title: base.title,
    status: result.applies ? 'ran' : 'not-applicable',
    reason: result.reason ?? null,
    hits: base.kind === 'correlation' ? result.matches.length : result.rows.length,
    hasEvent: row === undefined ? null : result.rows.includes(row),
    detection,
  };
}

/** Where in the order of all entries the row stands, by itself or within a match of a chained correlation. */
function placesOfRow(
  { entries, order }: PreparedCorrelation,
  { bases }: CorrelationRule,
  results: ReadonlyMap<Rule, RuleResult>,
  row: number,
): number[] {
  const places: number[] = [];
  for (let place = 0; place < order.length; place++) {
    const entry = order[place]!;
    const base = bases[entries.bases[entry]!]!;
    const rows =
      base.kind === 'correlation' ? results.get(base)!.matches[entries.hits[entry]!]!.rows : undefined;
    if (rows === undefined ? entries.rows[entry] === row : rows.includes(row)) places.push(place);
  }
  return places;
}

interface NearWindow {
  readonly first: number;
  readonly last: number;
  readonly number: number;
  readonly distance: number;
}

/** Of the windows that hold one of the places (or of all), the one nearest to the condition; the fullest of several. */
function nearestWindow(
  rule: CorrelationRule,
  prepared: PreparedCorrelation,
  places: readonly number[] | undefined,
): NearWindow | undefined {
  const { starts, steps } = prepared;
  const state = windowState(rule, prepared);
  let best: NearWindow | undefined;
  for (let group = 0; group + 1 < starts.length; group++) {
    const start = starts[group]!;
    const end = starts[group + 1]!;
    const wanted = places?.filter((place) => place >= start && place < end);
    if (wanted?.length === 0) continue;
    forEachWindow(steps.times, start, end, rule.correlation.timeSpan.micros, state, (first, last) => {
      if (wanted !== undefined && !wanted.some((place) => place >= first && place <= last)) return;
      const number = state.value();
      const distance = distanceTo(rule, number, state.holds());
      const nearer =
        best === undefined ||
        distance < best.distance ||
        (distance === best.distance && last - first > best.last - best.first);
      if (nearer) best = { first, last, number, distance };
    });
  }
  return best;
}

/** How far a number is from satisfying the rule. */
function distanceTo({ correlation, bases }: CorrelationRule, number: number, holds: boolean): number {
  const { bounds, expression, type } = correlation;
  if (expression !== undefined) return holds ? 0 : 1 + bases.length - number;
  if (bounds.length === 0) return isTemporal(type) ? bases.length - number : 0;
  if (holds) return 0;
  return bounds.reduce(
    (sum, bound) => sum + (bound.holds(number) ? 0 : Math.abs(number - Number(bound.number.text)) || 1),
    0,
  );
}

function describeWindow(
  rule: CorrelationRule,
  { entries, order, steps }: PreparedCorrelation,
  { first, last, number, distance }: NearWindow,
): CorrelationFindings['window'] {
  const inside = order.subarray(first, last + 1);
  const rows = [...new Set(Array.from(inside, (entry) => entries.rows[entry]!))];
  const present = new Set(Array.from(inside, (entry) => entries.bases[entry]!));
  const absent = isTemporal(rule.correlation.type)
    ? rule.bases.filter((_, base) => !present.has(base)).map(({ title }) => title)
    : [];
  return {
    from: timeText(steps.times[first]!),
    to: timeText(steps.times[last]!),
    satisfied: distance === 0,
    number,
    eventCount: rows.length,
    rows: Int32Array.from(rows),
    absentRules: absent,
  };
}

function groupOf(
  table: EventTable,
  rule: CorrelationRule,
  { entries, order }: PreparedCorrelation,
  place: number,
): CorrelationFindings['group'] {
  const entry = order[place]!;
  return rule.groupFields[entries.bases[entry]!]!.map((field) => ({
    field,
    text: readTexts(table, Int32Array.of(entries.rows[entry]!), field)[0] ?? '',
  }));
}

function whyNoWindow(
  table: EventTable,
  rule: CorrelationRule,
  bases: CorrelationFindings['bases'],
  row: number | undefined,
): string {
  if (row === undefined) return 'no rule it rests on matches an event that can take part';
  if (!bases.some(({ hasEvent }) => hasEvent)) {
    return isCounted(table, row)
      ? 'no rule it rests on matches the event'
      : 'the row repeats an event; rules look at the one that stands for it';
  }
  if (Number.isNaN(table.micros(Int32Array.of(row))[0]!)) return 'the event has no time';
  const fields = [...new Set([...rule.groupFields.flat(), ...rule.correlation.fields])].join(', ');
  return `the event is left out: its ${fields} is missing, blank, hidden or of the wrong kind`;
}
