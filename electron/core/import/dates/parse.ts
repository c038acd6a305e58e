import { CalendarParser } from './calendar-parser.ts';
import { EpochParser, SerialParser } from './number-parser.ts';
import type { DatePlan } from './plan.ts';

/** Reads one time after another from bytes. Keeps what it read last: one object per thread. */
export interface DateParser {
  /**
   * Integer microseconds since 1970-01-01 UTC of the text in bytes[start, end), blanks around it allowed; NaN when it
   * does not fit the plan, does not exist or lies outside 1970–2099. Never throws.
   */
  parse(bytes: Uint8Array, start: number, end: number): number;
  /** timeFlags of the time read last; without meaning after NaN. */
  readonly lastFlags: number;
}

/** Throws timezone-unknown for a plan whose zone there is not. */
export function createDateParser(plan: DatePlan): DateParser {
  const { layout } = plan;
  switch (layout.kind) {
    case 'calendar':
      return new CalendarParser(layout, plan);
    case 'epoch':
      return new EpochParser(layout);
    case 'serial':
      return new SerialParser(layout, plan);
  }
}
