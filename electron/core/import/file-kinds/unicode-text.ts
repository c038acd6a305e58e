import { firstInvalidUtf8 } from '../csv/utf8.ts';

/** Unicode encodings whose units are larger than a byte. */
export type WideEncoding = 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be';

const lookedAt = 1 << 16;
/** Lines, delimiters, digits and Latin letters are a good part of every log, in whatever language its names are. */
const leastAsciiShare = 0.1;
/** Where the bytes would also be UTF-8 with zero characters in it. */
const leastAsciiShareInDoubt = 0.7;
const mostLoneSurrogates = 0.01;
const leastUnits = 8;

/** The encoding that a byte order mark declares, with the bytes of the mark; null where there is none. */
export function markedEncoding(head: Buffer): { encoding: 'utf-8' | WideEncoding; bomBytes: number } | null {
  const [a, b, c, d] = head;
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) {
    return { encoding: 'utf-32le', bomBytes: 4 };
  }
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return { encoding: 'utf-32be', bomBytes: 4 };
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', bomBytes: 2 };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', bomBytes: 2 };
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', bomBytes: 3 };
  return null;
}

/**
 * UTF-16 or UTF-32 without a mark, where it is certain: read this way all is text and a good part of it ASCII, read any
 * other way it has zero characters. Null where not.
 */
export function unmarkedEncoding(head: Buffer): WideEncoding | null {
  const bytes = head.subarray(0, lookedAt);
  if (!bytes.includes(0)) return null;
  const leastShare = mayBeBytes(bytes) ? leastAsciiShareInDoubt : leastAsciiShare;
  for (const encoding of ['utf-32le', 'utf-32be', 'utf-16le', 'utf-16be'] as const) {
    if (asciiShare(bytes, encoding) >= leastShare) return encoding;
  }
  return null;
}

/** True for UTF-8 whose only control characters are zeros. */
function mayBeBytes(bytes: Buffer): boolean {
  const isText = bytes.every(
    (byte) => byte >= 0x20 || byte === 0 || byte === 9 || byte === 10 || byte === 13,
  );
  const invalid = isText ? firstInvalidUtf8(bytes) : 0;
  // The last character may be cut.
  return isText && (invalid === -1 || invalid >= bytes.length - 3);
}

/** The part of the units that is ASCII text; 0 if any unit is no text. */
function asciiShare(bytes: Buffer, encoding: WideEncoding): number {
  const unitBytes = encoding.startsWith('utf-16') ? 2 : 4;
  const isLittle = encoding.endsWith('le');
  const units = Math.floor(bytes.length / unitBytes);
  if (units < leastUnits) return 0;
  let ascii = 0;
  let loneSurrogates = 0;
  let isHighBefore = false;
  for (let i = 0; i < units; i++) {
    const at = i * unitBytes;
    const unit =
      unitBytes === 2
        ? isLittle
          ? bytes.readUInt16LE(at)
          : bytes.readUInt16BE(at)
        : isLittle
          ? bytes.readUInt32LE(at)
          : bytes.readUInt32BE(at);
    if ((unit >= 0x20 && unit < 0x7f) || unit === 9 || unit === 10 || unit === 13) ascii++;
    else if (unit < 0x20 || unit > 0x10ffff || unit === 0xffff || unit === 0xfffe) return 0;
    const isLow = unit >= 0xdc00 && unit <= 0xdfff;
    if (unitBytes === 4 && unit >= 0xd800 && unit <= 0xdfff) return 0;
    if (unitBytes === 2 && isLow !== isHighBefore) loneSurrogates++;
    isHighBefore = unitBytes === 2 && unit >= 0xd800 && unit <= 0xdbff;
  }
  // Damage, or half a character that a field's length cut off, makes it no other encoding.
  return loneSurrogates > units * mostLoneSurrogates ? 0 : ascii / units;
}

/** The beginning of a text in one of the wide encodings, without its mark. */
export function wideBeginning(head: Buffer, encoding: WideEncoding, characters: number): string {
  const unitBytes = encoding.startsWith('utf-16') ? 2 : 4;
  const bytes = Buffer.from(head.subarray(0, characters * unitBytes));
  const whole = bytes.subarray(0, bytes.length - (bytes.length % unitBytes));
  if (unitBytes === 2) {
    return (encoding === 'utf-16be' ? whole.swap16() : whole).toString('utf16le').replace(/^\ufeff/, '');
  }
  let text = '';
  for (let at = 0; at < whole.length; at += 4) {
    const code = encoding === 'utf-32le' ? whole.readUInt32LE(at) : whole.readUInt32BE(at);
    text += code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code);
  }
  return text.replace(/^\ufeff/, '');
}
