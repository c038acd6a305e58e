import { dispositions } from '../../../../../shared/vocabulary/dispositions.ts';
import { levels } from '../../../../../shared/vocabulary/levels.ts';
import type { ReportModel } from '../../model.ts';
import { heading, paragraph, span } from '../blocks.ts';
import { styles } from '../styles.ts';
import type { Tag } from '../surface.ts';
import { type Cell, type Column, table } from '../table.ts';
import { count, counted, dispositionWords } from '../words.ts';
import { cell, type Writing } from '../writing.ts';
import { timeWithZone } from '../zoned-time.ts';
import { findingList } from './finding-list.ts';

/** What was examined, what came of it, and what a finding is. */
export function* summary(writing: Writing, parent: Tag): Generator<void> {
  const { model, flow } = writing;
  const { findings, findingsLeftOut } = model;
  paragraph(flow, parent, [span(examined(model))]);
  paragraph(flow, parent, [span(rulesRun(model))]);
  paragraph(flow, parent, [
    span(`${counted(findings.length, 'finding is', 'findings are')} reported. `),
    span('Findings are leads for review, not conclusions. ', styles.strong),
    span(
      'The disposition of each is the examiner’s decision, and its reason stands with the finding in section 6.',
    ),
  ]);
  const stale = findings.filter(({ record }) => record.stale !== undefined).length;
  if (stale > 0) {
    paragraph(flow, parent, [
      span(`${counted(stale, 'finding is', 'findings are')} out of date: `, styles.strong),
      span(
        'records cited there were withdrawn with their source after the rules were run, and the rules were not run again. Each says so.',
      ),
    ]);
  }
  if (findingsLeftOut.length > 0) {
    paragraph(flow, parent, [
      span(
        `${counted(findingsLeftOut.length, 'further finding', 'further findings')} of the case ${findingsLeftOut.length === 1 ? 'was' : 'were'} left out of this report when it was made; ` +
          'section 6 ends with the list.',
      ),
    ]);
  }
  if (findings.length === 0) return;
  heading(flow, parent, 2, 'Findings by level and disposition', undefined, 110);
  yield* table(flow, parent, crossColumns, crossRows(model));
  heading(flow, parent, 2, 'All findings', undefined, 80);
  yield* findingList(writing, parent);
}

function examined({ sources, case: { timezone } }: ReportModel): string {
  const sum = (of: (record: ReportModel['sources'][number]['record']) => number) =>
    sources.reduce((total, { record }) => total + of(record), 0);
  const times = sources
    .flatMap(({ record }) => [record.firstEventAt, record.lastEventAt])
    .filter((at) => at !== null)
    .sort();
  const span =
    times.length > 0
      ? ` The first event is at ${timeWithZone(times[0]!, timezone)}; the last is at ${timeWithZone(times.at(-1)!, timezone)}.`
      : '';
  return (
    `${counted(sources.length, 'source file was', 'source files were')} examined. ` +
    `${counted(
      sum((record) => record.rowsRead),
      'record was',
      'records were',
    )} read: ` +
    `${count(sum((record) => record.rowsImported))} imported, ${count(sum((record) => record.rowsRejected))} rejected because they could not be read, ` +
    `${count(sum((record) => record.rowsDuplicate))} left aside as duplicates.${span}`
  );
}

function rulesRun({ rules }: ReportModel): string {
  const having = (status: string) => rules.filter((rule) => rule.status.status === status).length;
  return (
    `${counted(rules.length, 'rule was', 'rules were')} to be applied: ${count(having('ran'))} ran, ` +
    `${count(having('not-applicable'))} could not be applied to these sources, ${count(having('failed'))} failed. ` +
    'Section 5 gives the outcome of each; a rule that did not run says nothing about the records.'
  );
}

const dispositionColumns = [...dispositions, 'none'] as const;

const crossWidths: Readonly<Record<(typeof dispositionColumns)[number], number>> = {
  substantiated: 68,
  unsubstantiated: 78,
  explained: 54,
  'needs-information': 62,
  referred: 50,
  none: 84,
};

const crossColumns: Column[] = [
  { header: 'Level', width: 56 },
  ...dispositionColumns.map(
    (disposition): Column => ({
      header: dispositionWords[disposition],
      width: crossWidths[disposition],
      align: 'right',
    }),
  ),
  { header: 'all', width: 36, align: 'right' },
];

function* crossRows({ findings }: ReportModel): Generator<Cell[]> {
  for (const level of [...levels].reverse()) {
    const ofLevel = findings.filter(({ record }) => record.level === level);
    if (ofLevel.length === 0) continue;
    yield crossRow(level, ofLevel);
  }
  yield crossRow('all', findings);
}

function crossRow(label: string, findings: ReportModel['findings']): Cell[] {
  const having = dispositionColumns.map(
    (disposition) => findings.filter(({ record }) => (record.disposition ?? 'none') === disposition).length,
  );
  const style = label === 'all' ? styles.cellStrong : styles.cell;
  return [
    cell(label, style),
    ...having.map((number) => cell(number === 0 ? '–' : count(number), style)),
    cell(count(findings.length), styles.cellStrong),
  ];
}
