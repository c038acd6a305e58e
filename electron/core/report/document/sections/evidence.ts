import type { ReportSource, SourceCustody } from '../../model.ts';
import { heading, paragraph, span } from '../blocks.ts';
import { styles } from '../styles.ts';
import type { Tag } from '../surface.ts';
import { type Cell, facts } from '../table.ts';
import { count, counted } from '../words.ts';
import { cell, notStated, type Writing } from '../writing.ts';
import { timeWithZone } from '../zoned-time.ts';

const zoneBases = {
  data: 'written in the data',
  profile: 'by the profile of the source',
  option: 'stated by the examiner at import',
  case: 'the zone of the case',
  unknown: 'not known',
} as const;

/** Every file that was examined, whether or not a finding cites it. */
export function* evidence(writing: Writing, parent: Tag): Generator<void> {
  const { model, flow } = writing;
  paragraph(flow, parent, [
    span(
      'Every file that was examined is listed, whether or not a finding cites it. The files were copied into the case as they ' +
        'were received and not altered; the SHA-256 identifies those bytes.',
    ),
  ]);
  for (const source of model.sources) yield* oneSource(writing, parent, source);
  if (model.sources.length === 0) paragraph(flow, parent, [span('No file was examined.')]);
}

function* oneSource(writing: Writing, parent: Tag, { record, custody }: ReportSource): Generator<void> {
  const { flow, model, sourceLabel } = writing;
  const zone = model.case.timezone;
  const at = (time: string | null) => notStated(time === null ? null : timeWithZone(time, zone));
  heading(flow, parent, 2, `${sourceLabel(record.id)}  ${record.file}`);
  yield* facts(flow, parent, [
    ['SHA-256', cell(record.sha256, styles.factLog)],
    ['Size', cell(counted(record.bytes, 'byte'), styles.fact)],
    ['Kind, format', cell(`${record.kind}; ${record.format}, ${record.encoding}`, styles.fact)],
    ['State', cell(record.error ? `${record.state}: ${record.error.message}` : record.state, styles.fact)],
    ['Records', cell(balance(record), styles.fact)],
    ['First event', at(record.firstEventAt)],
    ['Last event', at(record.lastEventAt)],
    [
      'Zone of the times',
      cell(`${record.timezoneBasis.zone}; basis: ${zoneBases[record.timezoneBasis.basis]}`, styles.fact),
    ],
    ['Profile', notStated(record.profile)],
    ['Received from', notStated(custody.receivedFrom)],
    ['Authority', notStated(custody.authority)],
    ['Imported', cell(`${timeWithZone(custody.importedAt, zone)} by ${custody.importedBy}`, styles.fact)],
    ['SHA-256 stated by the agency', statedHash(custody, record.sha256)],
    ['Rows stated by the agency', statedRows(custody, record.rowsRead)],
    ['Columns read as', mapping(record.mapping)],
  ]);
}

function balance(record: ReportSource['record']): string {
  const { rowsRead, rowsImported, rowsRejected, rowsDuplicate } = record;
  const parts = rowsImported + rowsRejected + rowsDuplicate;
  const text = `${count(rowsRead)} read ${parts === rowsRead ? '=' : '≠'} ${count(rowsImported)} imported + ${count(rowsRejected)} rejected + ${counted(rowsDuplicate, 'duplicate')}`;
  return parts === rowsRead ? text : `${text} (${count(parts)}): the counts do not add up`;
}

function statedHash({ statedSha256 }: SourceCustody, sha256: string): Cell {
  if (statedSha256 === null) return notStated(null);
  const equal = statedSha256.toLowerCase() === sha256;
  return [
    [{ text: statedSha256, style: styles.factLog }],
    [
      {
        text: equal ? 'equal to the hash of the file examined' : 'NOT equal to the hash of the file examined',
        style: styles.factStrong,
      },
    ],
  ];
}

function statedRows({ statedRows }: SourceCustody, rowsRead: number): Cell {
  if (statedRows === null) return notStated(null);
  const difference = rowsRead - statedRows;
  const verdict =
    difference === 0
      ? 'equal to the records read'
      : `NOT equal: the file has ${counted(Math.abs(difference), 'record')} ${difference > 0 ? 'more' : 'fewer'}`;
  return cell(`${count(statedRows)}; ${verdict}`, styles.fact);
}

function mapping(columns: ReportSource['record']['mapping']): Cell {
  const paragraphs = Object.entries(columns).map(([field, headers]) => [
    { text: `${field} `, style: styles.fact },
    { text: '← ', style: styles.label },
    { text: headers.join(', '), style: styles.factLog },
  ]);
  return paragraphs.length > 0 ? paragraphs : notStated(null);
}
