import { cellText } from './cell-bytes.ts';
import { anyCells, CR, LF, RecordScanner, recordOutcomes } from './scanner.ts';
import { plainDialect, type TextDialect } from './text-dialect.ts';

/** One record of a delimited text. */
export interface TextRecord {
  /** One of recordOutcomes, never needMore: bytes behind those at hand do not count. */
  readonly outcome: number;
  readonly start: number;
  /** Behind its line end. */
  readonly end: number;
  /** Behind its content. */
  readonly contentEnd: number;
  readonly cellCount: number;
  /** Empty for a broken record; otherwise at most as many as the scanner keeps. */
  readonly cells: readonly string[];
}

/** Cuts one record from bytes[position, available). */
export interface TextScanner {
  scan(bytes: Buffer, position: number, available: number): TextRecord;
}

/** A scanner for any dialect and any number of cells, of which `maxCells` are kept. */
export function createTextScanner(
  dialect: TextDialect,
  maxCells: number,
  maxRecordBytes: number,
): TextScanner {
  const plain = plainDialect(dialect);
  if (plain === null) return new OddScanner(dialect, maxCells, maxRecordBytes);
  const scanner = new RecordScanner(plain, maxCells, maxRecordBytes);
  return {
    scan(bytes, position, available) {
      const outcome = scanner.scan(bytes, position, available, true, 0, anyCells);
      const { recordEnd, contentEnd, cellCount } = scanner;
      const cells: string[] = [];
      if (outcome === recordOutcomes.complete) {
        const count = Math.min(cellCount, maxCells);
        for (let i = 0; i < count; i++) cells.push(cellText(bytes, scanner, i, plain.quote));
      }
      const end = recordEnd < 0 ? available : recordEnd;
      return { outcome, start: position, end, contentEnd: Math.min(contentEnd, end), cellCount, cells };
    },
  };
}

/**
 * The scanner for dialects the byte scanner does not know. Its rules are the same: a quote that opens a cell must be
 * closed and be followed by a delimiter or line end; a quote inside an unquoted cell is text; a record that breaks
 * these rules ends with its first line.
 */
class OddScanner implements TextScanner {
  readonly #delimiter: Buffer;
  readonly #quote: Buffer | null;
  readonly #escape: Buffer | null;
  readonly #lineEnd: TextDialect['lineEnd'];
  readonly #maxCells: number;
  readonly #maxRecordBytes: number;
  readonly #unescape: (text: string) => string;

  constructor(dialect: TextDialect, maxCells: number, maxRecordBytes: number) {
    const { delimiter, quote, lineEnd } = dialect;
    const sign = dialect.escape;
    this.#delimiter = Buffer.from(delimiter);
    this.#quote = quote === null ? null : Buffer.from(quote);
    this.#escape = quote === null || sign === null ? null : Buffer.from(sign);
    this.#lineEnd = lineEnd;
    this.#maxCells = maxCells;
    this.#maxRecordBytes = maxRecordBytes;
    this.#unescape =
      quote === null || sign === null
        ? (text) => text
        : sign === quote
          ? (text) => text.replaceAll(quote + quote, quote)
          : (text) => unescaped(text, sign, quote);
  }

