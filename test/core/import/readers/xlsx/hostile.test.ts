import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openWorkbook } from '../../../../../electron/core/import/readers/xlsx/open-workbook.ts';
import { AppError } from '../../../../../shared/contract/errors.ts';
import { type RawEntry, rawZip } from './raw-zip.ts';
import {
  main,
  partsOf,
  readAll,
  relationships,
  row,
  stylesOf,
  workFolder,
  writeWorkbook,
  writeZip,
} from './workbooks.ts';

const folder = workFolder();
let files = 0;
const fresh = () => join(folder, `${files++}.xlsx`);
const rows = row(1, 'id', 'when') + row(2, 'a', 'b') + row(3, 'c', 'd');
const sound = { sheets: [{ name: 'Log', rows }] };

function written(bytes: Buffer): string {
  const path = fresh();
  writeFileSync(path, bytes);
  return path;
}

/** Opens and reads all sheets; what is thrown must be for people, and soon. */
async function outcome(path: string): Promise<string> {
  const startedAt = performance.now();
  try {
    const workbook = await openWorkbook(path, 'log.xlsx');
    for (const { name } of workbook.sheets) await readAll(workbook, name);
    return 'read';
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    return `${thrown.code}: ${thrown.message}`;
  } finally {
    expect(performance.now() - startedAt).toBeLessThan(1000);
  }
}

const entriesOf = (parts: Record<string, string | Buffer>): RawEntry[] =>
  Object.entries(parts).map(([name, data]) => ({ name, data }));
const soundEntries = entriesOf(partsOf(sound));
const changed = (name: string, change: Partial<RawEntry>) =>
  written(rawZip(soundEntries.map((entry) => (entry.name === name ? { ...entry, ...change } : entry))));
const sheetName = 'xl/worksheets/sheet1.xml';

test('a zip made by hand reads when it tells no lies', async () => {
  expect(await outcome(written(rawZip(soundEntries)))).toBe('read');
});

describe('zip bombs', () => {
  const bomb = Buffer.alloc(64 << 20, `<row><c><v>1</v></c></row>`);

  test('a part that says so is refused before it is unpacked', async () => {
    expect(await outcome(changed(sheetName, { data: bomb }))).toMatch(
      /would unpack from \d+ to 67108864 bytes, as in a zip bomb/,
    );
  });

  test('a part that hides its size is unpacked no further than it says', async () => {
    const head = `<worksheet xmlns="${main}"><sheetData>`;
    const data = Buffer.concat([Buffer.from(head), bomb]);
    expect(await outcome(changed(sheetName, { data, size: 100_000 }))).toMatch(
      'says that it has 100000 bytes and has more',
    );
  });

  test('a bomb by another name, and many small ones', async () => {
    const parts = partsOf(sound);
    parts['xl/_rels/workbook.xml.rels'] = relationships([['worksheet', 'sheet.dat']]);
    const renamed = [...entriesOf(parts), { name: 'xl/sheet.dat', data: bomb }];
    expect(await outcome(written(rawZip(renamed)))).toMatch('as in a zip bomb');
    const small = Array.from({ length: 200 }, (_, i) => ({
      name: `media/${i}.bmp`,
      data: '',
      size: 8 << 20,
      isStored: false,
    }));
    expect(await outcome(written(rawZip([...soundEntries, ...small])))).toMatch('as in a zip bomb');
  });

  test('entries that share bytes', async () => {
    const shared = { name: 'xl/again.xml', data: rows, sharesBytes: true, localName: '' };
    const zip = rawZip([
      ...soundEntries,
      { name: 'xl/again.xml', data: rows },
      { ...shared, name: 'xl/again.xmm' },
    ]);
    expect(await outcome(written(zip))).toMatch(/described in two ways|overlap/);
    const same = rawZip([...soundEntries, { name: 'xl/again.xml', data: rows }, shared]);
    expect(await outcome(written(same))).toMatch('overlap');
  });

  test('more entries than any workbook has', async () => {
    const many = Array.from({ length: 20_000 }, (_, i) => ({ name: `${i}`, data: '', isStored: true }));
    expect(await outcome(written(rawZip([...soundEntries, ...many])))).toMatch('more than 10000');
  });

  test('are refused within 300 MB', () => {
    const path = changed(sheetName, {
      data: Buffer.concat([Buffer.from('<worksheet><sheetData>'), bomb]),
      size: 64 << 20,
    });
    const open = new URL('../../../../../electron/core/import/readers/xlsx/open-workbook.ts', import.meta.url)
      .href;
    const code = `const { openWorkbook } = await import(${JSON.stringify(open)});
      const outcome = await openWorkbook(${JSON.stringify(path)}, 'log.xlsx').then(() => 'read', (thrown) => thrown.code);
      console.log(JSON.stringify({ outcome, mb: process.resourceUsage().maxRSS / 1024 }));`;
    const text = execFileSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' });
    const { outcome: ended, mb } = JSON.parse(text) as { outcome: string; mb: number };
    expect(ended).toBe('input-format');
    expect(mb).toBeLessThan(300);
  });
});

