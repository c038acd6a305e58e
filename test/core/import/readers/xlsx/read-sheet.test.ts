import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { openWorkbook } from '../../../../../electron/core/import/readers/xlsx/open-workbook.ts';
import { readSheet } from '../../../../../electron/core/import/readers/xlsx/read-sheet.ts';
import { unwatchedJob } from '../../../../../electron/core/job.ts';
import { AppError } from '../../../../../shared/contract/errors.ts';
import type { Progress } from '../../../../../shared/contract/progress.ts';
import { main, readAll, readRows, row, stylesOf, workFolder, writeWorkbook } from './workbooks.ts';

const folder = workFolder();
let files = 0;
const fresh = () => join(folder, `${files++}.xlsx`);
const header = row(1, 'id', 'when', 'who');
const sum = (bytes: Readonly<Record<string, number>>) => Object.values(bytes).reduce((a, b) => a + b, 0);
const notesOf = (read: { account: { notes: readonly { check: string }[] } }) =>
  read.account.notes.map(({ check }) => check);

describe('cells', () => {
  test('texts: shared, rich, phonetic, escaped, with their blanks', async () => {
    const texts = [
      '<si><t>plain</t></si>',
      '<si><r><rPr><b/></rPr><t xml:space="preserve">rich </t></r><r><t>text</t></r><rPh sb="0" eb="1"><t>phonetic</t></rPh><phoneticPr fontId="1"/></si>',
      '<si><t xml:space="preserve">  kept  </t></si>',
      '<si><t>a_x000D__x000A_b_x005F_x000D_c_xD800_d_x00e9_</t></si>',
      '<si><t>&lt;&amp;&#10;&#x1F600;</t></si>',
      '<si/>',
      '<si><t/></si>',
      '<si><t>one<!-- no -->two<![CDATA[<3>]]></t></si>',
    ].join('');
    const cells = Array.from({ length: 8 }, (_, i) => `<c r="${'ABCDEFGH'[i]}2" t="s"><v>${i}</v></c>`).join(
      '',
    );
    const { records } = await readRows(fresh(), `${row(1, 'a', 'b', 'c')}<row r="2">${cells}</row>`, {
      texts,
    });
    expect(records).toEqual([
      ['plain', 'rich text', '  kept  ', 'a\r\nb_x000D_c_xD800_d\u00e9', '<&\n😀', '', '', 'onetwo<3>'],
    ]);
  });

  test('other kinds: inline, formula text, flags, errors, ISO dates, numbers', async () => {
    const cells = [
      '<c r="A2" t="inlineStr"><is><r><t>in</t></r><r><t>line_x0009_</t></r><rPh><t>no</t></rPh></is></c>',
      '<c r="B2" t="str"><f>A1&amp;"x"</f><v>cached_x000D_</v></c>',
      '<c r="C2" t="b"><v>1</v></c>',
      '<c r="D2" t="b"><v>0</v></c>',
      '<c r="E2" t="e"><v>#N/A</v></c>',
      '<c r="F2" t="d"><v>2012-03-01T00:00:00Z</v></c>',
      '<c r="G2"><v>12345678901.0</v></c>',
      '<c r="H2" t="n"><v>0.1</v></c>',
      '<c r="I2" s="99"><v>45826</v></c>',
      '<c r="J2" s="0"/>',
      '<c r="K2"><v/></c>',
      '<c r="L2"><extLst><ext><v>9</v></ext></extLst><v>7</v></c>',
    ].join('');
    const { records } = await readRows(fresh(), `${header}<row r="2">${cells}</row>`);
    expect(records).toEqual([
      [
        'inline\t',
        'cached\r',
        'TRUE',
        'FALSE',
        '#N/A',
        '2012-03-01T00:00:00Z',
        '12345678901',
        '0.1',
        '45826',
        '',
        '',
        '7',
      ],
    ]);
  });

  const dated =
    '<row r="2"><c r="A2" s="1"><v>45826.001444317131</v></c><c r="B2" s="2"><v>0.5</v></c><c r="C2" s="3"><v>60</v></c><c r="D2" s="0"><v>45826</v></c></row>';
  const styles = stylesOf(0, 22, 'h:mm', 14);

  test('dates by style, in both systems', async () => {
    const in1900 = await readRows(fresh(), header + dated, { styles });
    expect(in1900.records).toEqual([['2025-06-18T00:02:04.789', '12:00:00', '60', '45826']]);
    expect(in1900.account.notes).toContainEqual(expect.objectContaining({ check: 'date-without-day' }));
    const in1904 = await readRows(fresh(), header + dated, {
      styles,
      workbookPr: '<workbookPr date1904="1"/>',
    });
    expect(in1904.records).toEqual([['2029-06-19T00:02:04.789', '12:00:00', '1904-03-01', '45826']]);
  });

  test('places by reference, or one after the other', async () => {
    const rows = `<row><c t="inlineStr"><is><t>a</t></is></c><c t="inlineStr"><is><t>b</t></is></c><c t="inlineStr"><is><t>c</t></is></c></row>
      <row><c r="C2"><v>3</v></c><c r="A2"><v>1</v></c></row><row><c><v>4</v></c><c r="C3"><v>6</v></c></row><row r="9"><c r="B9"><v>8</v></c></row>`;
    const read = await readRows(fresh(), rows);
    expect(read.records).toEqual([
      ['1', '', '3'],
      ['4', '', '6'],
      ['', '8', ''],
    ]);
    expect(read.places.map(({ sheetRow }) => sheetRow)).toEqual([2, 3, 9]);
  });

  test('prefixed elements and other namespaces', async () => {
    const sheet = `<?xml version="1.0"?><x:worksheet xmlns:x="${main}" xmlns:y="urn:y"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c><x:c r="B1" t="inlineStr"><x:is><x:t>b</x:t></x:is></x:c></x:row><x:row r="2" y:r="77"><x:c r="A2" y:r="Z9" y:s="1"><x:v>1</x:v></x:c><x:c r="B2"><x:v>2</x:v></x:c></x:row></x:sheetData><x:extLst><x:row r="3"><x:c><x:v>9</x:v></x:c></x:row></x:extLst></x:worksheet>`;
    const { records, places } = await readRows(fresh(), sheet);
    expect(records).toEqual([['1', '2']]);
    expect(places[0]!.sheetRow).toBe(2);
  });
});

