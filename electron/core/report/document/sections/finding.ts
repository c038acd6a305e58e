import type { FindingDecision, ReportFinding } from '../../model.ts';
import { bulletList, heading, paragraph, prose, span } from '../blocks.ts';
import { styles } from '../styles.ts';
import type { Tag } from '../surface.ts';
import { type Cell, facts, table } from '../table.ts';
import { clip, count, counted, dispositionWord } from '../words.ts';
import {
  cell,
  cellCharactersCap,
  clipped,
  notStated,
  proseCell,
  proseCharactersCap,
  type Writing,
} from '../writing.ts';
import { timeWithZone } from '../zoned-time.ts';
import { citedRecords } from './cited-records.ts';

/** Most actors or targets of one finding that the document lists. */
const partiesPrinted = 50;

/** One finding: what meets which rule, what may explain it, what was decided, and the records. */
export function* finding(
  writing: Writing,
  parent: Tag,
  reported: ReportFinding,
  place: string,
): Generator<void> {
  const { flow, model } = writing;
  const { record, decisions } = reported;
  const section = parent.child('Sect');
  heading(flow, section, 2, `${record.rank}. ${clip(record.title, 300).shown}`, { name: place, bookmark: 2 });
  yield* facts(flow, section, [
    ['Finding', cell(record.id, styles.factLog)],
    ['Level', cell(`${record.level}; needs review`, styles.fact)],
    [record.actors.length === 1 ? 'Actor' : 'Actors', parties(record.actors)],
    [record.targets.length === 1 ? 'Target' : 'Targets', parties(record.targets)],
    ['Records', cell(count(record.eventCount), styles.fact)],
    ['Disposition', disposition(decisions.at(-1), record.disposition, model.case.timezone)],
    ...(record.tags.length > 0 ? [['Tags', cell(record.tags.join(', '), styles.fact)] as const] : []),
  ]);

  heading(flow, section, 3, 'Grounds: what meets a rule');
  yield* bulletList(
    flow,
    section,
    record.grounds.map(({ sentence, ruleId, title, author, level, eventCount }) => [
      ...clipped(sentence, styles.text, proseCharactersCap, 'findings.json'),
      span(
        ` (rule “${title}”, ${ruleId}, by ${author}; ${level}; ${counted(eventCount, 'record')})`,
        styles.label,
      ),
    ]),
  );
  heading(flow, section, 3, 'Explanations: what the tables of the agency offer');
  if (record.explanations.length > 0) {
    yield* bulletList(
      flow,
      section,
      record.explanations.map(({ kind, sentence, eventCount }) => [
        ...clipped(sentence, styles.text, proseCharactersCap, 'findings.json'),
        span(` (${kind}; ${counted(eventCount, 'record')})`, styles.label),
      ]),
    );
  } else {
    paragraph(flow, section, [
      span('None was found in the tables that were imported. That is no proof that there is none.'),
    ]);
  }
  if (record.cannotTell.length > 0) {
    heading(flow, section, 3, 'What the log cannot tell');
    yield* bulletList(
      flow,
      section,
      record.cannotTell.map((sentence) =>
        clipped(sentence, styles.text, proseCharactersCap, 'findings.json'),
      ),
    );
  }
  yield* decisionHistory(writing, section, decisions);
  notes(writing, section, reported);
  yield* citedRecords(writing, section, reported);
  section.end();
}

function parties(names: readonly string[]): Cell {
  if (names.length === 0) return notStated(null);
  const shown = names
    .slice(0, partiesPrinted)
    .map((name) => clipped(name, styles.factLog, cellCharactersCap, 'findings.json'));
  const more = names.length - shown.length;
  if (more === 0) return shown;
  return [...shown, [span(`and ${count(more)} more in findings.json`, styles.label)]];
}

function disposition(
  last: FindingDecision | undefined,
  current: FindingDecision['disposition'] | null,
  zone: string | null,
): Cell {
  const word = cell(dispositionWord(current), styles.factStrong);
  if (!last) return word;
  return [
    ...word,
    ...proseCell(last.reason),
    [span(`${last.examiner}, ${timeWithZone(last.at, zone)}`, styles.label)],
  ];
}

function* decisionHistory(
  { flow, model }: Writing,
  parent: Tag,
  decisions: readonly FindingDecision[],
): Generator<void> {
  // a single decision stands in full at the head of the finding
  if (decisions.length < 2) return;
  heading(flow, parent, 3, 'Every disposition given, oldest first');
  yield* table(
    flow,
    parent,
    [
      { header: 'When', width: 142 },
      { header: 'Examiner', width: 90 },
      { header: 'Disposition', width: 82 },
      { header: 'Reason', width: 166 },
    ],
    decisions.map(({ at, examiner, disposition: given, reason }) => [
      cell(timeWithZone(at, model.case.timezone)),
      cell(examiner),
      cell(dispositionWord(given)),
      proseCell(reason, styles.cell),
    ]),
  );
}

function notes({ flow, model }: Writing, parent: Tag, { record }: ReportFinding): void {
  const forReport = record.notes.filter(({ internal }) => !internal);
  if (forReport.length === 0) return;
  heading(flow, parent, 3, 'Notes of the examiner');
  for (const { at, examiner, text } of forReport) {
    const { shown, more } = clip(text, proseCharactersCap);
    prose(flow, parent, shown, styles.text, { indent: 14, after: 2 });
    const rest = more > 0 ? ` … ${count(more)} more characters in findings.json` : '';
    paragraph(
      flow,
      parent,
      [span(`${examiner}, ${timeWithZone(at, model.case.timezone)}${rest}`, styles.label)],
      { indent: 14 },
    );
  }
}
