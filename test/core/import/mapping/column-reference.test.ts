import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columnNames } from '../../../../electron/core/import/mapping/column-reference.ts';
import { columnKeys } from '../../../../electron/core/import/mapping/header-key.ts';

describe('a column is found by', () => {
  const headers = ['Time', 'Name', '', 'Name', 'NAME', '#6', 'Case #', '#9'];
  const { find } = columnNames(headers);

  test.each([
    ['Time', 0],
    [' time ', 0],
    ['TIME', 0],
    ['Name', 1],
    ['NAME', 4],
    ['name', 1],
    ['Name #4', 3],
    ['name #4', 3],
    ['Name #5', 4],
    ['#3', 2],
    ['#4', 3],
    ['#6', 5],
    ['Case Number', 6],
    ['Case #', 6],
    // A name that only looks like a position.
    ['#8', 7],
    // A column with a name of its own is not meant by its position: another file has another there.
    ['#1', -1],
    ['#9', -1],
    ['#99', -1],
    ['Time #2', -1],
    ['', -1],
    ['--', -1],
  ])('%j: %i', (reference, index) => {
    expect(find(reference)).toBe(index);
  });
});

test('what an export puts around a record is not part of a name', () => {
  expect(columnKeys(['_index', '_source.user.name', '_source.@timestamp'])).toEqual([
    'index',
    'username',
    'timestamp',
  ]);
  expect(columnKeys(['preview', 'result._time', 'result.user'])).toEqual(['preview', 'time', 'user']);
  expect(columnKeys(['resource.resourceType', 'resource.recorded'])).toEqual(['resourcetype', 'recorded']);
  // Names that are so by themselves.
  expect(columnKeys(['result.code', '_source.x', 'resource.id'])).toEqual([
    'resultcode',
    'sourcex',
    'resourceid',
  ]);
  expect(columnNames(['_index', '_source.user.name']).find('_source.user.name')).toBe(1);
});

test('every column has a reference of its own', () => {
  const name = fc.oneof(
    fc.constantFrom('', ' ', 'A', 'a', 'A #2', 'A #3', '#1', '#2', '#3', '--', '_index', '_source.A', 'B'),
    fc.string({ maxLength: 4 }),
  );
  fc.assert(
    fc.property(fc.array(name, { maxLength: 8 }), (headers) => {
      const { find, reference } = columnNames(headers);
      headers.forEach((_, index) => {
        expect(find(reference(index)), JSON.stringify(headers)).toBe(index);
      });
    }),
    { numRuns: 3000 },
  );
});
