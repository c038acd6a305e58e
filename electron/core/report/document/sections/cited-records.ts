import type { CitedCell, CitedRecord, ReportFinding } from '../../model.ts';
import { heading, paragraph, span } from '../blocks.ts';
import type { Span } from '../lines.ts';
import { styles } from '../styles.ts';
import type { Tag } from '../surface.ts';
import { type Cell, type Column, table } from '../table.ts';
import { count, counted, stateWords } from '../words.ts';
import { cellCharactersCap, clipped, type Writing } from '../writing.ts';
import { localTime } from '../zoned-time.ts';

/** The records a finding rests on, as the log has them. */
export function* citedRecords(writing: Writing, parent: Tag, { records }: ReportFinding): Generator<void> {
  const { model, flow, sourceLabel } = writing;
  const shown = records.slice(0, model.recordsPrintedPerFinding);
  heading(flow, parent, 3, 'Records cited', undefined, 120);
  const files = new Map(shown.map(({ sourceId, file }) => [sourceId, file]));
  const named: Span[] = [...files].flatMap(([id, file], index) => [
    span(`${index > 0 ? '; ' : ''}${sourceLabel(id)} is `, styles.label),
    span(file, { ...styles.factLog, size: 7.4 }),
  ]);
  const amount =
    shown.length < records.length
      ? `${count(shown.length)} of ${counted(records.length, 'record')} are printed; all of them, these ${count(shown.length)} and ${count(records.length - shown.length)} more, stand in records.csv. `
      : `${counted(records.length, 'record')}. `;
  paragraph(flow, parent, [span(amount, styles.label), ...named], { after: 4 });
  if (shown.length === 0) return;
  yield* table(flow, parent, columnsFor(model.case.timezone), rows(writing, shown));
}

function columnsFor(zone: string | null): Column[] {
  const times = zone === null ? 'UTC, as logged' : `UTC, ${zone}, as logged`;
  return [
    { header: 'Source, row, byte offset', width: 74 },
    { header: `Time: ${times}`, width: 126 },
    { header: 'Actor', width: 68 },
    { header: 'Target', width: 66 },
    { header: 'Reason', width: 87 },
    { header: 'Case number', width: 59 },
  ];
}

function* rows({ model, sourceLabel }: Writing, records: readonly CitedRecord[]): Generator<Cell[]> {
  const zone = model.case.timezone;
  for (const record of records) {
    const local = zone === null ? null : localTime(record.at, zone);
    const place: Cell = [
      [span(`${sourceLabel(record.sourceId)}, row ${record.row}`, styles.cell)],
      [span(`offset ${record.offset}`, styles.cellMuted)],
      ...(record.nativeId === null
        ? []
        : [
            [
              span('id ', styles.cellMuted),
              ...clipped(record.nativeId, styles.cellLog, cellCharactersCap, 'records.csv'),
            ],
          ]),
    ];
    const time: Cell = [
      [span(record.at, styles.cellLog)],
      ...(local === null ? [] : [[span(local, styles.cellLogMuted)]]),
      clipped(record.atOriginal, styles.cellLog, cellCharactersCap, 'records.csv'),
    ];
    yield [
      place,
      time,
      logged(record.actor),
      logged(record.target),
      logged(record.reason),
      logged(record.caseNumber),
    ];
  }
}

/** What the log has in a cell. Words about its state are in another face than the log's own. */
function logged({ text, state }: CitedCell): Cell {
  const word = stateWords[state];
  const paragraphs: Span[][] = [];
  if (text !== '') paragraphs.push(clipped(text, styles.cellLog, cellCharactersCap, 'records.csv'));
  if (word !== null) paragraphs.push([span(word, styles.cellState)]);
  return paragraphs;
}
