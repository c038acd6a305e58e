import type { ReportRule } from '../../model.ts';
import { heading, paragraph, span } from '../blocks.ts';
import { styles } from '../styles.ts';
import type { Tag } from '../surface.ts';
import { type Cell, type Column, facts, table } from '../table.ts';
import { count } from '../words.ts';
import { cell, cellCharactersCap, clipped, notStated, type Writing } from '../writing.ts';

const outcomes = { ran: 'ran', 'not-applicable': 'not applicable', failed: 'failed' } as const;

/** With what and how the records were examined. */
export function* method({ model, flow }: Writing, parent: Tag): Generator<void> {
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
  if (model.rules.length === 0) {
    paragraph(flow, parent, [span('No rule was applied.')]);
    return;
  }
  heading(flow, parent, 2, 'Rules and their outcomes', undefined, 120);
  paragraph(flow, parent, [span('The full text of every rule stands in appendix A.')]);
  yield* table(flow, parent, outcomeColumns, model.rules.map(outcomeRow));
  heading(flow, parent, 2, 'Parameters as they were used', undefined, 80);
  yield* table(
    flow,
    parent,
    [
      { header: 'Rule', width: 150 },
      { header: 'What it looks for, and its parameters', width: 330 },
    ],
    model.rules.map(parameterRow),
  );
}

const outcomeColumns: Column[] = [
  { header: 'Rule', width: 155 },
  { header: 'Level', width: 56 },
  { header: 'Author, license', width: 88 },
  { header: 'Outcome', width: 86 },
  { header: 'Rows examined', width: 57, align: 'right' },
  { header: 'Hits', width: 38, align: 'right' },
];

function outcomeRow({ status, level, author, license }: ReportRule): Cell[] {
  const where =
    status.line === undefined
      ? ''
      : ` (line ${status.line}${status.column === undefined ? '' : `, column ${status.column}`})`;
  const outcome: Cell = [
    [{ text: outcomes[status.status], style: status.status === 'ran' ? styles.cell : styles.cellStrong }],
    ...(status.reason === undefined
      ? []
      : [clipped(`${status.reason}${where}`, styles.cellMuted, cellCharactersCap, 'findings.json')]),
  ];
  return [
    [[{ text: status.title, style: styles.cell }], [{ text: status.ruleId, style: styles.cellLogMuted }]],
    cell(level),
    [[{ text: author, style: styles.cell }], [{ text: license, style: styles.cellMuted }]],
    outcome,
    cell(count(status.rowsExamined)),
    cell(count(status.hits)),
  ];
}

const noParameters: Cell = [[{ text: 'no parameters', style: styles.cellState }]];

function parameterRow({ status, description, parameters }: ReportRule): Cell[] {
  return [
    cell(status.title),
    [
      ...(description.trim() === ''
        ? []
        : [clipped(description.replace(/\s+/g, ' ').trim(), styles.cell, cellCharactersCap, 'appendix A')]),
      ...(parameters.length === 0 ? noParameters : []),
      ...parameters.map(({ name, value }) => [
        { text: `${name} = `, style: styles.cellMuted },
        ...clipped(value, styles.cellLog, cellCharactersCap, 'appendix A'),
      ]),
    ],
  ];
}
