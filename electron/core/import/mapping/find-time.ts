import type { IntegrityNote } from '../../../../shared/contract/records.ts';
import type { DateOptions } from '../dates/infer.ts';
import { headerKey } from './header-key.ts';
import type { CandidateColumn } from './mapped-column.ts';
import { isFieldName, momentNames } from './synonyms.ts';
import { looksLikeMoments, type TimeContent, timeContent } from './time-content.ts';

/** The columns that hold the time of the event. */
export interface TimeColumns {
  /** Positions: one column, or date then time; the cells of two are read joined by one space. */
  readonly columns: readonly number[];
  /** The zone the column's name states, as in "Timestamp (UTC)"; null where it states none. */
  readonly zone: 'UTC' | null;
  readonly how: 'profile' | 'name' | 'content';
}

export interface TimeSearch {
  readonly time: TimeColumns | null;
  readonly notes: readonly IntegrityNote[];
  readonly problem: string | null;
}

interface Named {
  readonly column: CandidateColumn;
  readonly rank: number;
  readonly zone: 'UTC' | null;
  readonly content: TimeContent;
}

/** Finds the time among columns by names that are backed by content, then by content alone if it is the only one. */
export function findTime(columns: readonly CandidateColumn[], options: DateOptions): TimeSearch {
  const named = columns
    .filter(({ field, settled }) => field === null && !settled)
    .flatMap((column) => nameOf(column, options))
    .toSorted((a, b) => a.rank - b.rank || a.column.index - b.column.index);
  const found = byName(named);
  const notes = named.filter(({ content }) => content === 'other').map(({ column }) => notTimes(column));
  if (found) {
    const said = found.columns.flatMap((index) => zoneWordNote(columns[index]!));
    return { time: found, notes: [...notes, ...said, ...otherTimes(columns, named, found)], problem: null };
  }
  const alike = columns.filter(
    ({ field, settled, key, samples }) =>
      field === null && !settled && !isFieldName(key) && looksLikeMoments(samples),
  );
  if (alike.length === 1) {
    const [column] = alike as [CandidateColumn];
    const message = `column ${JSON.stringify(column.header)} is taken for the time of the event because it is the only one that holds times: its name does not say so`;
    notes.push({ check: 'mapping-time', severity: 'notice', message });
    return { time: { columns: [column.index], zone: null, how: 'content' }, notes, problem: null };
  }
  return { time: null, notes, problem: whyNoTime(columns, alike) };
}

/** Judges the columns a profile names: date and time in either order. */
export function timeOfProfile(columns: readonly CandidateColumn[], options: DateOptions): TimeSearch {
  const contents = columns.map(({ samples }) => timeContent(samples, options));
  const wrong = columns.find((_, i) => contents[i] === 'other');
  if (wrong) return { time: null, notes: [notTimes(wrong)], problem: notTimes(wrong).message };
  const ordered = contents[0] === 'clock' ? columns.toReversed() : columns;
  const zone = ordered.some(({ key }) => withoutZone(key) !== null) ? 'UTC' : null;
  return {
    time: { columns: ordered.map(({ index }) => index), zone, how: 'profile' },
    notes: [],
    problem: null,
  };
}

function byName(named: readonly Named[]): TimeColumns | null {
  const moment = named.find(({ content }) => content === 'moment');
  const clocks = named.filter(({ content }) => content === 'clock');
  const isDateOnly = moment && clocks.length > 0 && isAlwaysMidnight(moment.column.samples);
  if (moment && !isDateOnly) return { columns: [moment.column.index], zone: moment.zone, how: 'name' };
  const date = moment ?? named.find(({ content }) => content === 'date');
  if (!date) {
    // Nothing but blanks in the samples: the name is all there is.
    const blank = named.find(({ content }) => content === 'blank');
    return blank ? { columns: [blank.column.index], zone: blank.zone, how: 'name' } : null;
  }
  const stem = date.column.key.replace('date', '');
  const clock = clocks.find(({ column }) => column.key.replace('time', '') === stem) ?? clocks[0];
  if (!clock) return { columns: [date.column.index], zone: date.zone, how: 'name' };
  return { columns: [date.column.index, clock.column.index], zone: clock.zone ?? date.zone, how: 'name' };
}

