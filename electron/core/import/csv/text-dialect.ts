import { CR, type CsvDialect, LF } from './scanner.ts';

/** How a delimited text is cut into records, whatever its exporter uses for it. */
export interface TextDialect {
  /** Between cells; one character or several. */
  readonly delimiter: string;
  /** Around cells that hold delimiters or line ends; null where cells are never quoted. */
  readonly quote: string | null;
  /** Makes a quote inside quotes text: the quote itself (doubled), or a character such as \. */
  readonly escape: string | null;
  /** `any`: LF, CRLF and CR all end a line. */
  readonly lineEnd: 'lf' | 'cr' | 'any';
}

/** As the quote of a CsvDialect: cells are never quoted. No byte has this value. */
const noQuote = 256;

/**
 * The dialect for the parser of bytes, which is many times as fast; null where it takes the reader of text: several
 * characters, an escape, mixed line ends, or another quote than " (places in the evidence are read with that one).
 */
export function plainDialect(dialect: TextDialect): CsvDialect | null {
  const { delimiter, quote, lineEnd } = dialect;
  const code = delimiter.charCodeAt(0);
  if (delimiter.length !== 1 || code > 0x7f || lineEnd === 'any') return null;
  if (quote !== null && (quote !== '"' || dialect.escape !== quote)) return null;
  return { delimiter: code, quote: quote === null ? noQuote : 0x22, lineEnd: lineEnd === 'cr' ? CR : LF };
}

const names: Readonly<Record<string, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  ' ': 'space',
  '|': 'vertical bar',
  ', ': 'comma and space',
};

/** A delimiter or quote as people read it: a name, or the characters with invisible ones as U+0001. */
export function characterName(text: string): string {
  return (
    names[text] ??
    JSON.stringify(
      text.replace(
        /[^\x21-\x7e\u00a1-\u{10ffff}]/gu,
        (character) => `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')} `,
      ),
    )
  );
}
