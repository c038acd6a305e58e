import type { ReportSource, SourceCustody } from '../../model.ts';
import { heading, paragraph, span } from '../blocks.ts';
import type { Span } from '../lines.ts';
import { styles } from '../styles.ts';
import type { Tag } from '../surface.ts';
import { type Cell, facts } from '../table.ts';
import { count, counted, fieldWords } from '../words.ts';
import { cell, cellCharactersCap, clipped, proseCell, type Writing } from '../writing.ts';
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
        'were received and not altered; the SHA-256 identifies those bytes. Where the agency stated a SHA-256 or a number of ' +
        'rows for a file, it is listed and compared; for the other files it stated neither.',
    ),
  ]);
  for (const source of model.sources) yield* oneSource(writing, parent, source);
  if (model.sources.length === 0) paragraph(flow, parent, [span('No file was examined.')]);
  else mappings(writing, parent);
  if (model.withdrawnSources.length === 0) return;
  heading(flow, parent, 2, 'Sources that were withdrawn', undefined, 112);
  paragraph(flow, parent, [
    span(
      'These were imported and withdrawn again. Their records were not examined; the sealed files, what was read of them ' +
        'and the entries in the activity log are kept.',
    ),
  ]);
  for (const source of model.withdrawnSources) yield* oneSource(writing, parent, source);
}

function* oneSource(writing: Writing, parent: Tag, { record, custody }: ReportSource): Generator<void> {
  const { flow, model, sourceLabel } = writing;
  const zone = model.case.timezone;
  heading(flow, parent, 2, `${sourceLabel(record.id)}  ${record.file}`, undefined, 112);
  const { zone: timesZone, basis } = record.timezoneBasis;
  const file = `${counted(record.bytes, 'byte')}; ${record.kind}; ${record.format}, ${record.encoding}; ${record.state}`;
  yield* facts(flow, parent, [
    ...withdrawal(record, sourceLabel, zone),
    ['SHA-256', cell(record.sha256, styles.factLog)],
    [
      'File',
      [
        ...cell(record.error ? `${file}: ${record.error.message}` : file),
        ...cell(`Zone of the times: ${timesZone}, ${zoneBases[basis]}; profile: ${record.profile ?? 'none'}`),
      ],
    ],
    ['Records', cell(balance(record))],
    ...moments(record, zone),
    ['Received', received(custody, zone)],
    ...stated(custody, record),
  ]);
}

function withdrawal(
  { withdrawn }: ReportSource['record'],
  sourceLabel: Writing['sourceLabel'],
  zone: string | null,
): (readonly [string, Cell])[] {
  if (withdrawn === undefined) return [];
  const { at, by, reason, replacedBy } = withdrawn;
  const again = replacedBy === undefined ? '' : `; the file was read again as ${sourceLabel(replacedBy)}`;
  return [
    [
      'Withdrawn',
      [...cell(`by ${by} at ${timeWithZone(at, zone)}${again}`, styles.factStrong), ...proseCell(reason)],
    ],
  ];
}

function moments(
  { firstEventAt, lastEventAt }: ReportSource['record'],
  zone: string | null,
): (readonly [string, Cell])[] {
  if (firstEventAt === null || lastEventAt === null) return [];
  const both = [...cell(timeWithZone(firstEventAt, zone)), ...cell(timeWithZone(lastEventAt, zone))];
  return [['First, last event', both]];
}

function received(
  { receivedFrom, authority, importedAt, importedBy }: SourceCustody,
  zone: string | null,
): Cell {
  return [
    ...cell(
      `From: ${receivedFrom ?? 'not stated'}; under: ${authority ?? 'not stated'}; imported by ${importedBy} at`,
    ),
    ...cell(timeWithZone(importedAt, zone)),
  ];
}

/** What the agency said of the file it gave; nothing where it said nothing. */
function stated(
  custody: SourceCustody,
  { sha256, rowsRead }: ReportSource['record'],
): (readonly [string, Cell])[] {
  if (custody.statedSha256 === null && custody.statedRows === null) return [];
  return [['Stated by the agency', [...statedHash(custody, sha256), ...statedRows(custody, rowsRead)]]];
}

function balance(record: ReportSource['record']): string {
  const { rowsRead, rowsImported, rowsRejected, rowsDuplicate } = record;
  const parts = rowsImported + rowsRejected + rowsDuplicate;
  const text = `${count(rowsRead)} read ${parts === rowsRead ? '=' : '≠'} ${count(rowsImported)} imported + ${count(rowsRejected)} rejected + ${counted(rowsDuplicate, 'duplicate')}`;
  return parts === rowsRead ? text : `${text} (${count(parts)}): the counts do not add up`;
}

function statedHash({ statedSha256 }: SourceCustody, sha256: string): Cell {
  if (statedSha256 === null) return cell('no SHA-256');
  const equal = statedSha256.toLowerCase() === sha256;
  return [
    [
      { text: 'SHA-256: ', style: styles.cell },
      { text: statedSha256, style: styles.factLog },
    ],
    [
      {
        text: equal ? 'equal to the hash of the file examined' : 'NOT equal to the hash of the file examined',
        style: styles.cellStrong,
      },
    ],
  ];
}

function statedRows({ statedRows }: SourceCustody, rowsRead: number): Cell {
  if (statedRows === null) return cell('no number of rows');
  const difference = rowsRead - statedRows;
  const verdict =
    difference === 0
      ? 'equal to the records read'
      : `NOT equal: the file has ${counted(Math.abs(difference), 'record')} ${difference > 0 ? 'more' : 'fewer'}`;
  return cell(`Rows: ${count(statedRows)}; ${verdict}`);
}

/** What the columns of the files were read as, once for all files in which it is the same. */
function mappings({ model, flow, sourceLabel }: Writing, parent: Tag): void {
  const alike = new Map<string, string[]>();
  for (const { record } of model.sources) {
    const key = JSON.stringify(record.mapping);
    const labels = alike.get(key) ?? [];
    labels.push(sourceLabel(record.id));
    alike.set(key, labels);
  }
  heading(flow, parent, 2, 'What the columns were read as');
  for (const [key, labels] of alike) {
    const columns = Object.entries(JSON.parse(key) as ReportSource['record']['mapping']);
    const spans = columns.flatMap(([field, headers], index): Span[] => [
      span(`${index > 0 ? '; ' : ''}${fieldWords(field)} `, styles.fact),
      span('← ', styles.label),
      ...clipped(headers.join(', '), styles.factLog, cellCharactersCap, 'findings.json'),
    ]);
    const none = span('no column was read', styles.fact);
    paragraph(flow, parent, [
      span(`${labels.join(', ')}: `, styles.factStrong),
      ...(spans.length > 0 ? spans : [none]),
    ]);
  }
}
