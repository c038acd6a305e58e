import type { ReportSource } from '../../model.ts';
import { bulletList, heading, paragraph, span } from '../blocks.ts';
import { styles } from '../styles.ts';
import type { Tag } from '../surface.ts';
import { type Cell, table } from '../table.ts';
import { count, counted } from '../words.ts';
import { cell, cellCharactersCap, clipped, type Writing } from '../writing.ts';
import { localTime } from '../zoned-time.ts';

/** Most rejected records of one source that the document lists. */
const rejectedPrinted = 100;

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
}

function* oneSource(writing: Writing, parent: Tag, source: ReportSource): Generator<void> {
  const { flow, sourceLabel } = writing;
  const { record } = source;
  heading(flow, parent, 2, `${sourceLabel(record.id)}  ${record.file}`);
  if (record.integrity.length > 0) {
    yield* bulletList(
      flow,
      parent,
      record.integrity.map(({ check, severity, message }) => [
        span(`${severity}, ${check}: `, styles.factStrong),
        ...clipped(message, styles.fact, cellCharactersCap, 'findings.json'),
      ]),
    );
  } else {
    paragraph(flow, parent, [span('No check of the file had anything to note.', styles.fact)]);
  }
  yield* gaps(writing, parent, source);
  yield* rejected(writing, parent, source);
  const absent = telling.filter((field) => !(field in record.mapping));
  if (record.kind === 'events' && absent.length > 0) {
    paragraph(flow, parent, [
      span('Cannot tell: ', styles.factStrong),
      span(
        `the file has no column for ${absent.join(', ')}. What depends on it cannot be told from this file.`,
        styles.fact,
      ),
    ]);
  }
}

function* gaps({ flow, model }: Writing, parent: Tag, source: ReportSource): Generator<void> {
  if (source.gaps === null) {
    paragraph(flow, parent, [span('Stretches without events were not looked for.', styles.fact)]);
    return;
  }
  if (source.gaps.length === 0) {
    paragraph(flow, parent, [span('No stretch without events stood out.', styles.fact)]);
    return;
  }
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

function* rejected({ flow }: Writing, parent: Tag, { record, rejected: all }: ReportSource): Generator<void> {
  const total = Math.max(record.rejectedTotal, all.length);
  if (total === 0) {
    paragraph(flow, parent, [span('No record was rejected.', styles.fact)]);
    return;
  }
  const shown = all.slice(0, rejectedPrinted);
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