const midnight = /[\sT](?:0?0[:.]00(?:[:.]00(?:[.,]0+)?)?|12[:.]00(?:[:.]00)?\s?AM)\s*$/i;

/** Dates as spreadsheets write them out: each with the midnight it begins with. */
function isAlwaysMidnight(samples: readonly string[]): boolean {
  return samples.every((sample) => sample.trim() === '' || midnight.test(sample));
}

function nameOf(column: CandidateColumn, options: DateOptions): Named[] {
  const plain = withoutZone(column.key);
  const rank = momentNames.get(plain ?? column.key) ?? momentNames.get(saidOf(column.header)?.key ?? '');
  if (rank === undefined) return [];
  const content = timeContent(column.samples, options);
  return [{ column, rank, zone: plain === null ? null : 'UTC', content }];
}

/** The name without a zone it states ("timestamputc", "utctime"); null if it states none. */
function withoutZone(key: string): string | null {
  const plain = key.replace(/^(?:utc|gmt)|(?:utc|gmt)$/, '');
  return plain !== key && momentNames.has(plain) ? plain : null;
}

/** The name without words in brackets at its end, and those words: "Search Time (PST)". */
function saidOf(header: string): { readonly key: string; readonly words: string } | null {
  const match = /^([^()[\]]{1,200})[([]([^()[\]]{1,60})[)\]]\s*$/.exec(header);
  return match && { key: headerKey(match[1]!), words: match[2]!.trim() };
}

/** A zone in the name of a column is a word of whoever made the file: only UTC is one everywhere. */
function zoneWordNote({ header, key }: CandidateColumn): IntegrityNote[] {
  const said = withoutZone(key) === null ? saidOf(header) : null;
  if (!said || !momentNames.has(said.key)) return [];
  const message = `column ${JSON.stringify(header)} says ${JSON.stringify(said.words)} of its times, which is not used to read them. If it is a zone, give it by its full name: --timezone America/Los_Angeles`;
  return [{ check: 'time-zone', severity: 'notice', message }];
}

function notTimes({ header, samples }: CandidateColumn): IntegrityNote {
  const example = samples.find((sample) => sample.trim() !== '') ?? '';
  const shown = JSON.stringify(example.trim().slice(0, 60));
  return {
    check: 'mapping-time',
    severity: 'warning',
    message: `column ${JSON.stringify(header)} is named like the time of the event but holds no times in a known form, for example ${shown}. The cells may be shifted against the header`,
  };
}

function otherTimes(
  columns: readonly CandidateColumn[],
  named: readonly Named[],
  found: TimeColumns,
): IntegrityNote[] {
  const others = named.filter(
    ({ column, content }) => content === 'moment' && !found.columns.includes(column.index),
  );
  if (others.length === 0) return [];
  const taken = found.columns.map((index) => columns[index]!);
  const message = `${list(taken)} is taken for the time of the event; ${list(others.map(({ column }) => column))} holds times too`;
  return [{ check: 'mapping-time', severity: 'notice', message }];
}

function list(columns: readonly CandidateColumn[]): string {
  return columns.map(({ header }) => JSON.stringify(header)).join(', ');
}

function whyNoTime(columns: readonly CandidateColumn[], alike: readonly CandidateColumn[]): string {
  const list = (some: readonly CandidateColumn[]) =>
    some.map(({ header }) => JSON.stringify(header)).join(', ');
  const what =
    alike.length > 1
      ? `more than one column holds times (${list(alike)}) and no name says which is the time of the event`
      : `no column holds the time of the event. The columns are ${list(columns)}`;
  return `${what}. Name it in a profile (field "at")`;
}
