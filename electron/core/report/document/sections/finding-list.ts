import type { FindingRecord } from '../../../../../shared/contract/records.ts';
import { span } from '../blocks.ts';
import { cutToWidth, textWidth } from '../fit.ts';
import type { Span } from '../lines.ts';
import { bodyWidth } from '../page.ts';
import { styles } from '../styles.ts';
import type { Tag } from '../surface.ts';
import { type Cell, type Column, padding, table } from '../table.ts';
import { count, dispositionWord } from '../words.ts';
import { cell, type Writing } from '../writing.ts';

const others: readonly Column[] = [
  { header: 'Level, finding', width: 76 },
  { header: 'Records', width: 46, align: 'right' },
  { header: 'Disposition', width: 84 },
  { header: 'Page', width: 34, align: 'right' },
];
const rank: Column = { header: 'Rank', width: 34, align: 'right' };
const named: Column = {
  header: 'Actor and target as logged; title',
  width: bodyWidth - rank.width - others.reduce((sum, { width }) => sum + width, 0),
};

/** All findings, two lines each: enough to tell one from another and to find it. */
export function* findingList({ model, flow, pageOf }: Writing, parent: Tag): Generator<void> {
  yield* table(flow, parent, [rank, named, ...others], rows(model.findings, pageOf));
}

function* rows(findings: Writing['model']['findings'], pageOf: Writing['pageOf']): Generator<Cell[]> {
  for (const [index, { record }] of findings.entries()) {
    const width = named.width - 2 * padding.x - 2;
    yield [
      cell(String(record.rank)),
      [
        whoAndWhat(record, width),
        [span(cutToWidth(record.title, styles.cellMuted, width), styles.cellMuted)],
      ],
      [[span(record.level, styles.cell)], [span(record.id, styles.cellLogMuted)]],
      cell(count(record.eventCount)),
      [
        ...cell(dispositionWord(record.disposition)),
        ...(record.stale === undefined ? [] : cell('out of date', styles.cellStrong)),
      ],
      cell(String(pageOf(`finding-${index + 1}`) ?? 0)),
    ];
  }
}

/** Actor and target of a finding on one line. Where there are many of one, the first stands for them. */
function whoAndWhat({ actors, targets }: FindingRecord, width: number): Span[] {
  const between = actors.length > 0 && targets.length > 0 ? ' on ' : '';
  const words = [between, more(actors), more(targets)];
  const room = width - words.reduce((sum, word) => sum + textWidth(word, styles.cellMuted), 0);
  const [actor = '', target = ''] = [actors[0], targets[0]];
  // a short name leaves its room to a long one
  const half = room / 2;
  const targetWidth = target === '' ? 0 : widthUpTo(target, half);
  const shownActor = cutToWidth(actor, styles.cellParty, actor === '' ? 0 : room - targetWidth);
  const shownTarget = cutToWidth(target, styles.cellParty, room - widthUpTo(shownActor, room));
  return [
    span(shownActor, styles.cellParty),
    span(more(actors) + between, styles.cellMuted),
    span(shownTarget, styles.cellParty),
    span(more(targets), styles.cellMuted),
  ];
}

const more = (names: readonly string[]): string =>
  names.length > 1 ? ` and ${count(names.length - 1)} more` : '';

const widthUpTo = (text: string, most: number): number =>
  textWidth(cutToWidth(text, styles.cellParty, most), styles.cellParty);
