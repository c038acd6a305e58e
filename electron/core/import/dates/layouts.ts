import type { CalendarLayout, DateLayout, DateOrder, EpochUnit } from './plan.ts';

type DateForm = Pick<CalendarLayout, 'order' | 'month' | 'yearDigits' | 'separator'>;
type ClockForm = Pick<CalendarLayout, 'clock' | 'timeSeparator'>;

const clocks: readonly ClockForm[] = [
  { clock: '24-hour', timeSeparator: ':' },
  { clock: '12-hour', timeSeparator: ':' },
  { clock: '24-hour', timeSeparator: '.' },
  { clock: '12-hour', timeSeparator: '.' },
  { clock: '24-hour', timeSeparator: '' },
  { clock: 'none', timeSeparator: ':' },
];

const orders: readonly DateOrder[] = ['ymd', 'mdy', 'dmy'];
const marks = ['-', '/', '.'] as const;

const dates: readonly DateForm[] = [
  { order: 'ymd', month: 'number', yearDigits: 4, separator: '' },
  ...orders.flatMap((order) =>
    marks.flatMap((separator) => [
      { order, month: 'number', yearDigits: 4, separator } as const,
      { order, month: 'number', yearDigits: 2, separator } as const,
    ]),
  ),
  { order: 'ymd', month: 'name', yearDigits: 4, separator: '-' },
  { order: 'mdy', month: 'name', yearDigits: 4, separator: ' ' },
  { order: 'mdy', month: 'name', yearDigits: 4, separator: '-' },
  { order: 'ymd', month: 'week', yearDigits: 4, separator: '-' },
  { order: 'ymd', month: 'week', yearDigits: 4, separator: '' },
  ...(['-', '/', ' '] as const).flatMap((separator) => [
    { order: 'dmy', month: 'name', yearDigits: 4, separator } as const,
    { order: 'dmy', month: 'name', yearDigits: 2, separator } as const,
  ]),
];

const epochUnits: readonly EpochUnit[] = ['seconds', 'milliseconds', 'microseconds', 'nanoseconds'];

/** Every layout that is recognized by its look. A spreadsheet's serial days are not: any number looks like one. */
export const knownLayouts: readonly DateLayout[] = [
  ...dates.flatMap((date) => clocks.map((clock) => ({ kind: 'calendar', ...date, ...clock }) as const)),
  ...epochUnits.map((unit) => ({ kind: 'epoch', unit }) as const),
];

/** Whether nothing but order tells two layouts apart: the same text may be read by both. */
export function differInOrderOnly(a: DateLayout, b: DateLayout): boolean {
  return (
    a.kind === 'calendar' &&
    b.kind === 'calendar' &&
    a.order !== b.order &&
    a.month === 'number' &&
    b.month === 'number' &&
    a.yearDigits === b.yearDigits &&
    a.separator === b.separator &&
    a.clock === b.clock &&
    a.timeSeparator === b.timeSeparator
  );
}

/** Whether the order of a layout's parts must be known from elsewhere, as it cannot be seen in each text. */
export function needsOrder(layout: DateLayout): boolean {
  if (layout.kind !== 'calendar' || layout.month !== 'number') return false;
  return layout.yearDigits === 2 || layout.order !== 'ymd';
}

const orderWords: Record<DateOrder, string> = { mdy: 'month first', dmy: 'day first', ymd: 'year first' };

export function describeOrder(order: DateOrder): string {
  return orderWords[order];
}
