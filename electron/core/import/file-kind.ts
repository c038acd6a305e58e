import { AppError } from '../../../shared/contract/errors.ts';

interface Signature {
  readonly name: string;
  readonly wayOut: string;
  matches(head: Buffer): boolean;
}

const startsWith =
  (...bytes: number[]) =>
  (head: Buffer): boolean =>
    bytes.every((byte, index) => head[index] === byte);
const startsWithText =
  (text: string) =>
  (head: Buffer): boolean =>
    head.subarray(0, text.length).toString('latin1') === text;
const firstCharacterIs =
  (characters: string) =>
  (head: Buffer): boolean => {
    const text = head
      .toString('latin1')
      .replace(/^\u00ef\u00bb\u00bf/, '')
      .trimStart();
    return text !== '' && characters.includes(text[0]!);
  };

const askForCsv = 'ask for the log as CSV, or save it as CSV (UTF-8) and keep the original beside it';

/** What is recognized and refused, with a way out. Later formats leave this table. */
const refused: readonly Signature[] = [
  {
    name: 'a ZIP archive or Excel workbook (XLSX)',
    wayOut: `unpack it, or ${askForCsv}`,
    matches: startsWith(0x50, 0x4b, 3, 4),
  },
  { name: 'an empty ZIP archive', wayOut: 'ask for the file again', matches: startsWith(0x50, 0x4b, 5, 6) },
  {
    name: 'an old Excel workbook or another Office file (XLS)',
    wayOut: askForCsv,
    matches: startsWith(0xd0, 0xcf, 0x11, 0xe0),
  },
  { name: 'a PDF document', wayOut: askForCsv, matches: startsWithText('%PDF-') },
  { name: 'a gzip archive', wayOut: 'unpack it first', matches: startsWith(0x1f, 0x8b) },
  { name: 'a 7-Zip archive', wayOut: 'unpack it first', matches: startsWith(0x37, 0x7a, 0xbc, 0xaf) },
  { name: 'a Windows event log (EVTX)', wayOut: askForCsv, matches: startsWithText('ElfFile\0') },
  {
    name: 'a SQLite database',
    wayOut: 'export the table that holds the log as CSV',
    matches: startsWithText('SQLite format 3\0'),
  },
  { name: 'a PNG image', wayOut: askForCsv, matches: startsWith(0x89, 0x50, 0x4e, 0x47) },
  { name: 'a JPEG image', wayOut: askForCsv, matches: startsWith(0xff, 0xd8, 0xff) },
  {
    name: 'a program',
    wayOut: 'choose the log file',
    matches: (head) => startsWithText('\x7fELF')(head) || startsWithText('MZ\x90')(head),
  },
  { name: 'an XML or HTML document', wayOut: askForCsv, matches: firstCharacterIs('<') },
  { name: 'JSON', wayOut: 'convert it to CSV until this version of the program reads JSON', matches: isJson },
  {
    name: 'text in UTF-32',
    wayOut: 'save it as UTF-8',
    matches: (head) => startsWith(0xff, 0xfe, 0, 0)(head) || startsWith(0, 0, 0xfe, 0xff)(head),
  },
  { name: 'text in UTF-16', wayOut: 'save it as UTF-8', matches: isUtf16 },
];

/** Throws input-empty or input-format unless the head of the file can be delimited text. */
export function requireDelimitedText(path: string, head: Buffer): void {
  if (head.length === 0) {
    throw new AppError('input-empty', `${path} is empty: 0 bytes. Ask for the file again`, { path });
  }
  const found = refused.find((signature) => signature.matches(head));
  if (found) {
    throw new AppError(
      'input-format',
      `${path} is ${found.name}, which this version does not read: ${found.wayOut}`,
      {
        path,
        format: found.name,
      },
    );
  }
  const nul = head.indexOf(0);
  if (nul !== -1) {
    throw new AppError(
      'input-format',
      `${path} is not text: it has a zero byte at offset ${nul}. Choose the log as CSV, saved as UTF-8`,
      { path, offset: nul },
    );
  }
}

function isJson(head: Buffer): boolean {
  const text = head
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
  return /^\{\s*("|\})/.test(text) || /^\[\s*(\{|\[|"|\]|\d)/.test(text);
}

/** A UTF-16 mark, or a zero byte in every other place of the beginning. */
function isUtf16(head: Buffer): boolean {
  if (startsWith(0xff, 0xfe)(head) || startsWith(0xfe, 0xff)(head)) return true;
  const length = Math.min(head.length & ~1, 400);
  if (length < 8) return false;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < length; i += 2) {
    if (head[i] === 0) even++;
    if (head[i + 1] === 0) odd++;
  }
  return even > length * 0.35 || odd > length * 0.35;
}
