/** A kind of file that is known by its first bytes and not read, with a way out. */
export interface Signature {
  /** With its article, as in "a PDF document". */
  readonly name: string;
  /** What to do instead, as a request. */
  readonly wayOut: string;
  matches(head: Buffer): boolean;
}

const hex =
  (digits: string, at = 0) =>
  (head: Buffer): boolean =>
    head.subarray(at, at + digits.length / 2).toString('hex') === digits;
const text =
  (characters: string, at = 0) =>
  (head: Buffer): boolean =>
    head.subarray(at, at + characters.length).toString('latin1') === characters;
const either =
  (...tests: readonly ((head: Buffer) => boolean)[]) =>
  (head: Buffer): boolean =>
    tests.some((test) => test(head));

export const askForCsv = 'ask for the log as CSV, or save it as CSV (UTF-8) and keep the original beside it';
const askForExport = 'export the table that holds the log as CSV';
const unpack = 'unpack it and choose what is inside';
const picture = 'a picture cannot be read as rows: ask for the log itself, as CSV';
const chooseLog = 'choose the log file';

/** Sources: the formats' own specifications, file(1)'s magic, and Gary Kessler's table of file signatures. */
export const signatures: readonly Signature[] = [
  { name: 'a PDF document', wayOut: askForCsv, matches: text('%PDF-') },
  { name: 'a PostScript document', wayOut: askForCsv, matches: text('%!PS') },
  { name: 'a rich text document (RTF)', wayOut: askForCsv, matches: text('{\\rtf') },
  { name: 'a PNG image', wayOut: picture, matches: hex('89504e47') },
  { name: 'a JPEG image', wayOut: picture, matches: hex('ffd8ff') },
  { name: 'a GIF image', wayOut: picture, matches: either(text('GIF87a'), text('GIF89a')) },
  { name: 'a TIFF image', wayOut: picture, matches: either(hex('49492a00'), hex('4d4d002a')) },
  {
    name: 'a WebP image',
    wayOut: picture,
    matches: (head) => text('RIFF')(head) && text('WEBP', 8)(head),
  },
  { name: 'an image or film (HEIC, MP4)', wayOut: picture, matches: text('ftyp', 4) },
  { name: 'a 7-Zip archive', wayOut: unpack, matches: hex('377abcaf271c') },
  { name: 'a RAR archive', wayOut: unpack, matches: text('Rar!\x1a\x07') },
  {
    name: 'a bzip2 archive',
    wayOut: unpack,
    matches: (head) => text('BZh')(head) && either(hex('314159265359', 4), hex('177245385090', 4))(head),
  },
  { name: 'an xz archive', wayOut: unpack, matches: hex('fd377a585a00') },
  { name: 'a Zstandard archive', wayOut: unpack, matches: hex('28b52ffd') },
  { name: 'an LZ4 archive', wayOut: unpack, matches: hex('04224d18') },
  { name: 'a compress archive (.Z)', wayOut: unpack, matches: hex('1f9d') },
  { name: 'a cabinet archive (CAB)', wayOut: unpack, matches: text('MSCF\0\0\0\0') },
  { name: 'a tar archive', wayOut: unpack, matches: text('ustar', 257) },
  {
    name: 'a part of a split ZIP archive',
    wayOut: 'put the parts together and unpack them',
    matches: hex('504b0708'),
  },
  { name: 'an empty ZIP archive', wayOut: 'ask for the file again', matches: hex('504b0506') },
  { name: 'a Windows event log (EVTX)', wayOut: askForCsv, matches: text('ElfFile\0') },
  { name: 'an old Windows event log (EVT)', wayOut: askForCsv, matches: text('LfLe', 4) },
  {
    name: 'a systemd journal',
    wayOut: 'export it as JSON lines (journalctl --file F -o json)',
    matches: text('LPKSHHRH'),
  },
  { name: 'a SQLite database', wayOut: askForExport, matches: text('SQLite format 3\0') },
  {
    name: 'an Access database (MDB, ACCDB)',
    wayOut: askForExport,
    matches: either(text('Standard Jet DB', 4), text('Standard ACE DB', 4)),
  },
  { name: 'a DuckDB database', wayOut: askForExport, matches: text('DUCK', 8) },
  { name: 'a Parquet table', wayOut: askForExport, matches: text('PAR1') },
  { name: 'an ORC table', wayOut: askForExport, matches: text('ORC\x08') },
  { name: 'an Arrow table', wayOut: askForExport, matches: text('ARROW1\0\0') },
  { name: 'an Avro file', wayOut: 'export its records as JSON lines or CSV', matches: text('Obj\x01') },
  {
    name: 'recorded network traffic (pcap)',
    wayOut: chooseLog,
    matches: either(
      hex('d4c3b2a1'),
      hex('a1b2c3d4'),
      hex('4d3cb2a1'),
      hex('a1b23c4d'),
      (head) => hex('0a0d0d0a')(head) && either(hex('4d3c2b1a', 8), hex('1a2b3c4d', 8))(head),
    ),
  },
  {
    name: 'a property list (plist)',
    wayOut: 'convert it to JSON (plutil -convert json)',
    matches: text('bplist00'),
  },
  { name: 'an Outlook mail store (PST)', wayOut: 'save the attached log out of it', matches: text('!BDN') },
  { name: 'a registry hive', wayOut: chooseLog, matches: text('regf') },
  {
    name: 'a disk image (E01)',
    wayOut: 'take the log out of it with your forensic tool',
    matches: either(text('EVF\t\r\n\xff'), text('EVF2\r\n\x81')),
  },
  {
    name: 'an encrypted message (PGP)',
    wayOut: 'decrypt it first',
    matches: text('-----BEGIN PGP MESSAGE-----'),
  },
  {
    name: 'a program',
    wayOut: chooseLog,
    matches: either(
      text('\x7fELF'),
      (head) => text('MZ')(head) && head.subarray(0, 64).includes(0),
      hex('cafebabe'),
      hex('cffaedfe'),
      hex('cefaedfe'),
    ),
  },
];