describe('rows', () => {
  test('title, blank rows, header, phantom columns, rows wider than the header, totals', async () => {
    const read = await readRows(
      fresh(),
      row(1, 'Search audit') +
        '<row r="2"/>' +
        row(4, ' id ', 'when', '', 'who') +
        row(5, '1', 'x', 'phantom', 'smith') +
        '<row r="6"><c r="A6" s="1"/></row>' +
        row(9, '2', 'y', '', 'jones', 'beyond') +
        row(10, 'Total', '2'),
    );
    expect(read.header).toEqual(['id', 'when', '', 'who', '']);
    expect(read.records).toEqual([
      ['1', 'x', 'phantom', 'smith', ''],
      ['2', 'y', '', 'jones', 'beyond'],
      ['Total', '2', '', '', ''],
    ]);
    expect(read.account.notes.map(({ check, message }) => [check, message])).toEqual([
      ['preamble', expect.stringContaining('above the header: 1 row (')],
      ['blank-rows', 'no records: 1 row without a value, 2 row numbers without a row'],
    ]);
    expect(read.account.bytes).toMatchObject({ blank: 34 });
  });

  test('the place of a row is its bytes in the part, whatever characters come before', async () => {
    const rows = `${row(1, 'é', '漢', '😀')}\n${row(2, '😀'.repeat(50), 'b', 'c')}<!-- é --><row r="3"><c r="A3" t="inlineStr"><is><t>Ünï</t></is></c></row >`;
    const sheet = `<?xml version="1.0"?><worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`;
    const { places, account } = await readRows(fresh(), sheet);
    const bytes = Buffer.from(sheet);
    const raw = places.map(({ offset, length }) => bytes.toString('utf8', offset, offset + length));
    expect(raw[0]).toBe(row(2, '😀'.repeat(50), 'b', 'c'));
    expect(raw[1]).toMatch(/^<row r="3">.*Ünï.*<\/row >$/);
    expect(sum(account.bytes)).toBe(bytes.length);
  });

  test('rows after the header are records whatever number they claim', async () => {
    const read = await readRows(
      fresh(),
      `${row(4, 'id', 'when')}${row(5, 'a', 'b')}${row(2, 'c', 'd', 'e')}${row(4, 'f', 'g')}`,
    );
    expect(read.header).toEqual(['id', 'when', '']);
    expect(read.records).toEqual([
      ['a', 'b', ''],
      ['c', 'd', 'e'],
      ['f', 'g', ''],
    ]);
    expect(notesOf(read)).toEqual(['row-order']);
  });

  test('a header that cannot be read', async () => {
    const rows = `<row r="1"><c r="A1" t="s"><v>9</v></c><c r="B1" t="s"><v>0</v></c></row>${row(2, 'a', 'b')}`;
    await expect(readRows(fresh(), rows, { texts: '<si><t>b</t></si>' })).rejects.toThrow(
      'its header cannot be read: a cell names a text',
    );
  });

  test('hidden rows are records', async () => {
    const read = await readRows(
      fresh(),
      `${header}<row r="2" hidden="1"><c r="A2"><v>1</v></c><c r="B2"><v>1</v></c></row>${row(3, '2', 'y')}`,
    );
    expect(read.records).toHaveLength(2);
    expect(notesOf(read)).toContain('hidden-rows');
  });

  test('a header chosen by the examiner, or none', async () => {
    const rows = row(1, 'a', 'b') + row(2, 'c', 'd') + row(3, 'e', 'f');
    expect(await readRows(fresh(), rows, {}, { headerRow: 2 })).toMatchObject({
      header: ['c', 'd'],
      records: [['e', 'f']],
    });
    expect(await readRows(fresh(), rows, {}, { headerRow: null })).toMatchObject({
      header: ['', ''],
      records: [
        ['a', 'b'],
        ['c', 'd'],
        ['e', 'f'],
      ],
    });
    await expect(readRows(fresh(), rows, {}, { headerRow: 7 })).rejects.toThrow('no row 7');
  });

  test('a limit ends early, and the account is of what was read', async () => {
    const rows =
      header + Array.from({ length: 30_000 }, (_, i) => row(i + 2, `id ${i}`, 'when', 'who')).join('');
    const taken = Array.from({ length: 10 }, (_, i) => row(i + 2, `id ${i}`, 'when', 'who'));
    const read = await readRows(fresh(), rows, {}, { limit: 10 });
    expect(read.records).toHaveLength(10);
    expect(read.account.bytes).toMatchObject({ records: taken.join('').length });
    expect(sum(read.account.bytes)).toBeLessThan(rows.length / 2);
    expect((await readRows(fresh(), rows)).records).toHaveLength(30_000);
    // The rows that a limit of texts without text lets the first look count are not records; the wide one comes late.
    const blank = Array.from(
      { length: 30_000 },
      (_, i) => `<row r="${i + 2}"><c t="s"><v>0</v></c></row>`,
    ).join('');
    const late = await readRows(
      fresh(),
      `${header}${blank}${row(40_000, 'a', 'b', 'c', 'd', 'e')}`,
      { texts: '<si/>' },
      { limit: 10, headerRow: 1 },
    );
    expect(late.records).toEqual([]);
    expect(late.header).toEqual(['id', 'when', 'who']);
  });

  test('wide sheets: what has neither name nor value is left out beyond 4,096 columns', async () => {
    const stray = await readRows(
      fresh(),
      `${header}<row r="2"><c r="A2"><v>1</v></c><c r="XFD2"><v>2</v></c></row>`,
    );
    expect(stray.header).toEqual(['id', 'when', 'who', '']);
    expect(stray.records).toEqual([['1', '', '', '2']]);
    expect(notesOf(stray)).toContain('columns-left-out');
    const full = `<row r="2">${'<c><v>1</v></c>'.repeat(5000)}</row>`;
    await expect(readRows(fresh(), header + full)).rejects.toThrow('uses 5000 columns, up to GJH');
    await expect(
      readRows(fresh(), `${header}<row r="2">${'<c><v>1</v></c>'.repeat(16_385)}</row>`),
    ).rejects.toThrow('no sheet has');
  });
});

