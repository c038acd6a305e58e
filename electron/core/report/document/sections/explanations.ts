import type { FindingExplanation, FindingRecord } from '../../../../../shared/contract/records.ts';
import { heading, paragraph, runningList, span } from '../blocks.ts';
import { styles } from '../styles.ts';
import type { Tag } from '../surface.ts';
import { counted } from '../words.ts';
import { clipped, proseCharactersCap, type Writing } from '../writing.ts';

/** Kinds of explanations that are figures counted in the log itself (electron/core/findings/explain.ts). */
const countedInLog: ReadonlySet<string> = new Set([
  'base-rate',
  'case-reference',
  'further-events',
  'many-tests',
  'may-be-automatic',
  'other-actors',
  'share-of-actor',
  'share-of-target',
  'small-number',
]);

/** A reading that a rule's author offers. */
const otherReading = 'other-reading';

/** What would explain a finding, or tells how much it can bear: figures of the log first, other readings last. */
export function explanations(
  { flow }: Writing,
  parent: Tag,
  record: FindingRecord,
  /** Sentences that stand elsewhere. */
  saidBefore: ReadonlySet<string>,
): void {
  heading(flow, parent, 3, 'What would explain it');
  if (record.explanations.length === 0) {
    paragraph(flow, parent, [span('Nothing was found that would. That is no proof that there is nothing.')]);
    return;
  }
  const having = (wanted: (kind: string) => boolean) =>
    record.explanations
      .filter(({ kind, sentence }) => wanted(kind) && !saidBefore.has(sentence))
      .map((entry) => [
        ...clipped(entry.sentence, styles.fact, proseCharactersCap, 'findings.json'),
        ...bearing(entry, record),
      ]);
  const inLog = having((kind) => countedInLog.has(kind));
  const inTables = having((kind) => !countedInLog.has(kind) && kind !== otherReading);
  const readings = having((kind) => kind === otherReading);
  runningList(flow, parent, 'What the log itself shows:', inLog);
  runningList(flow, parent, 'What the tables of the agency show:', inTables);
  runningList(flow, parent, 'Other readings, which the log can neither confirm nor rule out:', readings);
}

/** To how many records it applies, where that is some of them and the sentence of a figure does not say so itself. */
function bearing({ kind, eventCount }: FindingExplanation, record: FindingRecord) {
  if (countedInLog.has(kind) || eventCount === 0 || eventCount >= record.eventCount) return [];
  return [span(` (bears on ${eventCount} of ${counted(record.eventCount, 'record')})`, styles.label)];
}
