import { scanPart } from './read-part.ts';
import { notRead, unsound } from './refusals.ts';
import { type Relationship, readRelationships } from './relationships.ts';
import { decodeEscapes } from './xml-text.ts';
import type { ZipDirectory, ZipPart } from './zip-directory.ts';

export interface ListedSheet {
  readonly name: string;
  readonly state: 'visible' | 'hidden' | 'veryHidden';
  /** The last piece of its relationship's type: worksheet, chartsheet, dialogsheet, xlMacrosheet. */
  readonly type: string;
  readonly part: ZipPart;
}

export interface WorkbookPart {
  readonly part: ZipPart;
  readonly isFrom1904: boolean;
  readonly sheets: readonly ListedSheet[];
  readonly relationships: readonly Relationship[];
}

const sheetCap = 2000;
const askForCsv = 'ask for the log as CSV, or save each sheet as CSV (UTF-8) and keep the original beside it';

/** Finds the workbook in the package and lists its sheets in their order. Throws `input-format`, `input-unreadable`. */
export async function readWorkbookPart(zip: ZipDirectory): Promise<WorkbookPart> {
  const part = await findWorkbook(zip);
  const relationships = await readRelationships(zip, part.name);
  const byId = new Map(relationships.map((relationship) => [relationship.id, relationship]));
  const listed: { name: string; state: string; id: string }[] = [];
  let isFrom1904 = false;
  let root = '';
  await scanPart(zip, part, {
    open(name, scanner) {
      if (scanner.depth === 1) root = name;
      if (name === 'workbookPr') isFrom1904 = /^(1|true|on)$/.test(scanner.attribute('date1904') ?? '');
      if (name !== 'sheet' || scanner.depth !== 3) return;
      if (listed.length === sheetCap) throw unsound(zip.label, `it lists more than ${sheetCap} sheets`);
      listed.push({
        name: decodeEscapes(scanner.attribute('name') ?? ''),
        state: scanner.attribute('state') ?? 'visible',
        id: scanner.attribute('id') ?? '',
      });
    },
    close() {},
    text() {},
  });
  if (root !== 'workbook') throw unsound(zip.label, `${part.name} holds no workbook`);
  const sheets = listed.map(({ name, state, id }): ListedSheet => {
    const found = byId.get(id);
    if (found?.part === undefined) throw unsound(zip.label, `its sheet ${JSON.stringify(name)} is missing`);
    return {
      name,
      state: state === 'hidden' || state === 'veryHidden' ? state : 'visible',
      type: found.type,
      part: found.part,
    };
  });
  requireDistinct(zip.label, sheets);
  return { part, isFrom1904, sheets, relationships };
}

function requireDistinct(label: string, sheets: readonly ListedSheet[]): void {
  if (sheets.length === 0) throw unsound(label, 'it lists no sheets');
  const names = new Set<string>();
  const parts = new Set<ZipPart>();
  for (const { name, part } of sheets) {
    if (names.has(name.toLowerCase()))
      throw unsound(label, `it has two sheets named ${JSON.stringify(name)}`);
    if (parts.has(part)) throw unsound(label, `two of its sheets are the same part, ${part.name}`);
    names.add(name.toLowerCase());
    parts.add(part);
  }
}

async function findWorkbook(zip: ZipDirectory): Promise<ZipPart> {
  const { label, parts } = zip;
  if (parts.has('meta-inf/manifest.xml') && parts.has('content.xml')) {
    throw notRead(label, 'an OpenDocument file (ODS)', askForCsv);
  }
  if (!parts.has('[content_types].xml')) {
    throw notRead(label, 'a ZIP archive without a workbook in it', 'import it as an archive, or unpack it');
  }
  const main = (await readRelationships(zip, '')).find(({ type }) => type === 'officeDocument')?.part;
  if (main === undefined) throw unsound(label, 'it does not say where its sheets are');
  const name = main.name.toLowerCase();
  if (name.endsWith('.bin')) throw notRead(label, 'a binary Excel workbook (XLSB)', askForCsv);
  if (/^(word|ppt|visio)\//.test(name)) throw notRead(label, 'an Office file that is no workbook', askForCsv);
  return main;
}
