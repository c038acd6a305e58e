import type { LogQuality, MonthQuality, QualityNote } from '../../../shared/contract/quality.ts';
import { rfc3339 } from '../events/rfc3339.ts';
import type { EventTable } from '../events/table.ts';
import type { Zone } from '../import/dates/zones.ts';
import { type FieldMonths, fieldMonths, logMonths, type WordMonths, windowMonths } from './field-months.ts';
import { monthText } from './months.ts';
import { counted, grouped, note, percent, quoted } from './note.ts';

/** Fields whose hidden and blank shares decide what rules can say. */
const watched = [
  ...['actor', 'actorOrganization', 'target', 'reason', 'caseNumber', 'action', 'purposeCode', 'offenseType'],
  ...['filters', 'networksSearched', 'devicesSearched', 'moderation', 'ipAddress', 'device'],
];
/** Fields whose values are words that people choose or type. */
const worded = new Set(['reason', 'action', 'purposeCode', 'offenseType']);
const monthsListed = 240;
const columnsListed = 50;
const filesNamed = 3;
/** Fewer events on one side of a border have no share. */
const leastEvents = 50;
const shareChange = 0.3;
const newWordsShare = 0.5;
const newWordsAboveUsual = 0.3;

/** A source of a log and the headers of its columns. */
export interface LogSource {
  readonly source: string;
  /** As people call it. */
  readonly file: string;
  readonly headers: readonly string[];
  readonly slices: readonly number[];
}

/** How the sources read by one profile hang together over time. Yields between pieces of work. */
export function* logQuality(
  table: EventTable,
  log: string,
  sources: readonly LogSource[],
  zone: Zone,
): Generator<void, LogQuality> {
  const slices = sources.flatMap((source) => source.slices);
  const names = new Set(table.columnNames());
  const fields: FieldMonths[] = [];
  const notes: QualityNote[] = [];
  const events = yield* logMonths(table, slices, zone);
  for (const field of watched) {
    if (events === null) break;
    if (!names.has(field)) continue;
    const months = yield* fieldMonths(table, events, field, worded.has(field));
    if (months.notExported.every((count, i) => count === months.events[i])) continue;
    fields.push(months);
    notes.push(...shareNotes(months, 'hidden', zone), ...shareNotes(months, 'empty', zone));
    if (months.words) notes.push(...wordNotes(months, months.words, zone));
    yield;
  }
  const columns = columnsNotInAll(sources);
  return {
    log,
    sources: sources.map(({ source }) => source),
    months: monthsOf(fields),
    columnsNotInAll: columns.slice(0, columnsListed),
    notes: [...schemaNotes(columns, sources), ...notes],
  };
}

function monthsOf(fields: readonly FieldMonths[]): MonthQuality[] {
  const longest = fields[0];
  if (!longest) return [];
  const months: MonthQuality[] = [];
  for (let i = 0; i < longest.events.length && months.length < monthsListed; i++) {
    const events = longest.events[i]!;
    if (events === 0) continue;
    months.push({
      month: monthText(longest.first + i),
      events,
      fields: fields.map(({ field, hidden, empty, notExported, words }) => ({
        field,
        hidden: hidden[i]! / events,
        empty: empty[i]! / events,
        notExported: notExported[i]! / events,
        newValues: !words || words.values[i] === 0 ? null : words.newValues[i]! / words.values[i]!,
      })),
    });
  }
  return months;
}

const shareWords = {
  hidden: { check: 'hidden-share-changes', words: 'hidden (masked, withheld or in part)' },
  empty: { check: 'empty-share-changes', words: 'empty' },
} as const;

/** The border between months at which a share changes most. */
function shareNotes(months: FieldMonths, kind: 'hidden' | 'empty', zone: Zone): QualityNote[] {
  const { field, first, events, notExported } = months;
  const of = events.map((count, i) => count - notExported[i]!);
  const total = sum(of);
  const totalOf = sum(months[kind]);
  let before = 0;
  let beforeOf = 0;
  let best = { border: 0, change: 0, shares: [0, 0], n: [0, 0] };
  for (let border = 1; border < events.length; border++) {
    before += of[border - 1]!;
    beforeOf += months[kind][border - 1]!;
    const after = total - before;
    if (before < leastEvents || after < leastEvents) continue;
    const shares = [beforeOf / before, (totalOf - beforeOf) / after];
    const change = Math.abs(shares[1]! - shares[0]!);
    if (change > best.change) best = { border, change, shares, n: [before, after] };
  }
  if (best.change < shareChange) return [];
  const { check, words } = shareWords[kind];
  const month = monthText(first + best.border);
  return [
    note(
      check,
      'warning',
      `from ${month} on ${percent(best.shares[1]!)} of the cells of ${field} are ${words} (n = ${grouped(best.n[1]!)}), before ${percent(best.shares[0]!)} (n = ${grouped(best.n[0]!)}): rates that depend on ${field} before and after are not comparable`,
      `share of ${words} cells before and after a border between months (${zone.name}), ${leastEvents} events or more on either side, differs by ${percent(shareChange)} or more; the border where it differs most`,
      [Math.round(best.change * best.n[1]!), best.n[1]!],
    ),
  ];
}

