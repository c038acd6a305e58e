import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../canonical-json.ts';
import { codeBlock, heading, paragraph, span } from '../blocks.ts';
import { styles } from '../styles.ts';
import type { Tag } from '../surface.ts';
import { type Cell, type Column, table } from '../table.ts';
import { clip, count } from '../words.ts';
import { cell, cellCharactersCap, clipped, ruleCharactersCap, type Writing } from '../writing.ts';

/** Every rule as its file has it. */
export function* rulesText({ model, flow }: Writing, parent: Tag): Generator<void> {
  if (model.rules.length === 0) paragraph(flow, parent, [span('No rule was applied.')]);
  for (const { status, yaml } of model.rules) {
    const { shown, more } = clip(yaml, ruleCharactersCap);
    heading(flow, parent, 2, status.title);
    paragraph(
      flow,
      parent,
      [
        span(`${status.file}, SHA-256 `, styles.label),
        span(createHash('sha256').update(yaml).digest('hex'), { ...styles.factLog, size: 7 }),
      ],
      { after: 4 },
    );
    yield* codeBlock(flow, parent, shown);
    if (more > 0) {
      paragraph(flow, parent, [
        span(`… (${count(more)} more characters in the folder rules)`, styles.italic),
      ]);
    }
  }
}

const logColumns: Column[] = [
  { header: 'No.', width: 32, align: 'right' },
  { header: 'When (UTC)', width: 108 },
  { header: 'Who', width: 66 },
  { header: 'What', width: 134 },
  { header: 'Hash', width: 140 },
];

/** Everything done in the case up to this report. */
export function* activityLog({ model, flow }: Writing, parent: Tag): Generator<void> {
  paragraph(flow, parent, [
    span(
      'Every action of an examiner in the case, oldest first. The hash of an entry covers the hash of the one before it, so that no ' +
        'entry can be changed, added or taken out without changing all that follow.',
    ),
  ]);
  yield* table(flow, parent, logColumns, logRows(model.activityLog));
}

function* logRows(entries: Writing['model']['activityLog']): Generator<Cell[]> {
  for (const { seq, at, actor, action, details, hash } of entries) {
    const said = Object.keys(details).length > 0 ? canonicalJson(details) : '';
    yield [
      cell(String(seq)),
      cell(at, styles.cellLog),
      cell(actor),
      [
        [{ text: action, style: styles.cellStrong }],
        ...(said === '' ? [] : [clipped(said, styles.cellLog, cellCharactersCap, 'activity-log.jsonl')]),
      ],
      [
        [{ text: hash.slice(0, 32), style: styles.cellLog }],
        [{ text: hash.slice(32), style: styles.cellLog }],
      ],
    ];
  }
}
