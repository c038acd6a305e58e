import type { CitedRecord, ReportFinding } from '../../model.ts';
import { heading, paragraph, span } from '../blocks.ts';
import type { Span } from '../lines.ts';
import { styles } from '../styles.ts';
import type { Tag } from '../surface.ts';
import { type Cell, table } from '../table.ts';
import { count, counted } from '../words.ts';
import type { Writing } from '../writing.ts';
import { logged, type RecordColumn, recordColumns } from './record-columns.ts';

/** The records a finding rests on, as the log has them. */
export function* citedRecords(
  writing: Writing,
  parent: Tag,
  { records, withdrawn }: ReportFinding,
): Generator<void> {
  const { model, flow, sourceLabel } = writing;
  const shown = records.slice(0, model.recordsPrintedPerFinding);
  heading(flow, parent, 3, 'Records cited', undefined, 90);
  const files = new Map(shown.map(({ sourceId, file }) => [sourceId, file]));
  const named: Span[] = [...files].flatMap(([id, file], index) => [
    span(`${index > 0 ? '; ' : ''}${sourceLabel(id)} is `, styles.label),
    span(file, { ...styles.factLog, size: 7.4 }),
  ]);
  const amount =
    shown.length < records.length
      ? `${count(shown.length)} of ${counted(records.length, 'record')} are printed; all of them, these ${count(shown.length)} and ${count(records.length - shown.length)} more, stand in records.csv. `
      : `${counted(records.length, 'record')}. `;
  const repeated = (['actor', 'target'] as const).filter((field) => isSame(records, field));
  const once = repeated.flatMap((field, index) => [
    span(
      `${index > 0 ? '; ' : `${named.length > 0 ? '. ' : ''}In every record the `}${field} is `,
      styles.label,
    ),
    ...oneLine(logged(shown[0]![field], { ...styles.factLog, size: 7.4 })),
  ]);
  const end = named.length > 0 ? [span('.', styles.label)] : [];
  paragraph(flow, parent, [span(amount, styles.label), ...named, ...once, ...end], { after: 4 });
  withdrawnRecords(writing, parent, withdrawn);
  if (shown.length === 0) return;
  const differing = (['actor', 'target'] as const).filter((field) => !repeated.includes(field));
  const columns = recordColumns(writing, shown, [...differing, 'reason', 'caseNumber']);
  yield* table(flow, parent, columns, rows(columns, shown));
}

/** Records that are no events any more: by number, so that anyone finds them in the sealed file. */
function withdrawnRecords(
  { model, flow, sourceLabel }: Writing,
  parent: Tag,
  withdrawn: ReportFinding['withdrawn'],
): void {
  for (const [id, ofSource] of Map.groupBy(withdrawn, ({ sourceId }) => sourceId)) {
    const printed = ofSource.slice(0, model.recordsPrintedPerFinding);
    const rest = ofSource.length - printed.length;
    const numbers = printed.map(({ row, at }) => (at === null ? `${row}` : `${row} (${at})`)).join(', ');
    paragraph(
      flow,
      parent,
      [
        span(`${counted(ofSource.length, 'further record')} of ${sourceLabel(id)}, `, styles.label),
        span(ofSource[0]!.file, { ...styles.factLog, size: 7.4 }),
        span(
          `, which was withdrawn; by number, with the time as it was read then: ${numbers}${rest > 0 ? `, and ${count(rest)} more in records.csv` : ''}.`,
          styles.label,
        ),
      ],
      { after: 4 },
    );
  }
}

/** True where saying it once says it of all. */
function isSame(records: readonly CitedRecord[], field: 'actor' | 'target'): boolean {
  const first = records[0]?.[field];
  return (
    first !== undefined &&
    records.every(({ [field]: { text, state } }) => text === first.text && state === first.state)
  );
}

const oneLine = (cell: Cell): Span[] =>
  cell.flatMap((spans, index) => (index > 0 ? [span(' ', styles.label), ...spans] : [...spans]));

function* rows(columns: readonly RecordColumn[], records: readonly CitedRecord[]): Generator<Cell[]> {
  for (const record of records) yield columns.map(({ of }) => of(record));
}