describe('XML bombs', () => {
  const laughs = `<!DOCTYPE lolz [<!ENTITY a "lol">${'bcdefghij'.replace(/./g, (letter) => `<!ENTITY ${letter} "${`&${String.fromCharCode(letter.charCodeAt(0) - 1)};`.repeat(10)}">`)}]>`;
  const external = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>';
  const withParts = (parts: Record<string, string>) =>
    writeWorkbook(fresh(), { ...sound, texts: '<si><t>a</t></si>', styles: stylesOf(0), parts });

  test.each([
    'xl/workbook.xml',
    '_rels/.rels',
    'xl/_rels/workbook.xml.rels',
    'xl/styles.xml',
    'xl/sharedStrings.xml',
    sheetName,
  ])('a document type in %s', async (name) => {
    const original = String(partsOf({ ...sound, texts: '<si><t>a</t></si>', styles: stylesOf(0) })[name]);
    for (const type of [laughs, external]) {
      const text = `<?xml version="1.0"?>${type}${original.replace('</', '&j;</')}`;
      const end = await outcome(await withParts({ [name]: text }));
      expect(end).toMatch(/^input-format: .*document type \(DTD\)/);
    }
  });

  test('elements nested without end', async () => {
    const sheet = `<worksheet><sheetData>${'<row>'.repeat(1_000_000)}`;
    expect(await outcome(await withParts({ [sheetName]: sheet }))).toMatch('more than 256 deep');
    const texts = `<sst>${'<si>'.repeat(1_000_000)}`;
    expect(await outcome(await withParts({ 'xl/sharedStrings.xml': texts }))).toMatch('more than 256 deep');
  });

  test('a million sheets', async () => {
    const sheets = '<sheet name="a" r:id="rId1"/>'.repeat(300_000);
    const book = `<workbook xmlns:r="urn:r"><sheets>${sheets}</sheets></workbook>`;
    expect(await outcome(await withParts({ 'xl/workbook.xml': book }))).toMatch('more than 2000 sheets');
  });
});

describe('zips that show different programs different parts', () => {
  test('the same name twice, also in other case', async () => {
    expect(await outcome(written(rawZip([...soundEntries, soundEntries[2]!])))).toMatch('twice');
    const other = { ...soundEntries[2]!, name: 'XL/Workbook.xml' };
    expect(await outcome(written(rawZip([...soundEntries, other])))).toMatch('twice');
  });

  test.each(['../evil.xml', '/etc/evil.xml', 'C:/evil.xml', 'xl/../../evil.xml', '..\\evil.xml', 'a\0.xml'])(
    'a name that leaves the folder: %j',
    async (name) => {
      expect(await outcome(written(rawZip([...soundEntries, { name, data: 'x' }])))).toMatch(
        /^input-format: /,
      );
    },
  );

  test('another name, method or place in the entry itself', async () => {
    expect(await outcome(changed(sheetName, { localName: 'xl/worksheets/sheet2.xml' }))).toMatch(
      'described in two ways',
    );
    expect(await outcome(changed(sheetName, { method: 12 }))).toMatch('method 12');
  });

  test('a checksum or size that differs', async () => {
    expect(await outcome(changed(sheetName, { crc: 1 }))).toMatch(
      `${sheetName} is damaged: its checksum differs`,
    );
    expect(await outcome(changed(sheetName, { size: 10_000 }))).toMatch(
      'says that it has 10000 bytes and has only',
    );
  });

  test('sheets that are missing, or two of one name or part', async () => {
    const two = (name: string) =>
      writeWorkbook(fresh(), {
        sheets: [
          { name: 'Log', rows },
          { name, rows },
        ],
      });
    expect(await outcome(await two('LOG'))).toMatch('two sheets named "LOG"');
    const path = await writeWorkbook(fresh(), {
      ...sound,
      parts: { 'xl/_rels/workbook.xml.rels': relationships([['worksheet', 'none.xml']]) },
    });
    expect(await outcome(path)).toMatch('its sheet "Log" is missing');
    const one = await writeWorkbook(fresh(), {
      sheets: [
        { name: 'Log', rows },
        { name: 'Other', rows },
      ],
      parts: {
        'xl/_rels/workbook.xml.rels': relationships([
          ['worksheet', 'worksheets/sheet1.xml'],
          ['worksheet', 'worksheets/sheet1.xml'],
        ]),
      },
    });
    expect(await outcome(one)).toMatch('same part');
    expect(await outcome(await writeWorkbook(fresh(), { sheets: [] }))).toMatch('no sheets');
  });
});

