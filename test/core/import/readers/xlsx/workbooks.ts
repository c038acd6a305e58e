import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterAll } from 'vitest';
import { ZipFile } from 'yazl';
import type { RecordPlace, TableAccount } from '../../../../../electron/core/import/readers/table-reader.ts';
import { openWorkbook } from '../../../../../electron/core/import/readers/xlsx/open-workbook.ts';
import { readSheet, type SheetChoices } from '../../../../../electron/core/import/readers/xlsx/read-sheet.ts';
import type { Workbook } from '../../../../../electron/core/import/readers/xlsx/workbook.ts';
import { type JobContext, unwatchedJob } from '../../../../../electron/core/job.ts';

export const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export interface SheetSpec {
  readonly name: string;
  /** What stands in sheetData, or the whole part where it begins with "<?xml" or "<worksheet". */
  readonly rows: string;
  readonly state?: string;
  readonly type?: string;
  /** Relationships of the sheet: type and target. */
  readonly related?: readonly (readonly [string, string])[];
}

export interface WorkbookSpec {
  readonly sheets: readonly SheetSpec[];
  /** What stands in sst. */
  readonly texts?: string;
  /** What stands in styleSheet. */
  readonly styles?: string;
  readonly workbookPr?: string;
  /** Further parts, or others in place of those made here. */
  readonly parts?: Readonly<Record<string, string | Buffer>>;
  /** Names of parts that come first in the zip. */
  readonly first?: readonly string[];
  readonly isStored?: boolean;
}

/** A folder of its own for a test file, removed after it. */
export function workFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'scrutineer-xlsx-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a workbook as a spreadsheet program would. */
export async function writeWorkbook(path: string, spec: WorkbookSpec): Promise<string> {
  return writeZip(path, partsOf(spec), spec.first, spec.isStored);
}

export function partsOf(spec: WorkbookSpec): Record<string, string | Buffer> {
  const listed = spec.sheets.map(
    ({ name, state }, i) =>
      `<sheet name="${name}" sheetId="${i + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="rId${i + 1}"/>`,
  );
  const parts: Record<string, string | Buffer> = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': relationships([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}">${spec.workbookPr ?? ''}<sheets>${listed.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships([
      ...spec.sheets.map(
        ({ type }, i) => [type ?? 'worksheet', `worksheets/sheet${i + 1}.xml`] as [string, string],
      ),
      ...(spec.texts === undefined ? [] : [['sharedStrings', '/xl/sharedStrings.xml'] as [string, string]]),
      ...(spec.styles === undefined ? [] : [['styles', 'styles.xml'] as [string, string]]),
    ]),
  };
  spec.sheets.forEach(({ rows, related }, i) => {
    parts[`xl/worksheets/sheet${i + 1}.xml`] = /^<(\?xml|worksheet)/.test(rows)
      ? rows
      : `<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`;
    if (related) parts[`xl/worksheets/_rels/sheet${i + 1}.xml.rels`] = relationships(related);
  });
  if (spec.texts !== undefined) parts['xl/sharedStrings.xml'] = `<sst xmlns="${main}">${spec.texts}</sst>`;
  if (spec.styles !== undefined) {
    parts['xl/styles.xml'] = `<styleSheet xmlns="${main}">${spec.styles}</styleSheet>`;
  }
  return { ...parts, ...spec.parts };
}

export function relationships(all: readonly (readonly [string, string])[]): string {
  const each = all.map(
    ([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${office}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${each.join('')}</Relationships>`;
}

export async function writeZip(
  path: string,
  parts: Readonly<Record<string, string | Buffer>>,
  first: readonly string[] = [],
  isStored = false,
): Promise<string> {
  const zip = new ZipFile();
  for (const name of new Set([...first, ...Object.keys(parts)])) {
    zip.addBuffer(Buffer.from(parts[name]!), name, { compress: !isStored });
  }
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
  return path;
}

/** A row of inline texts: `row(2, 'a', 'b')` is A2 and B2; "" is no cell. */
export function row(number: number, ...cells: readonly string[]): string {
  const each = cells.map((text, i) =>
    text === ''
      ? ''
      : `<c r="${String.fromCharCode(65 + i)}${number}" t="inlineStr"><is><t>${text}</t></is></c>`,
  );
  return `<row r="${number}">${each.join('')}</row>`;
}

/** `count` style formats, for `s="0"` and on: numbers of built-in formats, or codes. */
export function stylesOf(...formats: readonly (number | string)[]): string {
  const codes = formats.map((format, i) =>
    typeof format === 'number'
      ? ''
      : `<numFmt numFmtId="${164 + i}" formatCode="${format.replaceAll('"', '&quot;')}"/>`,
  );
  const xfs = formats.map((format, i) => `<xf numFmtId="${typeof format === 'number' ? format : 164 + i}"/>`);
  return `<numFmts>${codes.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${xfs.join('')}</cellXfs>`;
}

export interface SheetRead {
  readonly header: readonly string[];
  readonly records: readonly (readonly (string | null)[])[];
  readonly places: readonly RecordPlace[];
  readonly rejects: readonly { readonly place: RecordPlace; readonly reason: string }[];
  readonly account: TableAccount;
}

export interface ReadOptions extends SheetChoices {
  readonly limit?: number;
  readonly job?: JobContext;
}

const noSource = { label: 'unused', sizeBytes: null, open: () => (async function* () {})() };

/** Everything that a sheet gives. */
export async function readAll(
  workbook: Workbook,
  sheet: string,
  options: ReadOptions = {},
): Promise<SheetRead> {
  const headers: (readonly string[])[] = [];
  const records: (readonly (string | null)[])[] = [];
  const places: RecordPlace[] = [];
  const rejects: { place: RecordPlace; reason: string }[] = [];
  const sink = {
    header: (names: readonly string[]) => {
      if (records.length + rejects.length > 0) throw new Error('the header is not first');
      headers.push(names);
    },
    record: (cells: readonly (string | null)[], place: RecordPlace) => {
      records.push(cells);
      places.push(place);
    },
    reject: (place: RecordPlace, reason: string) => rejects.push({ place, reason }),
    drained: () => Promise.resolve(),
  };
  const read = readSheet(workbook, sheet, options);
  const account = await read(noSource, sink, options.job ?? unwatchedJob(), options.limit);
  if (headers.length !== 1) throw new Error(`${headers.length} headers`);
  return { header: headers[0]!, records, places, rejects, account };
}

/** Writes a workbook of one sheet, "Log", and reads it. */
export async function readRows(
  path: string,
  rows: string,
  spec: Omit<WorkbookSpec, 'sheets'> = {},
  options: ReadOptions = {},
): Promise<SheetRead> {
  await writeWorkbook(path, { ...spec, sheets: [{ name: 'Log', rows }] });
  return readAll(await openWorkbook(path, 'log.xlsx'), 'Log', options);
}
