const units = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800, M: 2_629_746, y: 31_556_952 } as const;
const names = {
  s: 'second',
  m: 'minute',
  h: 'hour',
  d: 'day',
  w: 'week',
  M: 'month',
  y: 'year',
} as const;

export interface TimeSpan {
  readonly micros: number;
  /** As people say it: "7 days". */
  readonly words: string;
  /** What readers of the rule should know about it. */
  readonly remark: string | undefined;
}

/** A century: no log is longer, and sums of times stay exact. */
const maxSeconds = 100 * 366 * units.d;

/**
 * Reads 30s, 10m, 24h, 7d, 2w, and pySigma's 3M and 1y: months and years of their mean length in the Gregorian calendar
 * (30.436875 and 365.2425 days). A string says what is wrong.
 */
export function parseTimeSpan(text: string): TimeSpan | string {
  const match = /^([0-9]{1,10})([a-zA-Z])$/.exec(text);
  const form = 'a time span is a number and s, m, h, d or w: 30s, 10m, 24h, 7d, 2w';
  if (match === null || !(match[2]! in units)) return form;
  const unit = match[2] as keyof typeof units;
  const number = Number(match[1]);
  const seconds = number * units[unit];
  if (seconds === 0) return 'a time span must be longer than nothing';
  if (seconds > maxSeconds) return 'a time span can be 100 years at most';
  const words = `${number} ${names[unit]}${number === 1 ? '' : 's'}`;
  if (unit !== 'M' && unit !== 'y') return { micros: seconds * 1_000_000, words, remark: undefined };
  const days = `${seconds / units.d} days`;
  return {
    micros: seconds * 1_000_000,
    words: `${words} (${days})`,
    remark: `months and years differ in length: ${text} is taken for ${days}, as pySigma does; write the time span in days`,
  };
}