describe('formulas', () => {
  test('columns of formulas are named, with an example; their saved values are kept', async () => {
    const rows = [2, 3, 4].map(
      (n) =>
        `<row r="${n}"><c r="A${n}"><v>${n}</v></c><c r="B${n}"><f t="shared" si="0"${n === 2 ? ' ref="B2:B4"' : ''}>${n === 2 ? 'A2-TIME(8,0,0)' : ''}</f><v>${n + 10}</v></c><c r="C${n}">${n === 2 ? '<f>1+1</f>' : ''}<v>2</v></c></row>`,
    );
    const read = await readRows(fresh(), header + rows.join(''));
    expect(read.records).toEqual([
      ['2', '12', '2'],
      ['3', '13', '2'],
      ['4', '14', '2'],
    ]);
    const note = read.account.notes.find(({ check }) => check === 'derived-columns');
    expect(note?.message).toMatch(/^1 column is worked out .*: B \("when": A2-TIME\(8,0,0\)\)\./);
  });

  test('the header is not counted among the values of a column', async () => {
    const read = await readRows(
      fresh(),
      `${row(1, 'a', 'b')}<row r="2"><c r="A2"><v>1</v></c><c r="B2"><f>A2</f><v>1</v></c></row>`,
    );
    expect(notesOf(read)).toContain('derived-columns');
  });

  test('formulas without a saved value are counted', async () => {
    const read = await readRows(
      fresh(),
      `${header}<row r="2"><c r="A2"><v>1</v></c><c r="B2"><f>A2</f></c></row>${row(3, 'a', 'b')}`,
    );
    expect(read.records[0]).toEqual(['1', '', '']);
    expect(notesOf(read)).toContain('formulas-without-value');
  });
});