  scan(bytes: Buffer, position: number, available: number): TextRecord {
    const record = this.#scanPlain(bytes, position, available);
    const { outcome } = record;
    if (outcome === recordOutcomes.complete || outcome === recordOutcomes.blank) return record;
    const contentEnd = this.#lineEndFrom(bytes, position, available);
    return { ...record, end: this.#behindLineEnd(bytes, contentEnd, available), contentEnd };
  }

  #scanPlain(bytes: Buffer, position: number, available: number): TextRecord {
    const limit = Math.min(available, position + this.#maxRecordBytes);
    const delimiter = this.#delimiter;
    const quote = this.#quote;
    const cells: string[] = [];
    let cellCount = 0;
    let p = position;
    const broken = (outcome: number): TextRecord => ({
      ...{ outcome, start: position, end: limit, contentEnd: limit },
      ...{ cellCount, cells: [] },
    });
    for (;;) {
      let text: string | null = null;
      if (quote !== null && startsAt(bytes, quote, p, limit)) {
        const start = p + quote.length;
        const close = this.#closingQuote(bytes, start, limit);
        if (close === -1) {
          return broken(limit < available ? recordOutcomes.tooLong : recordOutcomes.unclosedQuote);
        }
        p = close + quote.length;
        const endsCell =
          p >= limit || startsAt(bytes, delimiter, p, limit) || this.#isLineEnd(bytes, p, limit);
        if (!endsCell) return broken(recordOutcomes.textAfterQuote);
        if (cellCount < this.#maxCells) text = this.#unescape(bytes.toString('utf8', start, close));
      } else {
        const start = p;
        while (p < limit && !startsAt(bytes, delimiter, p, limit) && !this.#isLineEnd(bytes, p, limit)) p++;
        if (cellCount < this.#maxCells) text = bytes.toString('utf8', start, p);
      }
      if (text !== null) cells.push(text);
      cellCount++;
      if (p >= limit || !startsAt(bytes, delimiter, p, limit)) break;
      p += delimiter.length;
    }
    if (p >= limit && limit < available) return broken(recordOutcomes.tooLong);
    const end = this.#behindLineEnd(bytes, p, available);
    const record = { start: position, end, contentEnd: p, cellCount };
    if (p === position) return { ...record, outcome: recordOutcomes.blank, cells: [] };
    return { ...record, outcome: recordOutcomes.complete, cells };
  }

  /** Position of the quote that closes the cell whose content begins at `from`; -1 if there is none. */
  #closingQuote(bytes: Buffer, from: number, limit: number): number {
    const quote = this.#quote!;
    const sign = this.#escape;
    const doubles = sign?.equals(quote) ?? false;
    let p = from;
    while (p < limit) {
      if (!doubles && sign !== null && startsAt(bytes, sign, p, limit)) {
        p += sign.length;
        p += startsAt(bytes, quote, p, limit) ? quote.length : 1;
      } else if (startsAt(bytes, quote, p, limit)) {
        if (!doubles || !startsAt(bytes, quote, p + quote.length, limit)) return p;
        p += quote.length * 2;
      } else p++;
    }
    return -1;
  }

  #isLineEnd(bytes: Buffer, p: number, limit: number): boolean {
    const byte = bytes[p];
    switch (this.#lineEnd) {
      case 'cr':
        return byte === CR;
      case 'any':
        return byte === LF || byte === CR;
      default:
        return byte === LF || (byte === CR && p + 1 < limit && bytes[p + 1] === LF);
    }
  }

  #lineEndFrom(bytes: Buffer, from: number, available: number): number {
    let p = from;
    while (p < available && !this.#isLineEnd(bytes, p, available)) p++;
    return p;
  }

  #behindLineEnd(bytes: Buffer, p: number, available: number): number {
    if (p >= available) return available;
    const isPair = this.#lineEnd !== 'cr' && bytes[p] === CR && p + 1 < available && bytes[p + 1] === LF;
    return p + (isPair ? 2 : 1);
  }
}

function startsAt(bytes: Buffer, text: Buffer, at: number, limit: number): boolean {
  if (bytes[at] !== text[0] || at + text.length > limit) return false;
  for (let i = 1; i < text.length; i++) if (bytes[at + i] !== text[i]) return false;
  return true;
}

/** An escape before a quote or another escape goes; before anything else it is text. */
function unescaped(text: string, sign: string, quote: string): string {
  let result = '';
  for (let i = 0; i < text.length; ) {
    if (text.startsWith(sign, i)) {
      const next = text.startsWith(quote, i + sign.length) ? quote : sign;
      if (text.startsWith(next, i + sign.length)) {
        result += next;
        i += sign.length + next.length;
        continue;
      }
    }
    result += text[i++];
  }
  return result;
}
