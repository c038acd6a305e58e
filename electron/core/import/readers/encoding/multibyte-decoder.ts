import { type Decode, type Undecodable, undecodableMark } from './decode.ts';
import { lastSequenceEnd, sequenceLength } from './multibyte.ts';

/** Decodes an East Asian encoding. Of a sequence that stands for nothing, the first byte is undecodable, and it goes on behind. */
export function multibyteDecoder(id: string, undecodable: Undecodable): Decode {
  const decoder = new TextDecoder(id, { fatal: true, ignoreBOM: true });
  /** Bytes of an incomplete sequence, which begins at `offset`. */
  let kept: Buffer = Buffer.alloc(0);
  let offset = 0;
  const tryDecode = (bytes: Uint8Array): Buffer | null => {
    try {
      return Buffer.from(decoder.decode(bytes), 'utf8');
    } catch {
      return null;
    }
  };
  return (piece, isLast) => {
    const bytes = kept.length === 0 ? piece : Buffer.concat([kept, piece]);
    const end = lastSequenceEnd(id, bytes, 0, bytes.length);
    const whole = tryDecode(bytes.subarray(0, end));
    if (whole !== null && (!isLast || end === bytes.length)) {
      kept = Buffer.from(bytes.subarray(end));
      offset += end;
      return whole;
    }
    // Something in it stands for nothing: sequence by sequence, at a cost that grows with the bytes only.
    const parts: Buffer[] = [];
    let at = 0;
    while (at < bytes.length) {
      const next = at + sequenceLength(id, bytes, at, bytes.length);
      if (next > bytes.length && !isLast) break;
      const text = next > bytes.length ? null : tryDecode(bytes.subarray(at, next));
      if (text !== null) {
        parts.push(text);
        at = next;
      } else {
        undecodable(offset + at, 1);
        parts.push(Buffer.of(undecodableMark));
        at++;
      }
    }
    kept = Buffer.from(bytes.subarray(at));
    offset += at;
    return Buffer.concat(parts);
  };
}
