import { bulletList, heading, paragraph, span } from '../blocks.ts';
import { styles } from '../styles.ts';
import type { Tag } from '../surface.ts';
import { table } from '../table.ts';
import { dispositionWord } from '../words.ts';
import { cell, clipped, proseCharactersCap, type Writing } from '../writing.ts';
import { finding, forAllPlace } from './finding.ts';
import { saidOfAll } from './said-of-all.ts';

/** All findings by rank, and which ones the report leaves out. */
export function* findings(writing: Writing, parent: Tag): Generator<void> {
  const { model, flow } = writing;
  paragraph(flow, parent, [
    span('Findings stand in order of rank. Text of the log is set in the log’s own typeface '),
    span('like this', { ...styles.factLog, size: 8.4 }),
    span(
      ' and reads as it was logged. A character that cannot be shown, or that would change how its neighbours read, stands as its ' +
        'code, such as ',
    ),
    span('\u202e', { ...styles.factLog, size: 8.4 }),
    span('. What the report says of a cell is in brackets and italics: '),
    span('[empty]', styles.italic),
    span(' is a blank cell, '),
    span('[redacted]', styles.italic),
    span(' and '),
    span('[partly masked]', styles.italic),
    span(' one whose content was hidden before the log was handed over, '),
    span('[withheld]', styles.italic),
    span(' one in whose place an exemption is cited, '),
    span('[placeholder]', styles.italic),
    span(' one that was filled but says nothing, '),
    span('[not exported]', styles.italic),
    span(' a field that the file has no column for.'),
  ]);
  if (model.findings.length === 0) paragraph(flow, parent, [span('There is no finding to report.')]);
  const common = saidOfAll(model.findings);
  const sentences = [...common.explanations, ...common.cannotTell];
  if (sentences.length > 0) {
    heading(flow, parent, 2, 'What holds for every finding', { name: forAllPlace, bookmark: 2 });
    yield* bulletList(
      flow,
      parent,
      sentences.map((sentence) => clipped(sentence, styles.text, proseCharactersCap, 'findings.json')),
    );
  }
  for (const [index, reported] of model.findings.entries()) {
    yield* finding(writing, parent, reported, `finding-${index + 1}`, common);
  }
  if (model.findingsLeftOut.length === 0) return;
  heading(flow, parent, 2, 'Findings left out of this report');
  yield* table(
    flow,
    parent,
    [
      { header: 'Finding', width: 260 },
      { header: 'Level', width: 90 },
      { header: 'Disposition', width: 130 },
    ],
    model.findingsLeftOut.map(({ id, level, disposition }) => [
      cell(id, styles.cellLog),
      cell(level),
      cell(dispositionWord(disposition)),
    ]),
  );
}
