import { type DateOptions, inferDatePlan } from '../dates/infer.ts';
import type { DateLayout } from '../dates/plan.ts';
import { withoutZoneWord } from '../dates/zone-words.ts';

/** What the samples of a column hold, as far as times go. */
export type TimeContent = 'moment' | 'date' | 'clock' | 'blank' | 'other';

/** Hours and minutes with or without more; four or six digits as message switches write them. */
const clock =
  /^(?:\d{1,2}[:.]\d\d(?:[:.]\d\d(?:[.,]\d{1,9})?)?(?:\s?[ap]\.?m\.?)?(?:\s?(?:z|utc|gmt|[+-]\d\d:?\d\d))?|\d{4}(?:\d\d)?)$/i;

/** Enough to tell times from other content; how they are written is judged later, from all samples. */
const samplesJudged = 100;

/** Times count as such even when day and month cannot be told apart yet. */
export function timeContent(samples: readonly string[], options: DateOptions): TimeContent {
  const layout = layoutOf(samples, options) ?? layoutOf(samples.map(withoutZoneWord), options);
  if (layout) return layout.kind === 'calendar' && layout.clock === 'none' ? 'date' : 'moment';
  const texts = samples.map((sample) => sample.trim()).filter((text) => text !== '');
  if (texts.length === 0) return 'blank';
  return texts.filter((text) => clock.test(text)).length * 2 >= texts.length ? 'clock' : 'other';
}

/** Whether a column holds times and nothing else, blanks apart: enough to take it for the time without its name. */
export function looksLikeMoments(samples: readonly string[]): boolean {
  const texts = samples.filter((sample) => sample.trim() !== '');
  // One text decides first: a file may have thousands of columns.
  if (texts.length * 2 < samples.length || layoutOf(texts.slice(0, 1), {}) === null) return false;
  const layout = layoutOf(texts, {});
  if (layout?.kind !== 'calendar' || layout.clock === 'none') return false;
  const inference = inferDatePlan(texts, { order: layout.order, twoDigitYearsFrom: 1970 });
  return inference.kind === 'plan' && !inference.notes.some(({ check }) => check === 'time-form');
}

function layoutOf(samples: readonly string[], options: DateOptions): DateLayout | null {
  const inference = inferDatePlan(samples.slice(0, samplesJudged), options);
  if (inference.kind === 'plan') return inference.plan.layout;
  return inference.kind === 'ambiguous' ? inference.layout : null;
}
