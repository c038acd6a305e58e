import { execFileSync } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { ZipFile } from 'yazl';

/** What one reader needed for one workbook. */
export interface XlsxFigures {
  readonly records: number;
  readonly cells: number;
  readonly ms: number;
  readonly peakMemoryMb: number;
}

export interface XlsxBench {
  readonly fileBytes: number;
  /** In the order of the runs, which take turns. */
  readonly ours: readonly XlsxFigures[];
  readonly readExcelFile: readonly XlsxFigures[];
}

/**
 * Our reader of workbooks against read-excel-file: the same workbook of 13 columns as Excel writes it (shared texts, dates,
 * numbers), each reading in a process of its own, in turn. Throws where they do not read the same number of cells.
 */
export async function benchXlsx(file: string, records: number, runs: number): Promise<XlsxBench> {
  if (!existsSync(file)) await writeWorkbook(file, records);
  const ours: XlsxFigures[] = [];
  const readExcelFile: XlsxFigures[] = [];
  for (let run = 0; run < runs; run++) {
    readExcelFile.push(readIn('read-excel-file', file));
    ours.push(readIn('ours', file));
    const [mine, theirs] = [ours.at(-1)!, readExcelFile.at(-1)!];
    if (mine.records !== records || theirs.records !== records || mine.cells !== theirs.cells) {
      throw new Error(`the readers differ: ${JSON.stringify({ mine, theirs })}`);
    }
  }
  return { fileBytes: statSync(file).size, ours, readExcelFile };
}

function readIn(reader: 'ours' | 'read-excel-file', file: string): XlsxFigures {
  const run = fileURLToPath(new URL('./xlsx-run.ts', import.meta.url));
  return JSON.parse(execFileSync(process.execPath, [run, reader, file], { encoding: 'utf8' })) as XlsxFigures;
}

const namespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const officeNamespace = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const header = [
  'id',
  'userId',
  'name',
  'agency',
  'plate',
  'reason',
  'caseNumber',
  'searchType',
  'searchDate',
  'cameraCount',
  'networkCount',
  'results',
  'moderation',
];
const reasons = ['investigation', 'stolen vehicle', 'wanted person', 'welfare check', 'theft & burglary', ''];

/** Texts in the order of their first use, as Excel numbers them. */
class TextNumbers {
  readonly numbers = new Map<string, number>();

  of(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    this.numbers.set(text, this.numbers.size);
    return this.numbers.size - 1;
  }
}

async function writeWorkbook(file: string, records: number): Promise<void> {
  mkdirSync(dirname(file), { recursive: true });
  const zip = new ZipFile();
  const texts = new TextNumbers();
  const small = (name: string, text: string) => zip.addBuffer(Buffer.from(declaration + text), name);
  small(
    '[Content_Types].xml',
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>',
  );
  small('_rels/.rels', relationships({ officeDocument: 'xl/workbook.xml' }));
  small(
    'xl/workbook.xml',
    `<workbook xmlns="${namespace}" xmlns:r="${officeNamespace}"><sheets><sheet name="Log" sheetId="1" r:id="worksheet"/></sheets></workbook>`,
  );
  small(
    'xl/_rels/workbook.xml.rels',
    relationships({
      worksheet: 'worksheets/sheet1.xml',
      styles: 'styles.xml',
      sharedStrings: 'sharedStrings.xml',
    }),
  );
  small(
    'xl/styles.xml',
    `<styleSheet xmlns="${namespace}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>`,
  );
  zip.addReadStream(Readable.from(sheet(records, texts)), 'xl/worksheets/sheet1.xml');
  // Read after the sheet, when all texts have their numbers.
  zip.addReadStreamLazy('xl/sharedStrings.xml', (give) => give(null, Readable.from(sharedStrings(texts))));
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(`${file}.tmp`));
  renameSync(`${file}.tmp`, file);
}

function relationships(targets: Readonly<Record<string, string>>): string {
  const each = Object.entries(targets).map(
    ([type, target]) => `<Relationship Id="${type}" Type="${officeNamespace}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${each.join('')}</Relationships>`;
}

function* sheet(records: number, texts: TextNumbers): Generator<string> {
  yield `${declaration}<worksheet xmlns="${namespace}"><dimension ref="A1:M${records + 1}"/><sheetData>`;
  const text = (cell: string, value: string) => `<c r="${cell}" t="s"><v>${texts.of(value)}</v></c>`;
  const number = (cell: string, value: number, style = '') => `<c r="${cell}"${style}><v>${value}</v></c>`;
  yield `<row r="1" spans="1:13">${header.map((name, i) => text(`${String.fromCharCode(65 + i)}1`, name)).join('')}</row>`;
  let seed = 1;
  const random = (below: number) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  let serial = 45_826;
  for (let record = 0; record < records; record++) {
    const row = record + 2;
    serial += random(1000) / 86_400_000;
    const user = random(400);
    const reason = reasons[random(reasons.length)]!;
    yield `<row r="${row}" spans="1:13">${[
      text(`A${row}`, `${random(2 ** 31).toString(16)}-${record.toString(16)}`),
      text(`B${row}`, `user-${user}`),
      text(`C${row}`, `Officer ${user % 300}`),
      text(`D${row}`, `Agency ${user % 12}`),
      text(`E${row}`, `${random(9)}ABC${random(1000)}`),
      reason === '' ? `<c r="F${row}"/>` : text(`F${row}`, reason),
      text(`G${row}`, `25-${random(40_000)}`),
      text(`H${row}`, random(4) === 0 ? 'convoy' : 'lookup'),
      number(`I${row}`, serial, ' s="1"'),
      number(`J${row}`, random(90_000)),
      number(`K${row}`, random(300)),
      number(`L${row}`, random(10_000) / 8),
      text(`M${row}`, random(50) === 0 ? 'warn' : 'allow'),
    ].join('')}</row>`;
  }
  yield '</sheetData></worksheet>';
}

function* sharedStrings(texts: TextNumbers): Generator<string> {
  const unique = texts.numbers.size;
  yield `${declaration}<sst xmlns="${namespace}" count="${unique}" uniqueCount="${unique}">`;
  for (const text of texts.numbers.keys()) yield `<si><t>${text.replaceAll('&', '&amp;')}</t></si>`;
  yield '</sst>';
}
