/**
 * One table, written in the ways in which delimited files go wrong, each with what should be read of it. The kinds are
 * those of Pollock, a benchmark of loading delimited files (Vitagliano et al., VLDB 2023): the file, its tables, its
 * structural characters, and one row with a delimiter or quote too many or too few.
 */
export interface Pollution {
  readonly name: string;
  /** How many files of the benchmark it stands for. */
  readonly weight: number;
  readonly bytes: Buffer;
  /** Empty where there is none to be read. */
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const headers = [
  'DATE',
  'TIME',
  'Qty',
  'PRODUCTID',
  'Price',
  'ProductType',
  'ProductDescription',
  'URL',
  'Comments',
];
const kinds = ['Plate reader', 'Badge "gold"', 'Radio, mobile', 'Lamp'];
const rowCount = 84;
const rows = Array.from({ length: rowCount }, (_, i) => [
  `2022-${String((i % 12) + 1).padStart(2, '0')}-${String((i % 27) + 1).padStart(2, '0')}`,
  `${String(8 + (i % 10)).padStart(2, '0')}:${String((i * 7) % 60).padStart(2, '0')}:00`,
  String((i % 9) + 1),
  `P-${1000 + i * 3}`,
  (i * 1.25 + 3).toFixed(2),
  kinds[i % 4]!,
  `Model ${i % 5} with ${i % 3 ? 'mount, black' : 'bag'}`,
  `https://example.org/item/${i}?a=${i % 7}`,
  i % 4 === 0 ? 'back order' : i % 4 === 1 ? '' : `shipped ${i}`,
]);

interface Style {
  readonly delimiter?: string;
  readonly quote?: string;
  readonly escape?: string;
  readonly lineEnd?: string;
}

const cellOf = (text: string, { delimiter = ',', quote = '"', escape: sign = quote }: Style): string =>
  text.includes(delimiter) || text.includes(quote) || text.includes('\n')
    ? quote + text.replaceAll(quote, sign + quote) + quote
    : text;
const lineOf = (cells: readonly string[], style: Style = {}): string =>
  cells.map((text) => cellOf(text, style)).join(style.delimiter ?? ',');
const write = (lines: readonly (readonly string[])[], style: Style = {}): string =>
  lines.map((cells) => lineOf(cells, style) + (style.lineEnd ?? '\r\n')).join('');

const all = [headers, ...rows];
const clean = write(all);

const file = (name: string, text: string, changes: Partial<Pollution> = {}): Pollution => ({
  ...{ name, weight: 1, bytes: Buffer.from(text), headers, rows },
  ...changes,
});

function filePollutions(): Pollution[] {
  const narrow = write([headers.slice(0, 4), ...rows.slice(0, 10).map((row) => row.slice(0, 4))]);
  const wide = write([[...headers, 'More', 'Most'], ...rows.slice(0, 10).map((row) => [...row, 'x', 'y'])]);
  return [
    file('source', clean),
    file('no payload', '', { headers: [], rows: [] }),
    file('no trailing newline', clean.slice(0, -2)),
    file('two trailing newlines', `${clean}\r\n`),
    file('no header', write(rows), { headers: [] }),
    file('two header lines', write([headers, headers.map((name) => `(${name} unit)`), ...rows])),
    file(
      'three header lines',
      write([headers, headers.map((name) => `a ${name}`), headers.map((name) => `b ${name}`), ...rows]),
    ),
    file('preamble', `Stock report\r\nAll stores, all goods\r\n\r\n${clean}`),
    file('preamble with delimiters', `Stock report,,,,,,,,\r\n,,,,,,,,\r\n${clean}`),
    file('footnotes', `${clean}\r\nEnd of report\r\nTotal: 84\r\n`),
    file('a smaller table below', `${clean}\r\n${narrow}`, {
      // It has names of the first, so that its records are records of one log.
      rows: [...rows, ...rows.slice(0, 10).map((row) => row.map((text, column) => (column < 4 ? text : '')))],
    }),
    file('a wider table below', `${clean}\r\n${wide}`),
    file(
      'a table of the same width below',
      `${clean}\r\n${clean.slice(0, clean.indexOf('\r\n', 2000) + 2)}`,
      {
        rows: [
          ...rows,
          ...rows.slice(0, clean.slice(0, clean.indexOf('\r\n', 2000)).split('\r\n').length - 1),
        ],
      },
    ),
    file('header only', write([headers]), { rows: [] }),
    file('one row', write(all.slice(0, 2)), { rows: rows.slice(0, 1) }),
  ];
}

function characterPollutions(): Pollution[] {
  return [
    ...[' ', ', ', ';', '\t', '|', '||', ':', '^', '\u0001', '~|~'].map((delimiter) =>
      file(`delimiter ${JSON.stringify(delimiter)}`, write(all, { delimiter })),
    ),
    file("quote '", write(all, { quote: "'" })),
    file('escape \\', write(all, { escape: '\\' })),
    file('no escape', write(all, { escape: '' })),
    file('line end LF', write(all, { lineEnd: '\n' })),
    file('line end CR', write(all, { lineEnd: '\r' })),
    file(
      'line ends of all kinds',
      all.map((cells, i) => lineOf(cells) + ['\r\n', '\n', '\r'][i % 3]).join(''),
    ),
  ];
}

/** Of the rows that the benchmark pollutes one by one, every so many. */
const rowStep = 7;

function rowPollutions(): Pollution[] {
  const found: Pollution[] = [];
  const weight = rowStep;
  const withRow = (name: string, row: number, line: string, cells: readonly string[]): Pollution => {
    const lines = all.map((one, i) => (i === row + 1 ? line : lineOf(one)));
    return file(name, `${lines.join('\r\n')}\r\n`, {
      weight,
      rows: rows.map((one, i) => (i === row ? cells : one)),
    });
  };
  for (let row = 0; row < rowCount; row += rowStep) {
    const cells = rows[row]!;
    const written = cells.map((text) => cellOf(text, {}));
    found.push(withRow(`row ${row}: spaces for delimiters`, row, lineOf(cells, { delimiter: ' ' }), cells));
    for (let column = 0; column < cells.length; column++) {
      const more = written.toSpliced(column, 0, '');
      found.push(
        withRow(
          `row ${row}: a delimiter more at ${column}`,
          row,
          more.join(','),
          cells.toSpliced(column, 0, ''),
        ),
      );
      const quoted = written.with(
        column,
        cells[column]!.includes(',') ? `""${cells[column]}"` : `"${cells[column]}`,
      );
      found.push(
        withRow(
          `row ${row}: a quote more in ${column}`,
          row,
          quoted.join(','),
          cells.with(column, `"${cells[column]}`),
        ),
      );
      if (column === 0) continue;
      const joined = (list: readonly string[]) =>
        list.toSpliced(column - 1, 2, list[column - 1]! + list[column]!);
      found.push(
        withRow(`row ${row}: a delimiter less at ${column}`, row, joined(written).join(','), joined(cells)),
      );
    }
  }
  return found;
}

export function pollutions(): Pollution[] {
  return [...filePollutions(), ...characterPollutions(), ...rowPollutions()];
}
