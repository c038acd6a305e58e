import { expect, test } from 'vitest';
import { columnName, headerKey } from '../../../../electron/core/import/mapping/header-key.ts';

test.each([
  ['Case #', 'casenumber'],
  ['caseNumber', 'casenumber'],
  ['CASE_NUMBER', 'casenumber'],
  ['  User ID ', 'userid'],
  ['\ufeffid', 'id'],
  ['@timestamp', 'timestamp'],
  ['_time', 'time'],
  ['Ｎａｍｅ', 'name'],
  ['Zeit der Änderung', 'zeitderanderung'],
  [' -- ', ''],
])('%j is compared as %j', (header, key) => {
  expect(headerKey(header)).toBe(key);
});

test('a column without a name is called by its position', () => {
  expect(columnName(' \t', 2)).toBe('#3');
  expect(columnName(' Name ', 2)).toBe('Name');
});
