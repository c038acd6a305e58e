import type { QualityExample, QualityNote, QualityReport } from '../../../../../shared/contract/quality.ts';
import { bulletList, heading, paragraph, span } from '../blocks.ts';
import type { Span } from '../lines.ts';
import { styles } from '../styles.ts';
import type { Tag } from '../surface.ts';
import { table } from '../table.ts';
import { count, counted } from '../words.ts';
import { cell, clipped, type Writing } from '../writing.ts';

/** Of one part of the logs; quality.json has all. */
const notesPrinted = 20;
const examplesPrinted = 2;
const overlapsPrinted = 50;
const charactersPrinted = 1_000;

const severityWords = { info: 'Information', notice: 'Notice', warning: 'Warning' } as const;

/** What the stored records show of the soundness of the logs, before any finding is spoken of. */
export function* quality(writing: Writing, parent: Tag, report: QualityReport): Generator<void> {
  const { flow, sourceLabel } = writing;
  heading(flow, parent, 2, 'Quality of the logs', { name: 'quality', bookmark: 2 });
  paragraph(flow, parent, [
    span(
      'What follows was worked out from all stored records of each log. Every note says by which rule it was made; ' +
        'figures of every column and notes of no consequence stand in quality.json. Local dates and hours are in ' +
        `${report.zone}.`,
    ),
  ]);
  for (const { source, file, notes } of report.sources) {
    yield* notesOf(writing, parent, `${sourceLabel(source)}  ${file}`, notes);
  }
  for (const { log, sources, notes } of report.logs) {
    yield* notesOf(writing, parent, `Over time: ${log}, ${counted(sources.length, 'file')}`, notes);
  }
  yield* overlaps(writing, parent, report);
  yield* acts(writing, parent, report);
}

/** Warnings and notices; what is only information is counted. */
function* notesOf(
  writing: Writing,
  parent: Tag,
  title: string,
  notes: readonly QualityNote[],
): Generator<void> {
  const { flow } = writing;
  const telling = notes.filter(({ severity }) => severity !== 'info');
  if (telling.length === 0) return;
  heading(flow, parent, 3, title);
  const shown = telling.slice(0, notesPrinted);
  yield* bulletList(
    flow,
    parent,
    shown.map((note) => noteSpans(writing, note)),
  );
  const rest = notes.length - shown.length;
  if (rest > 0) {
    paragraph(flow, parent, [span(`${counted(rest, 'more note')} in quality.json.`, styles.fact)]);
  }
}

function noteSpans({ sourceLabel }: Writing, note: QualityNote): Span[] {
  const { severity, message, rule, cannotTell, examples } = note;
  const text = (words: string) => clipped(words, styles.fact, charactersPrinted, 'quality.json');
  const example = ({ source, row, text: words }: QualityExample) =>
    [source === '' ? '' : sourceLabel(source), row === null ? '' : `record ${count(row)}`, words]
      .filter((part) => part !== '')
      .join(' ');
  return [
    span(`${severityWords[severity]}: `, styles.factStrong),
    ...text(`${message}. `),
    span('Rule: ', styles.label),
    ...text(`${rule}. `),
    ...(cannotTell === undefined ? [] : [span('Cannot tell: ', styles.label), ...text(`${cannotTell}. `)]),
    ...(examples.length === 0
      ? []
      : [
          span('Such as: ', styles.label),
          ...text(examples.slice(0, examplesPrinted).map(example).join('; ')),
        ]),
  ];
}

function* overlaps(writing: Writing, parent: Tag, { overlaps: all }: QualityReport): Generator<void> {
  if (all.length === 0) return;
  const { flow, sourceLabel } = writing;
  heading(flow, parent, 3, 'Files whose periods overlap', undefined, 90);
  yield* table(
    flow,
    parent,
    [
      { header: 'Files', width: 60 },
      { header: 'Both from (UTC)', width: 112 },
      { header: 'until (UTC)', width: 112 },
      { header: 'Records', width: 80 },
      { header: 'also in the other', width: 80 },
      { header: 'Told by', width: 96 },
    ],
    all
      .slice(0, overlapsPrinted)
      .map((one) => [
        cell(`${sourceLabel(one.first)}, ${sourceLabel(one.second)}`),
        cell(one.from, styles.cellLog),
        cell(one.to, styles.cellLog),
        cell(`${count(one.firstRows)}, ${count(one.secondRows)}`),
        cell(
          one.matchedBy === null ? 'cannot tell' : `${count(one.firstInSecond)}, ${count(one.secondInFirst)}`,
        ),
        cell(one.matchedBy ?? 'nothing both have'),
      ]),
  );
  if (all.length > overlapsPrinted) {
    const more = counted(all.length - overlapsPrinted, 'more pair');
    paragraph(flow, parent, [span(`${more} in quality.json.`, styles.fact)]);
  }
  const notes = all.flatMap((one) => one.notes);
  yield* notesOf(writing, parent, 'Records that one file has and another lacks', notes);
}

function* acts({ flow }: Writing, parent: Tag, { acts: all }: QualityReport): Generator<void> {
  heading(flow, parent, 3, 'Records and acts');
  const { rows, acts: number, tiers } = all;
  const none = tiers.length === 0 ? ' No two records are known to tell the same act.' : '';
  paragraph(flow, parent, [
    span(
      `${counted(rows, 'stored record tells', 'stored records tell')} ${counted(number, 'act')}.${none}`,
      styles.fact,
    ),
  ]);
  if (tiers.length === 0) return;
  yield* table(
    flow,
    parent,
    [
      { header: 'Records', width: 60, align: 'right' },
      { header: 'joined to an earlier one by', width: 110 },
      { header: 'as', width: 70 },
      { header: 'because they have', width: 240 },
    ],
    tiers.map(({ rows: joined, tier, role, description }) => [
      cell(count(joined)),
      cell(tier),
      cell(role),
      cell(description),
    ]),
  );
}
