import type { IntegrityNote } from '../../../../../shared/contract/records.ts';
import type { DescribedSheet } from './describe-sheet.ts';
import type { Workbook, WorkbookPartAccount } from './workbook.ts';
import type { WorkbookPart } from './workbook-part.ts';
import type { ZipDirectory, ZipPart } from './zip-directory.ts';

/** What parts are, by the place that producers give them; the first that fits. */
const byPlace: readonly (readonly [RegExp, string])[] = [
  [/\/$/, 'a folder'],
  [/^\[content_types\]\.xml$/, 'the list of kinds of parts'],
  [/\.rels$/, 'relationships between parts'],
  [/^docprops\/thumbnail/, 'a picture of the first sheet'],
  [/^docprops\//, 'properties: who wrote it, when, with what'],
  [/vbaproject.*\.bin$|vbadata/, 'macros'],
  [/\/activex\/|\/ctrlprops\//, 'controls'],
  [/\/(chart|macro|dialog)sheets\//, 'a sheet without rows'],
  [/\/worksheets\//, 'a sheet that the workbook does not list'],
  [/\/pivotcache\/.*records/, 'a copy of the rows that a pivot table was made from'],
  [/\/pivotcache\//, 'what a pivot table was made from'],
  [/\/pivottables\//, 'a pivot table'],
  [/\/threadedcomments\/|\/comments/, 'comments on cells'],
  [/\/persons\//, 'names of people who commented'],
  [/\/charts\/|\/chartex\//, 'a chart'],
  [/\/drawings\/|\.vml$/, 'a drawing'],
  [/\/media\//, 'an image'],
  [/\/embeddings\//, 'an embedded file'],
  [/\/externallinks\//, 'a copy of cells of another workbook'],
  [/\/connections\.xml$|\/querytables\//, 'a connection to a data source'],
  [/\/customxml\/|^customxml\//, 'data of other programs'],
  [/\/calcchain\.xml$/, 'the order of calculation'],
  [/\/theme\//, 'colours and fonts'],
  [/\/printersettings\//, 'printer settings'],
  [/\/(timelines?|slicers?)(caches)?\//, 'a filter of a pivot table'],
  [/\/revisions\/|\/userNames/, 'a record of changes'],
  [/_xmlsignatures\//, 'a digital signature'],
];

/** Says of every file in the workbook what it is and whether it is read. */
export function accountForParts(
  zip: ZipDirectory,
  workbook: WorkbookPart,
  sheets: readonly DescribedSheet[],
  read: ReadonlyMap<ZipPart, string>,
): WorkbookPartAccount[] {
  const known = new Map<ZipPart, string>(read);
  known.set(workbook.part, 'the list of sheets');
  const ofSheet = new Map<ZipPart, string>();
  workbook.sheets.forEach(({ name, part }, index) => {
    known.set(part, `sheet ${JSON.stringify(name)}`);
    for (const relationship of sheets[index]!.relationships) {
      if (relationship.part !== undefined)
        ofSheet.set(relationship.part, ` of sheet ${JSON.stringify(name)}`);
      if (relationship.part !== undefined && relationship.type === 'table') {
        known.set(relationship.part, `the place of a table in sheet ${JSON.stringify(name)}`);
      }
    }
  });
  return [...zip.parts.values()].map((part) => {
    const { name, sizeBytes, compressedBytes } = part;
    const key = `/${name.toLowerCase()}`;
    const place = byPlace.find(([pattern]) => pattern.test(key.slice(1)) || pattern.test(key))?.[1];
    const what = known.get(part) ?? `${place ?? 'not known'}${ofSheet.get(part) ?? ''}`;
    const isRead = known.has(part) || /\.rels$|^\/\[content_types\]\.xml$/.test(key);
    return { name, sizeBytes, compressedBytes, what, isRead };
  });
}

/** Parts that an examiner should know of because they may say more than the rows do. */
const worthANote: readonly (readonly [RegExp, IntegrityNote['severity'], string])[] = [
  [/^macros/, 'notice', 'macros, which are not run: they may have changed cells'],
  [/^comments on cells/, 'notice', 'comments on cells, which are not read'],
  [/^a sheet that the workbook does not list/, 'warning', 'a sheet that it does not list, which is not read'],
  [/^a copy of cells of another workbook/, 'notice', 'copies of cells of other workbooks'],
  [/^an embedded file/, 'notice', 'embedded files, which are not read'],
  [/^a connection to a data source/, 'notice', 'a connection to a data source'],
  [/^a record of changes/, 'notice', 'a record of changes, which is not read'],
];

/** What to know of a workbook before its rows are read. */
export function workbookNotes(
  sheets: readonly DescribedSheet[],
  parts: Workbook['parts'],
  isFrom1904: boolean,
): IntegrityNote[] {
  const notes: IntegrityNote[] = [];
  const hidden = sheets
    .filter(({ summary }) => summary.state !== 'visible')
    .map(({ summary }) => summary.name);
  if (hidden.length > 0) {
    const names = hidden.map((name) => JSON.stringify(name)).join(', ');
    notes.push({
      check: 'hidden-sheets',
      severity: 'notice',
      message: `the workbook hides sheets: ${names}`,
    });
  }
  for (const [pattern, severity, message] of worthANote) {
    const found = parts.filter(({ what }) => pattern.test(what));
    if (found.length === 0) continue;
    const names = found
      .map(({ name }) => name)
      .slice(0, 5)
      .join(', ');
    const more = found.length > 5 ? ` and ${found.length - 5} more` : '';
    notes.push({
      check: 'workbook-parts',
      severity,
      message: `the workbook holds ${message}: ${names}${more}`,
    });
  }
  if (isFrom1904) {
    const message = 'the workbook counts days from 1904, as it says; its times are read so';
    notes.push({ check: 'date-system', severity: 'info', message });
  }
  return notes;
}