describe('what cannot be a record', () => {
  test('is rejected alone, with its place', async () => {
    const big = 'x'.repeat(5 << 20);
    const read = await readRows(
      fresh(),
      `${header}<row r="2"><c r="A2" t="s"><v>7</v></c></row>${row(3, 'a', 'b')}<row r="4"><c r="A4"><v>1</v></c><c r="A4"><v>2</v></c></row>${row(5, big)}<row r="6"><c r="A6" t="s"><v>0</v></c></row><row r="7"><c r="A7"><v>1</v><v>2</v></c></row>${row(8, 'c', 'd')}`,
      { texts: `<si><t>${big}</t></si>` },
    );
    expect(read.records).toEqual([
      ['a', 'b', ''],
      ['c', 'd', ''],
    ]);
    expect(read.rejects.map(({ place, reason }) => [place.sheetRow, reason])).toEqual([
      [2, 'a cell names a text that the workbook does not have'],
      [4, 'it has two cells in one column'],
      [5, 'it is larger than 4 MiB'],
      [6, 'it is larger than 4 MiB'],
      [7, 'a cell has two values'],
    ]);
  });

  test('bytes that are no value count as well', async () => {
    const formula = `<row r="2"><c r="A2"><v>1</v></c><c r="B2"><f>${'1+'.repeat(3 << 20)}1</f></c></row>`;
    const read = await readRows(fresh(), `${header}${formula}${row(3, 'a', 'b')}`, {}, { headerRow: 1 });
    expect(read.records).toEqual([['a', 'b', '']]);
    expect(read.rejects).toMatchObject([{ reason: 'it is larger than 4 MiB' }]);
  });

  test('cells longer than Excel allows are read', async () => {
    const long = 'é'.repeat(1_000_000);
    const read = await readRows(fresh(), header + row(2, long, '&amp;'));
    expect(read.records).toEqual([[long, '&', '']]);
  });

  test('many long texts in one row do not make a record of gigabytes', async () => {
    const cells = '<c t="s"><v>0</v></c>'.repeat(4000);
    const read = await readRows(fresh(), `${header}<row r="2">${cells}</row>${row(3, 'a', 'b')}`, {
      texts: `<si><t>${'x'.repeat(1 << 20)}</t></si>`,
    });
    expect(read.records).toHaveLength(1);
    expect(read.rejects[0]).toMatchObject({ reason: 'it is larger than 4 MiB' });
  });
});

describe('texts and their order', () => {
  test.each([[['xl/worksheets/sheet1.xml']], [['xl/sharedStrings.xml']]])(
    'the zip may begin with %s',
    async (first) => {
      const rows = `${row(1, 'a', 'b')}<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c></row>`;
      const { records } = await readRows(fresh(), rows, {
        texts: '<si><t>0</t></si><si><t>1</t></si>',
        first,
      });
      expect(records).toEqual([['0', '1']]);
    },
  );
});

