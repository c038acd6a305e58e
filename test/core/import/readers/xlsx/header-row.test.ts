import { describe, expect, test } from 'vitest';
import { findTable, type RowOutline } from '../../../../../electron/core/import/readers/xlsx/header-row.ts';

/** Rows from pictures: `t` a text, `n` a number or date, `.` no cell; "" is a row that is not there. */
function rows(...pictures: readonly string[]): RowOutline[] {
  return pictures.flatMap((picture, index) => {
    const columns = Array.from(picture, (_, column) => column).filter((column) => picture[column] !== '.');
    const isText = columns.map((column) => picture[column] === 't');
    return columns.length === 0 ? [] : [{ sheetRow: index + 1, columns, isText }];
  });
}

describe('findTable', () => {
  test.each([
    ['a header and records', ['tttt', 'tntt', 'tntt'], 1],
    ['all of it text', ['tttt', 'tttt', 'tttt'], 1],
    ['a title and a blank row above', ['t', '', 'tttt', 'tntt', 'tntt'], 3],
    ['a title right above', ['t', 'tttt', 'tntt', 'tntt'], 2],
    ['keys and values above', ['tt', 'tn', '', 'tttttt', 'tntttt', 'tntttt'], 4],
    ['keys and values above a narrow table', ['tt', 'tn', 'tt', '', 'ttt', 'tnt', 'tnt', 'tnt'], 5],
    ['keys and values of text above a narrow table', ['tt', '', 'ttt', 'tnt', 'tnt'], 3],
    ['a second row of header under a narrower one', ['.t..t', 'ttttt', 'tnttn', 'tnttn'], 2],
    ['names of groups above the names', ['tt.tt', 'ttttt', 'tnttn', 'tnttn'], 2],
    ['records of text that are wider than the header', ['ttt.', 'tttt', 'tttt', 'tttt'], 1],
    ['a header with a blank name', ['tt.t', 'tntt', 'tntt', 'tntt'], 1],
    ['sparse records', ['tttttttt', 't.......', 't.n.....', 't.......', 'ttn.....'], 1],
    ['a blank row under the header', ['tttt', '', 'tntt', 'tntt'], 1],
    ['years among the names', ['tnn', 'nnn', 'nnn'], 1],
  ])('%s', (_, pictures, headerRow) => {
    expect(findTable(rows(...pictures))).toEqual({ headerRow, firstRow: headerRow });
  });

  test('records without names', () => {
    expect(findTable(rows('tntt', 'tntt', 'tntt'))).toEqual({ headerRow: null, firstRow: 1 });
    // A record that lacks its number is text like a header, and is none.
    expect(findTable(rows('tntt', 't.tt', 'tntt'))).toEqual({ headerRow: null, firstRow: 1 });
  });

  test('no table', () => {
    expect(findTable(rows('t', '', 't', 't'))).toBeNull();
    expect(findTable(rows('tt'))).toBeNull();
    expect(findTable([])).toBeNull();
  });
});
