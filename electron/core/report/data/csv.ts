/**
 * One record of a CSV file: RFC 4180, CRLF. A cell that a spreadsheet would run as a formula is given a leading apostrophe,
 * and so is one that begins with an apostrophe: to have the text as it was logged, take one leading apostrophe away.
 */
export function csvRecord(cells: readonly (string | number | null)[]): string {
  return `${cells.map((cell) => quoted(cell === null ? '' : typeof cell === 'number' ? String(cell) : harmless(cell))).join(',')}\r\n`;
}

/** What begins a formula, or hides its beginning, in one spreadsheet or another. */
const formulaStart = /^['=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

const harmless = (text: string): string => (formulaStart.test(text) ? `'${text}` : text);

/** Quotes where RFC 4180 asks for them, and where a lone control or blank might be lost. */
const quoted = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what is looked for
  /["\u0000-\u001f]|,|^ | $/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