/** A change of the words people use, such as a drop-down list in place of free text. */
function wordNotes({ field, first }: FieldMonths, words: WordMonths, zone: Zone): QualityNote[] {
  const shares: { border: number; share: number; gone: number }[] = [];
  for (let border = 1; border < words.after.length; border++) {
    if (words.after[border]! < leastEvents || words.before[border]! < leastEvents) continue;
    shares.push({
      border,
      share: words.onlyAfter[border]! / words.after[border]!,
      gone: words.onlyBefore[border]! / words.before[border]!,
    });
  }
  if (shares.length < 2) return [];
  const best = shares.reduce((most, one) => (one.share > most.share ? one : most));
  const usual = median(shares.filter((one) => one !== best).map(({ share }) => share));
  if (best.share < newWordsShare || best.share - usual < newWordsAboveUsual) return [];
  const { newest, topBefore, topAfter } = words.describe(best.border);
  const month = monthText(first + best.border);
  const n = words.after[best.border]!;
  return [
    note(
      'vocabulary-changes',
      'warning',
      `from ${month} on ${field} is written in other words: in the ${windowMonths} months from then ${percent(best.share)} of ${counted(n, 'event')} have a value that never stands before; at the other borders between months the median is ${percent(usual)}. The twenty most frequent values cover ${percent(topBefore)} of events before and ${percent(topAfter)} after. Of the events of the ${windowMonths} months before, ${percent(best.gone)} have a value that never comes again. Rates of ${field} before and after are not comparable`,
      `share of events in the ${windowMonths} months after a border between months (${zone.name}) whose value, case and outer punctuation aside, never stands before it: at least ${percent(newWordsShare)}, and at least ${percent(newWordsAboveUsual)} above the median of the other borders; ${leastEvents} events or more on either side`,
      [words.onlyAfter[best.border]!, n],
      {
        cannotTell: 'whether the system began to offer a list, or habits changed',
        examples: newest.map(({ text, events, firstMicros }) => ({
          source: '',
          row: null,
          text: `${quoted(text)}: ${counted(events, 'event')}, first ${rfc3339(firstMicros)}`,
        })),
      },
    ),
  ];
}

function columnsNotInAll(sources: readonly LogSource[]): LogQuality['columnsNotInAll'] {
  const present = new Map<string, string[]>();
  for (const { source, headers } of sources) {
    for (const header of new Set(headers)) present.set(header, [...(present.get(header) ?? []), source]);
  }
  return [...present]
    .filter(([, having]) => having.length < sources.length)
    .map(([column, having]) => ({
      column,
      present: having,
      absent: sources.map(({ source }) => source).filter((source) => !having.includes(source)),
    }));
}

function schemaNotes(columns: LogQuality['columnsNotInAll'], sources: readonly LogSource[]): QualityNote[] {
  const files = new Map(sources.map(({ source, file }) => [source, file]));
  const some = (ids: readonly string[]) =>
    `${ids
      .slice(0, filesNamed)
      .map((id) => files.get(id)!)
      .join(', ')}${ids.length > filesNamed ? `, and ${ids.length - filesNamed} more` : ''}`;
  if (columns.length === 0) return [];
  return [
    note(
      'columns-change',
      'notice',
      `${counted(columns.length, 'column')} ${columns.length === 1 ? 'is' : 'are'} in some of the ${grouped(sources.length)} files of this log and not in others: ${columns
        .slice(0, 8)
        .map(({ column }) => quoted(column))
        .join(
          ', ',
        )}${columns.length > 8 ? ', …' : ''}. What depends on them cannot be compared between these files`,
      'headers of the files read by the same profile, compared letter by letter',
      [columns.length, columns.length],
      {
        examples: columns.map(({ column, present, absent }) => ({
          source: present[0] ?? '',
          row: null,
          text: `${quoted(column)}: in ${some(present)}; not in ${some(absent)}`,
        })),
      },
    ),
  ];
}

function sum(counts: Float64Array): number {
  let total = 0;
  for (const count of counts) total += count;
  return total;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
