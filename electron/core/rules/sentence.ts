import type { ProblemSink } from './problems.ts';
import { suggestion } from './problems.ts';

/**
 * What a rule's sentence can speak of. A sentence states what the log shows and nothing more; the numbers in it come
 * from the match, the inequality from the rule.
 */
export const sentencePlaceholders = {
  actor: 'the actor as the log identifies them',
  target: 'the target as the log has it',
  count: 'number of events of the match',
  distinct: 'number of distinct values the rule counted',
  values: 'the distinct values the rule counted, quoted, the first five',
  days: 'number of calendar dates in the case zone on which the events lie',
  first: 'time of the first event, in the case zone',
  last: 'time of the last event, in the case zone',
  when: 'at the time of the event, or between those of the first and the last, in the case zone',
  zone: 'the case zone and what it rests on',
  window: "the rule's time span in words",
  inequality: 'the exact inequality of the rule in words',
  reason: 'the reason of the event, quoted',
} as const;

export type SentencePlaceholder = keyof typeof sentencePlaceholders;
export type SentenceValues = Readonly<Partial<Record<SentencePlaceholder, string | number>>>;

/** {name}, or {count|event|events}: the number and the word that goes with it. */
const placeholder = /\{([^{}|]*)(?:\|([^{}|]*)\|([^{}|]*))?\}/g;
const numbers: readonly string[] = ['count', 'distinct', 'days'];

/** Puts values into a sentence. What is missing in `values` is a mistake of the caller and throws. */
export function fillSentence(template: string, values: SentenceValues): string {
  return template.replace(placeholder, (_, name: string, one?: string, many?: string) => {
    const value = values[name as SentencePlaceholder];
    if (value === undefined) throw new Error(`no value for {${name}} in the sentence "${template}"`);
    return one === undefined ? String(value) : `${value} ${value === 1 ? one : many}`;
  });
}

export function checkSentence(template: string, offset: number, problems: ProblemSink): void {
  for (const [, name = '', one] of template.matchAll(placeholder)) {
    if (!(name in sentencePlaceholders)) {
      const names = Object.keys(sentencePlaceholders);
      problems.error(offset, `a sentence has no placeholder {${name}}${suggestion(name, names)}`);
    } else if (one !== undefined && !numbers.includes(name)) {
      problems.error(offset, `{${name}|one|many} is for numbers: ${numbers.join(', ')}`);
    }
  }
  if (/[{}]/.test(template.replace(placeholder, '')))
    problems.error(offset, 'a brace in a sentence is not closed');
}
