import type { CitedCell, CitedRecord } from '../../model.ts';
import { span } from '../blocks.ts';
import { textWidth } from '../fit.ts';
import type { Span, Style } from '../lines.ts';
import { bodyWidth } from '../page.ts';
import { styles } from '../styles.ts';
import { type Cell, type Column, padding } from '../table.ts';
import { clip, stateWords } from '../words.ts';
import { cellCharactersCap, clipped, type Writing } from '../writing.ts';
import { localTime } from '../zoned-time.ts';

/** A column of the cited records and what it says of each. */
export interface RecordColumn extends Column {
  readonly of: (record: CitedRecord) => Cell;
}

type LoggedField = 'actor' | 'target' | 'reason' | 'caseNumber';

const headers: Readonly<Record<LoggedField, string>> = {
  actor: 'Actor',
  target: 'Target',
  reason: 'Reason',
  caseNumber: 'Case number',
};

/** Wide enough to be read, in points; what a column can do without another may have. */
const narrowest: Readonly<Record<LoggedField, number>> = {
  actor: 46,
  target: 46,
  reason: 64,
  caseNumber: 46,
};
const widest: Readonly<Record<LoggedField, number>> = { actor: 84, target: 72, reason: 200, caseNumber: 76 };

/**
 * The columns for these records: two lines a record, where its fields are short, so that the eye can go down a page of them.
 * Every column is as wide as what stands in it asks for, as far as there is room; `fields` are those that get one.
 */
export function recordColumns(
  { model, sourceLabel }: Writing,
  records: readonly CitedRecord[],
  fields: readonly LoggedField[],
): RecordColumn[] {
  const zone = model.case.timezone;
  const place = (record: CitedRecord): Cell => [
    [span(`${sourceLabel(record.sourceId)}, row ${record.row}`, styles.place)],
    [span(`offset ${record.offset}`, styles.place)],
  ];
  const moment = ({ at, nativeId }: CitedRecord): Cell => [
    [span(at, styles.cellLog)],
    ...(nativeId === null ? [] : [clipped(nativeId, styles.cellLogMuted, cellCharactersCap, 'records.csv')]),
  ];
  const clock = ({ at, atOriginal }: CitedRecord): Cell => {
    const local = zone === null ? null : localTime(at, zone);
    return [
      ...(local === null ? [] : [[span(local, styles.cellLog)]]),
      clipped(atOriginal, styles.cellLogMuted, cellCharactersCap, 'records.csv'),
    ];
  };
  const hasIds = records.some(({ nativeId }) => nativeId !== null);
  const leading: RecordColumn[] = [
    column('Row, byte offset', place, records, 56, 86),
    column(hasIds ? 'Time in UTC; id in the log' : 'Time in UTC', moment, records, 106, 154),
    column(zone === null ? 'Time as logged' : `Time in ${zone}; as logged`, clock, records, 100, 128),
  ];
  const left = bodyWidth - leading.reduce((sum, { width }) => sum + width, 0);
  return [...leading, ...loggedColumns(records, fields, left)];
}

/** Columns share what room there is by what each would like; the reason takes what is over. */
function loggedColumns(
  records: readonly CitedRecord[],
  fields: readonly LoggedField[],
  room: number,
): RecordColumn[] {
  const wanted = fields.map((field) =>
    column(headers[field], (record) => logged(record[field]), records, narrowest[field], widest[field]),
  );
  const total = wanted.reduce((sum, { width }) => sum + width, 0);
  if (total <= room) {
    return wanted.map((each, index) =>
      fields[index] === 'reason' ? { ...each, width: each.width + room - total } : each,
    );
  }
  const least = fields.reduce((sum, field) => sum + narrowest[field], 0);
  if (least >= room) return wanted.map((each) => ({ ...each, width: (each.width * room) / total }));
  const share = (room - least) / (total - least);
  return wanted.map((each, index) => {
    const own = narrowest[fields[index]!];
    return { ...each, width: own + (each.width - own) * share };
  });
}

function column(
  header: string,
  of: (record: CitedRecord) => Cell,
  records: readonly CitedRecord[],
  least: number,
  most: number,
): RecordColumn {
  let width = least;
  for (const record of records) {
    if (width >= most) break;
    for (const spans of of(record)) width = Math.max(width, widthOf(spans) + 2 * padding.x + 1);
  }
  return { header, of, width: Math.min(width, most) };
}

/** Wider than any column is wide enough to know. */
const measured = 60;

const widthOf = (spans: readonly Span[]): number =>
  spans.reduce((sum, { text, style }) => sum + textWidth(clip(text, measured).shown, style), 0);

/** What the log has in a cell. Words about its state are in another face than the log's own. */
export function logged({ text, state }: CitedCell, style: Style = styles.cellLog): Cell {
  const word = stateWords[state];
  const paragraphs: Span[][] = [];
  if (text !== '') paragraphs.push(clipped(text, style, cellCharactersCap, 'records.csv'));
  if (word !== null) paragraphs.push([span(word, { ...styles.cellState, size: 7.4 })]);
  return paragraphs;
}