describe('other kinds of files', () => {
  function ole(streamName: string): Buffer {
    const bytes = Buffer.alloc(2048);
    Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
    bytes.writeUInt16LE(9, 30);
    bytes.writeUInt32LE(1, 48);
    bytes.write(streamName, 1024 + 128, 'utf16le');
    return bytes;
  }

  test('with a password: the file, or its parts', async () => {
    expect(await outcome(written(ole('EncryptedPackage')))).toMatch(
      'with a password, which this version does not read: ask for it without one',
    );
    expect(await outcome(changed(sheetName, { flags: 0x801 }))).toMatch('has a password');
  });

  test('old, binary, OpenDocument, other Office, no workbook, no zip', async () => {
    expect(await outcome(written(ole('Workbook')))).toMatch('(XLS), which this version does not read: ');
    const zip = async (parts: Record<string, string>) => outcome(await writeZip(fresh(), parts));
    const types = { '[Content_Types].xml': '<Types/>' };
    expect(
      await zip({
        ...types,
        '_rels/.rels': relationships([['officeDocument', 'xl/workbook.bin']]),
        'xl/workbook.bin': 'x',
      }),
    ).toMatch('(XLSB)');
    expect(
      await zip({
        ...types,
        '_rels/.rels': relationships([['officeDocument', 'word/document.xml']]),
        'word/document.xml': '<w/>',
      }),
    ).toMatch('no workbook');
    expect(await zip({ mimetype: 'x', 'content.xml': '<x/>', 'META-INF/manifest.xml': '<x/>' })).toMatch(
      '(ODS)',
    );
    expect(await zip({ 'log.csv': 'a,b' })).toMatch('a ZIP archive without a workbook');
    expect(await outcome(written(Buffer.from('id,when\n1,2\n')))).toMatch('no zip');
    expect(await outcome(written(Buffer.alloc(0)))).toMatch('no zip');
  });
});

describe('damage', () => {
  const spec = { ...sound, texts: '<si><t>a</t></si>', styles: stylesOf(14) };

  test('a workbook cut off anywhere is refused', async () => {
    const bytes = readFileSync(await writeWorkbook(fresh(), spec));
    for (let end = 0; end < bytes.length; end += 97) {
      expect(await outcome(written(bytes.subarray(0, end)))).toMatch(/^input-format: /);
    }
  });

  test('changed bytes are read or refused, never a crash', async () => {
    const packed = readFileSync(await writeWorkbook(fresh(), spec));
    const stored = readFileSync(await writeWorkbook(fresh(), { ...spec, isStored: true }));
    const path = fresh();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(packed, stored),
        fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 5 }),
        async (original, changes) => {
          const bytes = Buffer.from(original);
          for (const [place, byte] of changes) bytes[place % bytes.length] = byte;
          writeFileSync(path, bytes);
          expect(await outcome(path)).toMatch(/^(read$|input-format: |input-empty: )/);
        },
      ),
      { numRuns: 400 },
    );
  });
});
