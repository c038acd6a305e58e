import { type DescribedSheet, describeSheet } from './describe-sheet.ts';
import { refusalOfOle } from './ole-file.ts';
import { accountForParts, workbookNotes } from './part-kinds.ts';
import { readStyles } from './styles.ts';
import type { Workbook } from './workbook.ts';
import { readWorkbookPart } from './workbook-part.ts';
import { readZipDirectory, type ZipPart } from './zip-directory.ts';

/**
 * Opens an XLSX or XLSM workbook, tells its sheets apart and accounts for every part; rows are read by `readSheet`. Reads the
 * beginning of each sheet only. Throws `not-found`, `input-unreadable`, `input-format` with a way out.
 */
export async function openWorkbook(path: string, label: string): Promise<Workbook> {
  const refusal = await refusalOfOle(path, label);
  if (refusal !== undefined) throw refusal;
  const zip = await readZipDirectory(path, label);
  const workbook = await readWorkbookPart(zip);
  const { relationships, isFrom1904 } = workbook;
  const partOf = (type: string) => relationships.find((relationship) => relationship.type === type)?.part;
  const stylesPart = partOf('styles');
  const textsPart = partOf('sharedStrings');
  const styles = await readStyles(zip, stylesPart);
  const sheets: DescribedSheet[] = [];
  for (const sheet of workbook.sheets) {
    sheets.push(await describeSheet(zip, styles, sheet, workbook.sheets.length));
  }

  const read = new Map<ZipPart, string>();
  if (stylesPart !== undefined) read.set(stylesPart, 'formats of numbers and dates');
  if (textsPart !== undefined) read.set(textsPart, 'texts of cells');
  const parts = accountForParts(zip, workbook, sheets, read);
  return {
    path,
    label,
    fileBytes: zip.fileBytes,
    sheets: sheets.map(({ summary }) => summary),
    parts,
    notes: workbookNotes(sheets, parts, isFrom1904),
    contents: { zip, styles, isFrom1904, textsPart, texts: undefined },
  };
}
