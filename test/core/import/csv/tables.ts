import fc from 'fast-check';

/** A table and one way to write it. */
export interface WrittenTable {
  readonly cells: readonly (readonly string[])[];
  readonly bytes: Buffer;
  readonly delimiter: string;
  readonly lineEnd: string;
  /** Offset of each record, and its length without line end. */
  readonly places: readonly { readonly offset: number; readonly length: number }[];
}

const text = fc.oneof(
  fc.constantFrom(
    '',
    '"',
    '""',
    ',',
    ';',
    '\t',
    '|',
    '\n',
    '\r',
    '\r\n',
    'a"b',
    ' "x" ',
    '\0',
    '\u00a0',
    '\ufeff',
    'é',
    '车',
    '🚗',
  ),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc
    .array(fc.constantFrom('"', ',', '\n', '\r', 'a', ' ', 'ß'), { maxLength: 6 })
    .map((parts) => parts.join('')),
);

/** Cells that a broken quote before them cannot be closed by. */
const plainText = fc.constantFrom('', 'a', 'bc', 'd\ne', 'f\r\ng,h', '1, 2', 'i "j" k');

/** Tables whose first column is a time in epoch seconds, written with any quoting, delimiter and line end. */
const tables = (text: fc.Arbitrary<string>): fc.Arbitrary<WrittenTable> =>
  fc
    .record({
      width: fc.integer({ min: 2, max: 6 }),
      delimiter: fc.constantFrom(',', ';', '\t', '|'),
      lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
      endsWithLine: fc.boolean(),
    })
    .chain(({ width, delimiter, lineEnd, endsWithLine }) =>
      fc
        .array(
          fc.tuple(
            fc.integer({ min: 1_000_000_000, max: 2_000_000_000 }),
            fc.array(fc.tuple(text, fc.boolean()), { minLength: width - 1, maxLength: width - 1 }),
          ),
          { minLength: 1, maxLength: 12 },
        )
        .map((records): WrittenTable => {
          const places: { offset: number; length: number }[] = [];
          const pieces: Buffer[] = [];
          let offset = 0;
          records.forEach(([time, row], index) => {
            const line = [
              String(time),
              ...row.map(([cell, quoted]) => written(cell, quoted, delimiter)),
            ].join(delimiter);
            const bytes = Buffer.from(line);
            places.push({ offset, length: bytes.length });
            const end = index < records.length - 1 || endsWithLine ? Buffer.from(lineEnd) : Buffer.alloc(0);
            pieces.push(bytes, end);
            offset += bytes.length + end.length;
          });
          return {
            cells: records.map(([time, row]) => [String(time), ...row.map(([cell]) => cell)]),
            bytes: Buffer.concat(pieces),
            delimiter,
            lineEnd,
            places,
          };
        }),
    );

export const writtenTable = tables(text);
export const plainTable = tables(plainText);

function written(cell: string, quoted: boolean, delimiter: string): string {
  const mustBe = cell.includes(delimiter) || /[\r\n]/.test(cell) || cell.startsWith('"');
  return quoted || mustBe ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Bytes that know what hurts: quotes, delimiters, line ends, zero and foreign bytes, and times that make rows. */
export const byteSoup: fc.Arbitrary<Buffer> = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom('1700000000,', '1,', '2,x\n', '3,"y"\n', '4,"a\nb"\n') },
      {
        weight: 4,
        arbitrary: fc.constantFrom('"', '""', ',', '\n', '\r', '\r\n', 'x', ' ', '","', '\n"', '"\n'),
      },
      { weight: 1, arbitrary: fc.constantFrom('é', '🚗', '\0', 'at,header\n', '\ufeff') },
      { weight: 1, arbitrary: fc.uint8Array({ minLength: 1, maxLength: 3 }) },
    ),
    { maxLength: 60 },
  )
  .map((pieces) => Buffer.concat(pieces.map((piece) => Buffer.from(piece as string))));
