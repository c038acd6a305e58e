import type { FindingDecision, ReportFinding } from '../../model.ts';
import { bulletList, heading, paragraph, prose, runningList, span } from '../blocks.ts';
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
import { explanations } from './explanations.ts';
import type { SaidOfAll } from './said-of-all.ts';

/** Most actors or targets of one finding that the document lists. */
const partiesPrinted = 50;

/** Where it stands what holds for every finding. */
export const forAllPlace = 'every-finding';

/** One finding: what meets which rule, what may explain it, what was decided, and the records. */
export function* finding(
  writing: Writing,
  parent: Tag,
  reported: ReportFinding,
  place: string,
  common: SaidOfAll,
): Generator<void> {
  const { flow, model, pageOf, ruleLabel } = writing;
  const { record, decisions } = reported;
  const section = parent.child('Sect');
  heading(flow, section, 2, `${record.rank}. ${clip(record.title, 300).shown}`, { name: place, bookmark: 2 });
  if (record.stale !== undefined) {
    paragraph(flow, section, [
      span('Out of date. ', styles.strong),
      ...clipped(`${record.stale.reason}.`, styles.text, proseCharactersCap, 'findings.json'),
    ]);
  }
  const last = decisions.at(-1);
  const decided = last !== undefined || record.disposition !== null;
  const head = `; level ${record.level}; needs review; ${counted(record.eventCount, 'record')}`;
  yield* facts(flow, section, [
    [
      'Finding',
      [[span(record.id, styles.factLog), span(decided ? head : `${head}; no disposition yet`, styles.fact)]],
    ],
    ...subject(record),
    ...(decided
      ? [['Disposition', disposition(last, record.disposition, model.case.timezone)] as const]
      : []),
    ...(record.tags.length > 0 ? [['Tags', cell(record.tags.join(', '), styles.fact)] as const] : []),
  ]);

  heading(flow, section, 3, 'Grounds: what meets a rule');
  yield* bulletList(
    flow,
    section,
    record.grounds.map(({ sentence, ruleId, title, level, eventCount }) => [
      ...clipped(sentence, styles.text, proseCharactersCap, 'findings.json'),
      span(
        ` (rule ${ruleLabel(ruleId)}${title === record.title ? '' : `, “${title}”`}; ${level}; ${counted(eventCount, 'record')})`,
        styles.label,
      ),
    ]),
  );
  explanations(writing, section, record, common.explanations);
  const cannotTell = record.cannotTell.filter((sentence) => !common.cannotTell.has(sentence));
  const heldForAll = common.cannotTell.size > 0 || common.explanations.size > 0;
  if (cannotTell.length > 0 || heldForAll) {
    heading(flow, section, 3, 'What the log cannot tell', undefined, 28);
    runningList(flow, section, '', [
      ...cannotTell.map((sentence) => clipped(sentence, styles.fact, proseCharactersCap, 'findings.json')),
      ...(heldForAll
        ? [[span(`See also what holds for every finding, page ${pageOf(forAllPlace) ?? 0}.`, styles.fact)]]
        : []),
    ]);
  }
  yield* decisionHistory(writing, section, decisions);
  notes(writing, section, reported);
  yield* citedRecords(writing, section, reported);
  section.end();
}

/** Who and what a finding is about: one line for a pair. */
function subject({ actors, targets }: ReportFinding['record']): (readonly [string, Cell])[] {
  const [who, what] = [parties(actors), parties(targets)];
  if (actors.length === 1 && targets.length === 1) {
    return [['Actor, target', [[...who[0]!, span(' on ', styles.label), ...what[0]!]]]];
  }
  return [
    [actors.length === 1 ? 'Actor' : 'Actors', who],
    [targets.length === 1 ? 'Target' : 'Targets', what],
  ];
}

/** Names one after the other; what stands between them is in another face than theirs. */
function parties(names: readonly string[]): Cell {
  if (names.length === 0) return notStated(null);
  const shown = names
    .slice(0, partiesPrinted)
    .flatMap((name, index) => [
      ...(index > 0 ? [span(' · ', styles.label)] : []),
      ...clipped(name, styles.factLog, cellCharactersCap, 'findings.json'),
    ]);
  const more = names.length - Math.min(names.length, partiesPrinted);
  return [more === 0 ? shown : [...shown, span(` and ${count(more)} more in findings.json`, styles.label)]];
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
