import { type Decode, type Undecodable, undecodableMark } from './decode.ts';
import { singleByteTable } from './single-byte.ts';
import { writeCodePoint } from './write-code-point.ts';

/** Decodes an encoding in which each byte is a character. */
export function singleByteDecoder(id: string, undecodable: Undecodable): Decode {
  const table = singleByteTable(id);
  let offset = 0;
  return (bytes) => {
    const text = Buffer.allocUnsafeSlow(bytes.length * 3);
    let end = 0;
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i]!;
      if (byte < 0x80) {
        text[end++] = byte;
        continue;
      }
      const codePoint = table[byte]!;
      if (codePoint === -1) {
        undecodable(offset + i, 1);
        text[end++] = undecodableMark;
      } else {
        end = writeCodePoint(text, end, codePoint);
      }
    }
    offset += bytes.length;
    return text.subarray(0, end);
  };
}

/** Decodes UTF-16 (units of 2 bytes) and UTF-32 (4). Lone surrogates and what is no code point stand for nothing. */
export function wideDecoder(unitBytes: 2 | 4, isLittle: boolean, undecodable: Undecodable): Decode {
  /** Bytes of an incomplete character, which begins at `offset`. */
  let kept: Buffer = Buffer.alloc(0);
  let offset = 0;
  return (piece, isLast) => {
    const bytes = kept.length === 0 ? piece : Buffer.concat([kept, piece]);
    const text = Buffer.allocUnsafeSlow(bytes.length * 2 + 4);
    let end = 0;
    let at = 0;
    const mark = (count: number): void => {
      undecodable(offset + at, count);
      text.fill(undecodableMark, end, end + count);
      end += count;
      at += count;
    };
    while (at + unitBytes <= bytes.length) {
      const unit = unitBytes === 2 ? unit16(bytes, at, isLittle) : unit32(bytes, at, isLittle);
      if (unit < 0x80) {
        text[end++] = unit;
        at += unitBytes;
      } else if (unit < 0xd800 || (unit > 0xdfff && unit <= 0x10ffff)) {
        end = writeCodePoint(text, end, unit);
        at += unitBytes;
      } else if (unitBytes === 4 || unit > 0xdbff) {
        mark(unitBytes);
      } else if (at + 4 > bytes.length) {
        break;
      } else {
        const low = unit16(bytes, at + 2, isLittle);
        if (low < 0xdc00 || low > 0xdfff) {
          mark(2);
        } else {
          end = writeCodePoint(text, end, 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00));
          at += 4;
        }
      }
    }
    if (isLast && at < bytes.length) mark(bytes.length - at);
    kept = Buffer.from(bytes.subarray(at));
    offset += at;
    return text.subarray(0, end);
  };
}

function unit16(bytes: Buffer, at: number, isLittle: boolean): number {
  return isLittle ? bytes[at]! | (bytes[at + 1]! << 8) : (bytes[at]! << 8) | bytes[at + 1]!;
}

const unit32 = (bytes: Buffer, at: number, isLittle: boolean): number =>
  isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
