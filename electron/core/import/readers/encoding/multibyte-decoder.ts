import { type Decode, type Undecodable, undecodableMark } from './decode.ts';
import { highByte, type SequenceTables, sequenceLength, sequenceTables } from './multibyte.ts';
import { writeCodePoint } from './write-code-point.ts';

/** Decodes an East Asian encoding. Of a sequence that stands for nothing, the first byte is undecodable, and it goes on behind. */
export function multibyteDecoder(id: string, undecodable: Undecodable): Decode {
  const meaning = meaningOf(id, sequenceTables(id));
  /** Bytes of an incomplete sequence, which begins at `offset`. */
  let kept: Buffer = Buffer.alloc(0);
  let offset = 0;
  return (piece, isLast) => {
    const bytes = kept.length === 0 ? piece : Buffer.concat([kept, piece]);
    const text = Buffer.allocUnsafeSlow(bytes.length * 3);
    let end = 0;
    let at = 0;
    while (at < bytes.length) {
      const byte = bytes[at]!;
      if (byte < 0x80) {
        text[end++] = byte;
        at++;
        continue;
      }
      const length = sequenceLength(id, bytes, at, bytes.length);
      const isCut = at + length > bytes.length;
      if (isCut && !isLast) break;
      const value = isCut ? nothing : meaning(bytes, at, length);
      if (value === nothing) {
        undecodable(offset + at, 1);
        text[end++] = undecodableMark;
        at++;
      } else {
        end = writeCodePoint(text, end, value > 0x10ffff ? value & 0xffff : value);
        if (value > 0x10ffff) end = writeCodePoint(text, end, value >>> 16);
        at += length;
      }
    }
    kept = Buffer.from(bytes.subarray(at));
    offset += at;
    return text.subarray(0, end);
  };
}

const nothing = -1;

function meaningOf(
  id: string,
  { two, three }: SequenceTables,
): (bytes: Buffer, at: number, length: number) => number {
  const decoder = new TextDecoder(id, { fatal: true });
  return (bytes, at, length) => {
    if (length === 1) return highByte(id, bytes[at]!);
    if (length === 2) return two[(bytes[at]! << 8) | bytes[at + 1]!] || nothing;
    if (length === 3) return three![(bytes[at + 1]! << 8) | bytes[at + 2]!] || nothing;
    try {
      return decoder.decode(bytes.subarray(at, at + length)).codePointAt(0) ?? nothing;
    } catch {
      return nothing;
    }
  };
}
