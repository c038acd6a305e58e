import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noOddities } from '../../../../../electron/core/import/readers/xlsx/cell-values.ts';
import { shownAs } from '../../../../../electron/core/import/readers/xlsx/number-formats.ts';
import { SharedTexts } from '../../../../../electron/core/import/readers/xlsx/shared-texts.ts';
import {
  type SheetRow,
  SheetScanner,
} from '../../../../../electron/core/import/readers/xlsx/sheet-scanner.ts';
import { XmlScanner } from '../../../../../electron/core/import/readers/xlsx/xml-scanner.ts';

const texts = new SharedTexts();
for (const text of ['', 'zero', 'öne']) texts.add(text);

function scan(document: string, cuts: readonly number[], withValues = true) {
  const bytes = Buffer.from(document);
  const seen: unknown[] = [];
  const context = {
    texts: withValues ? texts : null,
    styles: [shownAs.number, shownAs.dayAndTime],
    isFrom1904: false,
    oddities: noOddities(),
  };
  const sheet = new SheetScanner(context, {
    row: ({
      sheetRow,
      offset,
      length,
      isHidden,
      cellCount,
      columns,
      values,
      types,
      problem,
      textLength,
    }: SheetRow) =>
      seen.push({
        sheetRow,
        raw: bytes.toString('utf8', offset, offset + length),
        isHidden,
        columns: columns.slice(0, cellCount),
        values: values.slice(0, cellCount),
        types: types.slice(0, cellCount),
        problem,
        textLength,
      }),
    formula: (...formula) => seen.push(formula),
  });
  const scanner = new XmlScanner(sheet);
  let from = 0;
  for (const cut of [
    ...cuts.map((one) => one % (bytes.length + 1)).toSorted((a, b) => a - b),
    bytes.length,
  ]) {
    if (cut > from) scanner.push(Buffer.from(bytes.subarray(from, cut)));
    from = cut;
  }
  scanner.finish();
  return seen as (Record<string, unknown> & { values: string[]; columns: number[]; raw: string })[];
}

const text = fc
  .array(fc.constantFrom('a', 'é', '😀', '&amp;', '_x0041_', '\n', '<![CDATA[<]]>', '<!-- c -->'), {
    maxLength: 5,
  })
  .map((all) => all.join(''));
const cell = fc.oneof(
  fc.tuple(fc.nat({ max: 4 })).map(([index]) => `t="s"><v>${index}</v></c>`),
  text.map((value) => `t="inlineStr"><is><t>${value}</t><rPh><t>no</t></rPh></is></c>`),
  text.map((value) => `t="str"><f>A1&amp;B1</f><v>${value}</v></c>`),
  fc.double({ min: -10, max: 50_000, noNaN: true }).map((value) => `s="1"><v>${value}</v></c>`),
  fc.integer().map((value) => `><v>${value}</v></c>`),
  fc.constantFrom('t="b"><v>1</v></c>', 't="e"><v>#REF!</v></c>', '/>', '><f>1</f></c>'),
);
const sheet = fc
  .array(fc.tuple(fc.array(fc.tuple(cell, fc.boolean()), { maxLength: 6 }), fc.boolean()), { maxLength: 8 })
  .map((rows) => {
    const each = rows.map(([cells, isHidden], i) => {
      const inner = cells.map(
        ([rest, named], j) => `<c ${named ? `r="${'ABCDEF'[j]}${i + 1}" ` : ''}${rest}`,
      );
      return `<row r="${i + 1}"${isHidden ? ' hidden="1"' : ''}>${inner.join('')}</row>`;
    });
    return `<worksheet><dimension ref="é"/><sheetData>${each.join('\n')}</sheetData></worksheet>`;
  });

describe('SheetScanner', () => {
  test('says the same whatever the pieces, and the place of each row', () => {
    fc.assert(
      fc.property(sheet, fc.array(fc.nat(), { maxLength: 30 }), (document, cuts) => {
        const whole = scan(document, []);
        expect(scan(document, cuts)).toEqual(whole);
        for (const { raw } of whole) if (raw !== undefined) expect(raw).toMatch(/^<row [\s\S]*<\/row>$/);
      }),
      { numRuns: 500 },
    );
  });

  test('finds the same cells without looking at values', () => {
    const places = (all: ReturnType<typeof scan>) =>
      all.filter(({ columns }) => columns !== undefined).map(({ columns, raw }) => [columns, raw]);
    fc.assert(
      fc.property(sheet, (document) => {
        // Cells that turn out to be blank are what only values tell.
        const filled = document
          .replaceAll('<t></t>', '<t>x</t>')
          .replaceAll('<v></v>', '<v>x</v>')
          .replaceAll(/<v>[034]<\/v>/g, '<v>1</v>');
        const blank = /<(t|v)>(<!-- c -->)*<\/(t|v)>|<!\[CDATA\[\]\]>/.test(filled);
        if (!blank) expect(places(scan(filled, [], false))).toEqual(places(scan(filled, [])));
      }),
    );
  });

  test('only what is in sheetData of a worksheet is a row', () => {
    const inner = '<row><c><v>1</v></c></row>';
    expect(
      scan(
        `<worksheet><ext>${inner}<sheetData>${inner}</sheetData></ext>${inner}<sheetData>${inner}</sheetData></worksheet>`,
        [],
      ),
    ).toHaveLength(1);
    expect(() => scan(`<chartsheet><sheetData>${inner}</sheetData></chartsheet>`, [])).toThrow(
      'no worksheet',
    );
  });

  test.each([
    '<row r="0"/>',
    '<row r="x"/>',
    '<row r="99999999999"/>',
    '<row><c r="12"><v>1</v></c></row>',
    '<row><c r="XFE1"><v>1</v></c></row>',
    '<row><c r="AAAAA1"><v>1</v></c></row>',
  ])('a place that no sheet has: %s', (rows) => {
    expect(() => scan(`<worksheet><sheetData>${rows}</sheetData></worksheet>`, [])).toThrow(
      /no number|no sheet has/,
    );
  });

  test('a text named in pieces or by no number is no text', () => {
    const problems = ['<v>1<!-- -->2</v>', '<v>x</v>', '<v>-1</v>', '<v>99</v>'].map(
      (value) =>
        scan(`<worksheet><sheetData><row><c t="s">${value}</c></row></sheetData></worksheet>`, [])[0]!
          .problem,
    );
    expect(problems).toEqual([
      'a cell names its text in pieces',
      ...Array(3).fill('a cell names a text that the workbook does not have'),
    ]);
  });
});
