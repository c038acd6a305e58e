import { expect, test } from 'vitest';
import { formatShows, shownAs } from '../../../../../electron/core/import/readers/xlsx/number-formats.ts';

const { number, day, dayAndTime, time, duration } = shownAs;

test.each([
  ['General', number],
  ['general', number],
  ['0', number],
  ['#,##0.00', number],
  ['0.00E+00', number],
  ['@', number],
  ['"day "0', number],
  ['\\d0', number],
  ['0_d', number],
  ['*d0', number],
  ['[Red]0', number],
  ['[$USD-409]#,##0.00', number],
  ['"yyyy-mm-dd', number],
  ['0;[Red]yyyy', number],
  ['yyyy\\-mm\\-dd\\ hh:mm:ss.0', dayAndTime],
  ['yyyy\\-mm\\-dd', day],
  ['YYYY-MM-DD', day],
  ['m/d/yyyy', day],
  ['mmm', day],
  ['mmmm" of the year"', day],
  ['[$-409]m/d/yy\\ h:mm\\ AM/PM;@', dayAndTime],
  ['[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy', day],
  ['[$-F400]h:mm:ss\\ AM/PM', time],
  ['h:mm', time],
  ['mm:ss.0', time],
  ['hh:mm:ss.000', time],
  ['h "Uhr"', time],
  ['AM/PM', time],
  ['[h]:mm:ss', duration],
  ['[HH]:mm', duration],
  ['[mm]:ss', duration],
  ['[ss].00', duration],
  ['mmm h:mm', dayAndTime],
])('%s', (code, expected) => {
  expect(formatShows(200, code)).toBe(expected);
});

test.each([
  [0, number],
  [13, number],
  [14, day],
  [17, day],
  [18, time],
  [21, time],
  [22, dayAndTime],
  [23, number],
  [27, day],
  [32, time],
  [36, day],
  [37, number],
  [44, number],
  [45, time],
  [46, duration],
  [47, time],
  [48, number],
  [49, number],
  [50, day],
  [58, day],
  [59, number],
])('built-in format %i', (id, expected) => {
  expect(formatShows(id, undefined)).toBe(expected);
});
