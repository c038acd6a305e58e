import { bulletList, span } from '../blocks.ts';
import { styles } from '../styles.ts';
import type { Tag } from '../surface.ts';
import { count } from '../words.ts';
import type { Writing } from '../writing.ts';

/** What the report does not and cannot say. */
export function* limits({ model, flow }: Writing, parent: Tag): Generator<void> {
  const notRun = model.rules.filter(({ status }) => status.status !== 'ran');
  const items = [
    'The results relate only to the files listed in section 3, as they were received.',
    'A log shows what a system recorded. It does not show who sat at the keyboard under an account, nor what anyone intended.',
    'A finding is a lead for review. It says that records meet the conditions of a rule; many records of proper work do too.',
    'That something is not in a finding does not say that it did not happen: it may not have been logged, not have been handed over, or not be covered by a rule.',
    'Where a cell is redacted, withheld, blank or not exported, rules that need its content cannot tell; they count nothing for or against anyone.',
    'What would explain a finding is taken from the log itself, from what the authors of the rules wrote, and from reference tables where such were imported. An innocent explanation that none of these knows goes unseen.',
    'Times are those of the log, converted by the zone and basis given for each source in section 3. Whether the clock of the logging system was right is not known from the log.',
    `The times in the activity log and in the signature are those of the examiner’s computer (time zone data IANA ${model.program.timezoneData}).`,
  ];
  if (notRun.length > 0) {
    const titles = notRun.map(({ status }) => `“${status.title}”`).join(', ');
    items.push(
      `${count(notRun.length)} of ${count(model.rules.length)} rules did not run: ${titles}. Section 5 gives the reasons.`,
    );
  }
  yield* bulletList(
    flow,
    parent,
    items.map((text) => [span(text, styles.text)]),
  );
}
