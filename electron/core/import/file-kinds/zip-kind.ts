import type { FileKind } from '../file-kind.ts';
import { askForCsv } from './signatures.ts';

interface ZipForm {
  /** All of them are among the names inside. */
  readonly has: readonly RegExp[];
  readonly kind: FileKind;
}

const refused = (name: string, wayOut: string): FileKind => ({ kind: 'refused', name, wayOut });
const contentTypes = /^\[Content_Types\]\.xml$/i;

/** Formats that are zips of a certain content. Sources: ECMA-376 part 2, [MS-XLSB], OpenDocument 1.3 part 2. */
const forms: readonly ZipForm[] = [
  {
    has: [contentTypes, /(^|\/)workbook\d*\.bin$/i],
    kind: refused('an Excel workbook in binary form (XLSB)', `save it as XLSX, or ${askForCsv}`),
  },
  { has: [contentTypes, /(^|\/)workbook\d*\.xml$/i], kind: { kind: 'xlsx' } },
  { has: [contentTypes, /^word\//i], kind: refused('a Word document (DOCX)', askForCsv) },
  { has: [contentTypes, /^ppt\//i], kind: refused('a PowerPoint document (PPTX)', askForCsv) },
  {
    has: [/^mimetype$/, /^content\.xml$/, /^META-INF\/manifest\.xml$/],
    kind: refused('an OpenDocument file (ODS, ODT)', `save it as XLSX, or ${askForCsv}`),
  },
  {
    has: [/^Index\/Document\.iwa$/],
    kind: refused('an Apple Numbers or Pages document', 'export it as CSV or XLSX'),
  },
  { has: [/^META-INF\/MANIFEST\.MF$/i], kind: refused('a program (JAR, APK)', 'choose the log file') },
];

/** What a zip is, by the names inside: a workbook, another known format, or an archive. */
export function zipKind(names: readonly string[]): FileKind {
  const paths = names.map((name) => name.replaceAll('\\', '/').replace(/^\/+/, ''));
  const found = forms.find(({ has }) => has.every((pattern) => paths.some((path) => pattern.test(path))));
  return found?.kind ?? { kind: 'zip' };
}
