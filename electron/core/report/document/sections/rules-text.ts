import { createHash } from 'node:crypto';
import { pathsOfRules } from '../../data/payload-files.ts';
import type { ReportRule } from '../../model.ts';
import { codeBlock, heading, paragraph, span } from '../blocks.ts';
import { withoutTests } from '../rule-text.ts';
import { styles } from '../styles.ts';
import type { Tag } from '../surface.ts';
import { clip, count, counted } from '../words.ts';
import { ruleCharactersCap, type Writing } from '../writing.ts';

interface NumberedRule {
  readonly rule: ReportRule;
  /** In the package's data folder. */
  readonly path: string;
}

/** Every rule as its file has it, file after file; only the test events that rules bring along are left to the package. */
export function* rulesText(writing: Writing, parent: Tag): Generator<void> {
  const { model, flow } = writing;
  if (model.rules.length === 0) {
    paragraph(flow, parent, [span('No rule was applied.')]);
    return;
  }
  paragraph(flow, parent, [
    span(
      'The rules as they were read, file by file. A file may hold several: one that finds, and others that it rests on. Events by ' +
        'which an author tests a rule are not printed; they stand, with the rest of each rule, in the folder data/rules of the package. ' +
        'The SHA-256 is that of the rule’s whole text there.',
    ),
  ]);
  const files = new Map<string, NumberedRule[]>();
  const paths = pathsOfRules(model);
  for (const [index, rule] of model.rules.entries()) {
    const ofFile = files.get(rule.status.file) ?? [];
    ofFile.push({ rule, path: paths[index]! });
    files.set(rule.status.file, ofFile);
  }
  for (const [file, rules] of files) {
    heading(flow, parent, 2, clip(file, 300).shown, undefined, 90);
    for (const numbered of rules) yield* oneRule(writing, parent, numbered);
  }
}

function* oneRule({ flow, ruleLabel }: Writing, parent: Tag, { rule, path }: NumberedRule): Generator<void> {
  const { status, yaml } = rule;
  flow.ensure(64);
  paragraph(
    flow,
    parent,
    [
      span(`${ruleLabel(status.ruleId)}  `, styles.factStrong),
      span(`${clip(status.title, 300).shown}, SHA-256 `, styles.label),
      span(createHash('sha256').update(yaml).digest('hex'), styles.cellLog),
    ],
    { after: 3 },
  );
  const cut = withoutTests(yaml);
  if (!cut) {
    yield* limited(flow, parent, yaml, path);
    return;
  }
  yield* limited(flow, parent, cut.before, path, 2);
  const said = `… ${counted(cut.tests, 'test')} of the rule with ${counted(cut.events, 'event')}: see data/${path}`;
  paragraph(flow, parent, [span(said, { ...styles.italic, size: 8.5 })], { indent: 10, after: 8 });
  if (cut.after.trim() !== '') yield* limited(flow, parent, cut.after, path);
}

function* limited(
  flow: Writing['flow'],
  parent: Tag,
  text: string,
  path: string,
  after?: number,
): Generator<void> {
  // the mark between two documents of a file says nothing of either
  const { shown, more } = clip(text.replace(/^---\r?\n/, ''), ruleCharactersCap);
  yield* codeBlock(flow, parent, shown, more > 0 ? 2 : after);
  if (more > 0) {
    paragraph(flow, parent, [span(`… (${count(more)} more characters in data/${path})`, styles.italic)]);
  }
}
