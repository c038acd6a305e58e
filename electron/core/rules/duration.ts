const units = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 } as const;
const names = { s: 'second', m: 'minute', h: 'hour', d: 'day', w: 'week' } as const;

export interface TimeSpan {
  readonly micros: number;
  /** As people say it: "7 days". */
  readonly words: string;
}

/** A century: no log is longer, and sums of times stay exact. */
const maxSeconds = 100 * 366 * units.d;

/** Reads 30s, 10m, 24h, 7d, 2w. A string says what is wrong. */
export function parseTimeSpan(text: string): TimeSpan | string {
  const match = /^([0-9]{1,10})([a-zA-Z])$/.exec(text);
  const form = 'a time span is a number and s, m, h, d or w: 30s, 10m, 24h, 7d, 2w';
  if (match === null) return form;
  const unit = match[2] as keyof typeof units;
  if (unit === ('M' as string) || unit === ('y' as string)) {
    return 'months and years differ in length; write the time span in days';
  }
  if (!(unit in units)) return form;
  const number = Number(match[1]);
  const seconds = number * units[unit];
  if (seconds === 0) return 'a time span must be longer than nothing';
  if (seconds > maxSeconds) return 'a time span can be 100 years at most';
  return { micros: seconds * 1_000_000, words: `${number} ${names[unit]}${number === 1 ? '' : 's'}` };
}
