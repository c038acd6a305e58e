/** Distinguished encoding of the structures a signature is made of: one way to write each, so bytes can be compared. */

/** A value with its tag; lengths are definite and shortest. */
function tagged(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), encodedLength(content.length), content]);
}

function encodedLength(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const digits = length.toString(16);
  const bytes = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex');
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes]);
}

export const sequence = (...parts: readonly Uint8Array[]): Buffer => tagged(0x30, ...parts);

/** SET OF: members in the order of their bytes, as the distinguished encoding asks. */
export function setOf(...members: readonly Uint8Array[]): Buffer {
  return tagged(0x31, ...[...members].sort(Buffer.compare));
}

/** A constructed context tag: `[number]`. */
export const context = (number: number, ...parts: readonly Uint8Array[]): Buffer =>
  tagged(0xa0 | number, ...parts);

/** A primitive context tag: `[number] IMPLICIT` of something that is not built of parts. */
export const contextPrimitive = (number: number, bytes: Uint8Array): Buffer => tagged(0x80 | number, bytes);

export const octets = (bytes: Uint8Array): Buffer => tagged(0x04, bytes);

export const utf8String = (text: string): Buffer => tagged(0x0c, Buffer.from(text, 'utf8'));

export const yes = (): Buffer => tagged(0x01, Buffer.from([0xff]));

/** A positive integer from its bytes, most significant first; the first one must be 1 to 127. */
export const positiveInteger = (bytes: Uint8Array): Buffer => tagged(0x02, bytes);

/** BIT STRING of whole bytes, or of all but the last `unusedBits`. */
export const bitString = (bytes: Uint8Array, unusedBits = 0): Buffer =>
  tagged(0x03, Buffer.from([unusedBits]), bytes);

/** An integer from 0 to 127. */
export const smallInteger = (value: number): Buffer => tagged(0x02, Buffer.from([value]));

export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return tagged(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(value: number): number[] {
  const bytes = [value & 0x7f];
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
}

/** Whole seconds, UTC; two-digit years up to 2049 and four-digit ones after, as RFC 5652 section 11.3 asks. */
export function time(at: Date): Buffer {
  const digits = `${at
    .toISOString()
    .slice(0, 19)
    .replace(/[^0-9]/g, '')}Z`;
  const year = at.getUTCFullYear();
  return year >= 1950 && year < 2050
    ? tagged(0x17, Buffer.from(digits.slice(2), 'latin1'))
    : tagged(0x18, Buffer.from(digits, 'latin1'));
}
