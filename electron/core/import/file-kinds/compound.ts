import type { Signature } from './signatures.ts';
import { askForCsv } from './signatures.ts';

type Named = Pick<Signature, 'name' | 'wayOut'>;

const mark = 'd0cf11e0a1b11ae1';
const entryBytes = 128;
const maxEntries = 4096;

/** By the name of a stream inside, in the order they are looked for. */
const byStream: readonly [RegExp, Named][] = [
  [
    /^(EncryptedPackage|EncryptionInfo)$/,
    {
      name: 'an Office document protected by a password',
      wayOut: 'open it with the password, save it without one, and keep the original beside it',
    },
  ],
  [/^(Workbook|Book)$/, { name: 'an old Excel workbook (XLS)', wayOut: `save it as XLSX, or ${askForCsv}` }],
  [/^WordDocument$/, { name: 'an old Word document (DOC)', wayOut: askForCsv }],
  [/^PowerPoint Document$/, { name: 'an old PowerPoint document (PPT)', wayOut: askForCsv }],
  [
    /^(__nameid_version1\.0|__properties_version1\.0)$/,
    { name: 'an Outlook message (MSG)', wayOut: 'save the attached log out of it' },
  ],
  [
    /^(ReportHeader|ReportInfo|QESession|SavedData.*)$/i,
    { name: 'a Crystal Reports report (RPT)', wayOut: 'export it from Crystal Reports as CSV or XLSX' },
  ],
];

const unknown: Named = {
  name: 'an old Excel workbook (XLS), another Office document, or one protected by a password',
  wayOut: `save it as XLSX without a password, or ${askForCsv}`,
};

/** What an OLE compound file holds, by the names in its directory ([MS-CFB] 2.6); null for other files. */
export function compoundKind(head: Buffer): Named | null {
  if (head.subarray(0, 4).toString('hex') !== mark.slice(0, 8)) return null;
  const names = streamNames(head);
  const found = byStream.find(([pattern]) => names.some((name) => pattern.test(name)));
  return found?.[1] ?? unknown;
}

/** Names in the part of the directory that stands in one piece in the head, which is where writers put it. */
function streamNames(head: Buffer): string[] {
  if (head.length < 512) return [];
  const sectorShift = head.readUInt16LE(30);
  if (sectorShift !== 9 && sectorShift !== 12) return [];
  const start = (head.readUInt32LE(48) + 1) * 2 ** sectorShift;
  const names: string[] = [];
  for (let at = start; at + entryBytes <= head.length && names.length < maxEntries; at += entryBytes) {
    const nameBytes = head.readUInt16LE(at + 64);
    const type = head[at + 66]!;
    if (nameBytes > 64 || type > 5) break;
    if (nameBytes >= 2 && type !== 0) names.push(head.toString('utf16le', at, at + nameBytes - 2));
  }
  return names;
}
