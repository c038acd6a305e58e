import type { ReportRule } from '../../model.ts';
import { heading, paragraph, span } from '../blocks.ts';
import type { Span } from '../lines.ts';
import { styles } from '../styles.ts';
import type { Tag } from '../surface.ts';
import { type Cell, type Column, facts, table } from '../table.ts';
import { count } from '../words.ts';
import { cell, cellCharactersCap, clipped, notStated, proseCharactersCap, type Writing } from '../writing.ts';

const outcomes = { ran: 'ran', 'not-applicable': 'not applicable', failed: 'failed' } as const;

/** With what and how the records were examined. */
export function* method({ model, flow, ruleLabel }: Writing, parent: Tag): Generator<void> {
  const { program } = model;
  paragraph(flow, parent, [
    span(
      'Each file was copied, hashed and read record by record. Records that could be read became events; each event keeps ' +
        'its place in the file. Rules, which are stated conditions and no statistics or learned models, were applied to all ' +
        'events. Records that met a rule were grouped by who acted and on whom; each group is a finding. The same files ' +
        'and rules give the same findings.',
    ),
  ]);
  yield* facts(flow, parent, [
    ['Program', cell(`${program.name} ${program.version}`, styles.fact)],
    ['Build', notStated(program.build)],
    ['Operating system', notStated(program.operatingSystem)],
    ['Time zone data', cell(`IANA ${program.timezoneData}`, styles.fact)],
  ]);
  if (model.sourcesChanged !== null) {
    paragraph(flow, parent, [
      span('The rules were not run on the sources as they are now. ', styles.strong),
      ...clipped(`${model.sourcesChanged.sentence}.`, styles.text, proseCharactersCap, 'findings.json'),
    ]);
  }
  if (model.rules.length === 0) {
    paragraph(flow, parent, [span('No rule was applied.')]);
    return;
  }
  heading(flow, parent, 2, 'Rules and their outcomes', undefined, 120);
  paragraph(flow, parent, [
    span(
      'Rows are the records that a rule was asked of, hits the records or groups of records that met it. The text of every rule ' +
        'stands in appendix A.',
    ),
  ]);
  yield* table(
    flow,
    parent,
    outcomeColumns,
    model.rules.map((rule) => outcomeRow(rule, ruleLabel(rule.status.ruleId))),
  );
  heading(flow, parent, 2, 'Parameters as they were used', undefined, 80);
  yield* table(
    flow,
    parent,
    [
      { header: 'No.', width: 28 },
      { header: 'Rule', width: 130 },
      { header: 'What it looks for, and its parameters', width: 346 },
    ],
    model.rules.map((rule) => parameterRow(rule, ruleLabel(rule.status.ruleId))),
  );
}

const outcomeColumns: Column[] = [
  { header: 'No.', width: 28 },
  { header: 'Rule', width: 196 },
  { header: 'Level', width: 68 },
  { header: 'Author, license', width: 66 },
  { header: 'Outcome', width: 62 },
  { header: 'Rows', width: 46, align: 'right' },
  { header: 'Hits', width: 38, align: 'right' },
];

function outcomeRow({ status, level, author, license }: ReportRule, label: string): Cell[] {
  const where =
    status.line === undefined
      ? ''
      : ` (line ${status.line}${status.column === undefined ? '' : `, column ${status.column}`})`;
  const rule: Cell = [
    [{ text: status.title, style: styles.cell }],
    ...(status.reason === undefined
      ? []
      : [clipped(`${status.reason}${where}`, styles.cellMuted, cellCharactersCap, 'findings.json')]),
    [{ text: status.ruleId, style: styles.cellLogMuted }],
  ];
  const style = status.status === 'ran' ? styles.cell : styles.cellStrong;
  return [
    cell(label),
    rule,
    cell(level),
    [[{ text: author, style: styles.cell }], [{ text: license, style: styles.cellMuted }]],
    cell(outcomes[status.status], style),
    cell(count(status.rowsExamined)),
    cell(count(status.hits)),
  ];
}

function parameterRow({ status, description, parameters }: ReportRule, label: string): Cell[] {
  const values = parameters.flatMap(({ name, value }, index): Span[] => [
    { text: `${index > 0 ? '; ' : ''}${name} = `, style: styles.cellMuted },
    ...clipped(value, styles.cellLog, cellCharactersCap, 'appendix A'),
  ]);
  const text = description.replace(/\s+/g, ' ').trim();
  return [
    cell(label),
    cell(status.title),
    [
      ...(text === '' ? [] : [clipped(text, styles.cell, cellCharactersCap, 'appendix A')]),
      values.length === 0 ? [{ text: 'no parameters', style: styles.cellState }] : values,
    ],
  ];
}