test('reads back what was written, stored or packed', async () => {
  const text = fc.string({ unit: fc.constantFrom('a', ' ', '\n', 'é', '😀', '&', '<', '"', '_x0041_', ',') });
  const path = fresh();
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(text, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 20 }),
      fc.boolean(),
      async (table, isStored) => {
        const written = (value: string) =>
          value
            .replaceAll('_', '_x005F_')
            .replaceAll('&', '&amp;')
            .replaceAll('<', '&lt;')
            .replaceAll('\r', '&#13;');
        const rows = table.map((cells, i) => row(i + 2, ...cells.map(written)));
        const read = await readRows(path, header + rows.join(''), { isStored }, { headerRow: 1 });
        expect(read.records).toEqual(table.filter((cells) => cells.some((cell) => cell !== '')));
        expect(read.places.map(({ sheetRow }) => sheetRow)).toEqual(
          table.flatMap((cells, i) => (cells.some((cell) => cell !== '') ? [i + 2] : [])),
        );
      },
    ),
    { numRuns: 60 },
  );
});

describe('ends', () => {
  const rows =
    header + Array.from({ length: 20_000 }, (_, i) => row(i + 2, `id ${i}`, 'when', 'who')).join('');

  test('broken XML names the sheet and the row reached', async () => {
    const broken = readRows(fresh(), rows.replace('<row r="15000">', '<row r="15000"><oops>'));
    await expect(broken).rejects.toMatchObject({ code: 'input-format' });
    await expect(broken).rejects.toThrow(
      /sheet "Log", in or after row 15000, cannot be read at byte \d+.*Ask for the file again/,
    );
  });

  test('a cancelled job', async () => {
    const path = await writeWorkbook(fresh(), { sheets: [{ name: 'Log', rows }] });
    const abort = new AbortController();
    const progress: Progress[] = [];
    const job = {
      signal: abort.signal,
      report: (one: Progress) => {
        progress.push(one);
        if (one.stage.startsWith('reading')) abort.abort();
      },
    };
    const read = readAll(await openWorkbook(path, 'log.xlsx'), 'Log', { job });
    await expect(read).rejects.toMatchObject({ code: 'cancelled' });
    expect(progress.length).toBeGreaterThan(2);
    expect(
      progress.every(({ done, total }, i) => done <= total! && done >= (progress[i - 1]?.done ?? 0)),
    ).toBe(true);
  });

  test('waits until there is room for more', async () => {
    const path = await writeWorkbook(fresh(), { sheets: [{ name: 'Log', rows }] });
    const source = { label: '', sizeBytes: null, open: () => (async function* () {})() };
    let records = 0;
    let isWaiting = false;
    const sink = {
      header: () => {},
      record: () => {
        expect(isWaiting).toBe(false);
        records++;
      },
      reject: () => {},
      drained: async () => {
        isWaiting = true;
        await setTimeout(5);
        isWaiting = false;
      },
    };
    const waited = vi.spyOn(sink, 'drained');
    await readSheet(await openWorkbook(path, 'log.xlsx'), 'Log')(source, sink, unwatchedJob());
    expect(records).toBe(20_000);
    expect(waited.mock.calls.length).toBeGreaterThan(5);
  });

  test('the event loop has turns', async () => {
    const path = await writeWorkbook(fresh(), { sheets: [{ name: 'Log', rows }] });
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await readAll(await openWorkbook(path, 'log.xlsx'), 'Log', { job: unwatchedJob() });
    clearInterval(timer);
    expect(turns).toBeGreaterThan(2);
  });

  test('a sheet that is not there, or without rows', async () => {
    const path = await writeWorkbook(fresh(), {
      sheets: [
        { name: 'Log', rows: header + row(2, 'a', 'b') },
        { name: 'None', rows: '' },
      ],
    });
    const workbook = await openWorkbook(path, 'log.xlsx');
    await expect(readAll(workbook, 'log')).rejects.toThrow('has no sheet "log". It has "Log", "None"');
    await expect(readAll(workbook, 'None')).rejects.toThrow(AppError);
    await expect(readAll(workbook, 'None')).rejects.toMatchObject({ code: 'input-empty' });
  });
});
