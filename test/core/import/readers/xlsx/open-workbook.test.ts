import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { describe, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { openWorkbook } from '../../../../../electron/core/import/readers/xlsx/open-workbook.ts';
import { partsOf, readAll, relationships, row, workFolder, writeWorkbook } from './workbooks.ts';

const folder = workFolder();
let files = 0;
const fresh = () => join(folder, `${files++}.xlsx`);
const table = row(1, 'id', 'when') + row(2, 'a', 'b') + row(3, 'c', 'd');

describe('openWorkbook', () => {
  test('tells sheets apart, in the order of the workbook', async () => {
    const path = await writeWorkbook(fresh(), {
      sheets: [
        { name: 'Cover', rows: row(1, 'Agency') + row(3, 'Made for the request of June') },
        {
          name: 'Facts',
          rows: `${row(1, 'Agency', 'Eugene')}${row(2, 'Zone', 'UTC')}<row r="3"><c r="A3" t="inlineStr"><is><t>Records</t></is></c><c r="B3"><v>2</v></c></row>`,
        },
        { name: 'Log &amp; more', rows: table },
        { name: 'Pivot', rows: table, related: [['pivotTable', '../pivotTables/p1.xml']] },
        { name: 'Chart', rows: '<?xml version="1.0"?><chartsheet/>', type: 'chartsheet' },
        { name: 'Drawn', rows: '', related: [['drawing', '../drawings/d1.xml']] },
        { name: 'Empty', rows: '<row r="1"><c r="A1" s="1"/></row>', state: 'hidden' },
        { name: 'Secret', rows: table, state: 'veryHidden' },
      ],
      parts: { 'xl/drawings/d1.xml': '<d/>', 'xl/pivotTables/p1.xml': '<p/>' },
    });
    const { sheets, notes, fileBytes } = await openWorkbook(path, 'log.xlsx');
    expect(sheets.map(({ name, kind, state, headerRow }) => [name, kind, state, headerRow])).toEqual([
      ['Cover', 'cover', 'visible', null],
      ['Facts', 'cover', 'visible', null],
      ['Log & more', 'table', 'visible', 1],
      ['Pivot', 'pivot', 'visible', 1],
      ['Chart', 'chart', 'visible', null],
      ['Drawn', 'chart', 'visible', null],
      ['Empty', 'empty', 'hidden', null],
      ['Secret', 'table', 'veryHidden', 1],
    ]);
    for (const { why } of sheets) expect(why).toMatch(/^[A-Z].*\.$/);
    expect(sheets[2]).toMatchObject({ part: 'xl/worksheets/sheet3.xml', sizeBytes: expect.any(Number) });
    expect(notes).toEqual([
      { check: 'hidden-sheets', severity: 'notice', message: 'the workbook hides sheets: "Empty", "Secret"' },
    ]);
    expect(fileBytes).toBeGreaterThan(1000);
  });

  test('accounts for every part, and notes what may say more than the rows', async () => {
    const path = await writeWorkbook(fresh(), {
      sheets: [
        {
          name: 'Log',
          rows: table,
          related: [
            ['comments', '../comments1.xml'],
            ['hyperlink', 'https://example.invalid/'],
          ],
        },
      ],
      texts: '<si><t>a</t></si>',
      styles: '<cellXfs/>',
      workbookPr: '<workbookPr date1904="true"/>',
      parts: {
        'xl/comments1.xml': '<comments/>',
        'xl/vbaProject.bin': 'x',
        'xl/media/image1.png': 'x',
        'xl/worksheets/sheet9.xml': '<worksheet/>',
        'docProps/core.xml': '<x/>',
        'odd.dat': 'x',
      },
    });
    const { parts, notes } = await openWorkbook(path, 'log.xlsx');
    const what = Object.fromEntries(parts.map((part) => [part.name, [part.what, part.isRead]]));
    expect(what).toMatchObject({
      'xl/workbook.xml': ['the list of sheets', true],
      'xl/worksheets/sheet1.xml': ['sheet "Log"', true],
      'xl/sharedStrings.xml': ['texts of cells', true],
      'xl/styles.xml': ['formats of numbers and dates', true],
      'xl/comments1.xml': ['comments on cells of sheet "Log"', false],
      'xl/vbaProject.bin': ['macros', false],
      'xl/media/image1.png': ['an image', false],
      'xl/worksheets/sheet9.xml': ['a sheet that the workbook does not list', false],
      'docProps/core.xml': ['properties: who wrote it, when, with what', false],
      'odd.dat': ['not known', false],
    });
    expect(parts).toHaveLength(14);
    expect(notes.map(({ check, severity }) => [check, severity])).toEqual([
      ['workbook-parts', 'notice'],
      ['workbook-parts', 'notice'],
      ['workbook-parts', 'warning'],
      ['date-system', 'info'],
    ]);
  });

  test("a sheet's own table says where its header is", async () => {
    const rows =
      row(1, 'a', 'b', 'c') + row(2, 'd', 'e', 'f') + row(3, 'id', 'when', 'who') + row(4, '1', '2', '3');
    const spec = (ref: string, related: [string, string][]) => ({
      sheets: [{ name: 'Log', rows, related }],
      parts: { 'xl/tables/t.xml': `<table ref="${ref}"/>`, 'xl/tables/u.xml': '<table ref="A1:B2"/>' },
    });
    const one: [string, string][] = [['table', '../tables/t.xml']];
    const headerOf = async (ref: string, related = one) =>
      (await openWorkbook(await writeWorkbook(fresh(), spec(ref, related)), 'log.xlsx')).sheets[0]!.headerRow;
    expect(await headerOf('A3:C4')).toBe(3);
    expect(await headerOf('A99:C100')).toBe(1);
    expect(await headerOf('A3:C4', [...one, ['table', '../tables/u.xml']])).toBe(1);
  });

  test('tells columns of formulas from the first rows', async () => {
    const rows = [2, 3, 4].map(
      (n) => `<row r="${n}"><c r="A${n}"><v>1</v></c><c r="C${n}"><f>A${n}*2</f><v>2</v></c></row>`,
    );
    const path = await writeWorkbook(fresh(), {
      sheets: [{ name: 'Log', rows: row(1, 'a', 'b', 'c') + rows.join('') }],
    });
    const { sheets } = await openWorkbook(path, 'log.xlsx');
    expect(sheets[0]!.derivedColumns).toEqual([{ column: 'C', formula: 'A2*2' }]);
  });

  test('parts may be anywhere, with other case and blanks in their names', async () => {
    const sheet = `<?xml version="1.0"?><worksheet><sheetData>${table}</sheetData></worksheet>`;
    const path = await writeWorkbook(fresh(), {
      sheets: [{ name: 'Log', rows: '' }],
      parts: {
        'xl/_rels/workbook.xml.rels': relationships([['worksheet', '../Other%20Place/LOG.xml']]),
        'other place/log.xml': sheet,
      },
    });
    expect((await openWorkbook(path, 'log.xlsx')).sheets[0]).toMatchObject({
      kind: 'table',
      part: 'other place/log.xml',
    });
  });

  test('a zip of the large kind, with sizes after the data', async () => {
    const path = fresh();
    const zip = new ZipFile();
    for (const [name, content] of Object.entries(partsOf({ sheets: [{ name: 'Log', rows: table }] }))) {
      zip.addReadStream(Readable.from([Buffer.from(content)]), name, { forceZip64Format: true });
    }
    zip.end({ forceZip64Format: true, comment: '' });
    await pipeline(zip.outputStream, createWriteStream(path));
    const read = await readAll(await openWorkbook(path, 'log.xlsx'), 'Log');
    expect(read.records).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  test('a file that is not there', async () => {
    await expect(openWorkbook(join(folder, 'none.xlsx'), 'none.xlsx')).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(openWorkbook(folder, 'folder')).rejects.toMatchObject({ code: 'input-unreadable' });
  });
});
