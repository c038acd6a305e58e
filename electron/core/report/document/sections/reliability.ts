import type { ReportSource } from '../../model.ts';
import { bulletList, heading, paragraph, span } from '../blocks.ts';
import { styles } from '../styles.ts';
import type { Tag } from '../surface.ts';
import { type Cell, table } from '../table.ts';
import { count, counted, fieldWords } from '../words.ts';
import { cell, cellCharactersCap, clipped, type Writing } from '../writing.ts';
import { localTime } from '../zoned-time.ts';
import { quality } from './quality.ts';

/** Most rejected records of one source that the document lists. */
const rejectedPrinted = 100;

const severityWords = { info: 'Information', notice: 'Notice', warning: 'Warning' } as const;

/** The fields whose absence limits nearly every rule. */
const telling = ['actor', 'target', 'reason', 'caseNumber'] as const;

/** What was found out about the completeness and soundness of each source. */
export function* reliability(writing: Writing, parent: Tag): Generator<void> {
  const { model, flow } = writing;
  paragraph(flow, parent, [
    span(
      'These checks look at the files alone. They can show that records are missing or damaged; they cannot show that ' +
        'none are, nor that what a record says is true.',
    ),
  ]);
  for (const source of model.sources) yield* oneSource(writing, parent, source);
  if (model.quality !== null) yield* quality(writing, parent, model.quality);
}

function* oneSource(writing: Writing, parent: Tag, source: ReportSource): Generator<void> {
  const { flow, sourceLabel } = writing;
  const { record } = source;
  heading(flow, parent, 2, `${sourceLabel(record.id)}  ${record.file}`);
  if (record.integrity.length > 0) {
    yield* bulletList(
      flow,
      parent,
      record.integrity.map(({ severity, message }) => [
        span(`${severityWords[severity]}: `, styles.factStrong),
        ...clipped(message, styles.fact, cellCharactersCap, 'findings.json'),
      ]),
    );
  }
  // one line for all there was nothing to say of
  const nothing = [
    record.integrity.length === 0 ? 'No check of the file had anything to note.' : '',
    source.gaps === null ? 'Stretches without events were not looked for.' : '',
    source.gaps?.length === 0 ? 'No stretch without events stood out.' : '',
    rejectedTotal(source) === 0 ? 'No record was rejected.' : '',
  ].filter((sentence) => sentence !== '');
  if (nothing.length > 0) paragraph(flow, parent, [span(nothing.join(' '), styles.fact)]);
  yield* gaps(writing, parent, source);
  yield* rejected(writing, parent, source);
  const absent = telling.filter((field) => !(field in record.mapping));
  if (record.kind === 'events' && absent.length > 0) {
    paragraph(flow, parent, [
      span('Cannot tell: ', styles.factStrong),
      span(
        `the file has no column for ${absent.map(fieldWords).join(', ')}. What depends on it cannot be told from this file.`,
        styles.fact,
      ),
    ]);
  }
}

function* gaps({ flow, model }: Writing, parent: Tag, source: ReportSource): Generator<void> {
  if (source.gaps === null || source.gaps.length === 0) return;
  const zone = model.case.timezone;
  const time = (utc: string): Cell => {
    const local = zone === null ? null : localTime(utc, zone);
    return [
      [{ text: utc, style: styles.cellLog }],
      ...(local === null ? [] : [[{ text: local, style: styles.cellLogMuted }]]),
    ];
  };
  const named = zone === null ? '(UTC)' : `(UTC; ${zone})`;
  yield* table(
    flow,
    parent,
    [
      { header: `No event after ${named}`, width: 140 },
      { header: `until ${named}`, width: 140 },
      { header: 'What stands out', width: 200 },
    ],
    source.gaps.map(({ after, before, message }) => [time(after), time(before), cell(message)]),
  );
}

const rejectedTotal = ({ record, rejected }: ReportSource): number =>
  Math.max(record.rejectedTotal, rejected.length);

function* rejected({ flow }: Writing, parent: Tag, source: ReportSource): Generator<void> {
  const { rejected: all } = source;
  const total = rejectedTotal(source);
  if (total === 0) return;
  const shown = all.slice(0, rejectedPrinted);
  // the sentence stands on the page of what it speaks of
  flow.ensure(90);
  paragraph(
    flow,
    parent,
    [
      span(
        `${counted(total, 'record')} could not be read and ${total === 1 ? 'was' : 'were'} rejected` +
          (shown.length < total
            ? `; the first ${count(shown.length)} are listed, ${count(all.length)} stand in rejected.csv.`
            : ':'),
        styles.fact,
      ),
    ],
    { after: 3 },
  );
  yield* table(
    flow,
    parent,
    [
      { header: 'Row', width: 64, align: 'right' },
      { header: 'Byte offset', width: 84, align: 'right' },
      { header: 'Why it was rejected', width: 332 },
    ],
    shown.map(({ row, offset, reason }) => [
      cell(String(row)),
      cell(String(offset)),
      [clipped(reason, styles.cell, cellCharactersCap, 'rejected.csv')],
    ]),
  );
}
