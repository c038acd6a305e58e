import { expect, test } from 'vitest';
import { choicesOf } from '../../electron/cli/import-choices.ts';

const none = {
  encoding: undefined,
  delimiter: undefined,
  quote: undefined,
  'header-line': undefined,
  'unnamed-column': undefined,
  'name-without-column': undefined,
  sheet: [],
  field: [],
  'date-order': undefined,
  'epoch-unit': undefined,
  'serial-from': undefined,
};

test('flags become choices; without one there are none', () => {
  expect(choicesOf(none)).toBeUndefined();
  expect(
    choicesOf({
      ...none,
      delimiter: '\\t',
      quote: 'none',
      'header-line': 'none',
      'unnamed-column': 3,
      sheet: ['Log'],
      field: ['a=b=actor', 'Notes='],
      'serial-from': 1904,
    }),
  ).toEqual({
    delimiter: '\t',
    quote: null,
    headerLine: null,
    unnamedColumn: 3,
    sheets: ['Log'],
    fields: { 'a=b': 'actor', Notes: null },
    serialEpochYear: 1904,
  });
});

test.each([
  [{ 'header-line': '0' }, '--header-line'],
  [{ field: ['actor'] }, '--field'],
  [{ 'serial-from': 1970 }, '--serial-from'],
])('%o is wrong usage', (given, flag) => {
  expect(() => choicesOf({ ...none, ...given })).toThrow(
    expect.objectContaining({ code: 'usage', message: expect.stringContaining(flag) }),
  );
});
