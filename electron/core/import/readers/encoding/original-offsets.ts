import { closeSync, openSync, readSync } from 'node:fs';
import { requireEncoding } from './encodings.ts';
import { originalLengths } from './multibyte.ts';

/** Tells where places in a transcoded text are in the original bytes. */
export interface OriginalOffsets {
  /**
   * The offset in the original of the character at `textOffset`, which is the beginning of one or the end of the text. Null
   * where it cannot be told: behind a character that the encoding can write in two lengths. Ask in ascending order: going
   * back begins anew.
   */
  at(textOffset: number): number | null;
  close(): void;
}

const windowBytes = 1 << 16;
/** Bytes of the original for a character, by its UTF-8 length; 0 = look it up. Lengths 1 to 4 are at 1 to 4. */
const perCharacter: Readonly<Record<string, readonly number[]>> = {
  'utf-8': [0, 1, 2, 3, 4],
  'single-byte': [0, 1, 1, 1, 1],
  'utf-16': [0, 2, 2, 2, 4],
  'utf-32': [0, 4, 4, 4, 4],
};

/** Opens the text that `transcode` made of a source in that encoding and that was written to a file. */
export function openOriginalOffsets(textPath: string, encodingLabel: string): OriginalOffsets {
  const { id, form } = requireEncoding(encodingLabel);
  const fixed = perCharacter[form];
  const lengths = fixed ? null : originalLengths(id);
  const file = openSync(textPath, 'r');
  const window = Buffer.allocUnsafeSlow(windowBytes);
  let windowStart = 0;
  let windowLength = 0;
  let text = 0;
  let original = 0;
  let isTold = true;

  function byteAt(offset: number): number {
    if (offset < windowStart || offset >= windowStart + windowLength) {
      windowStart = offset;
      windowLength = readSync(file, window, 0, windowBytes, offset);
      if (windowLength === 0) throw new RangeError(`${offset} is beyond the end of ${textPath}`);
    }
    return window[offset - windowStart]!;
  }

  function passCharacter(): void {
    const first = byteAt(text);
    // A byte without a meaning, which was one byte before: see undecodableMark.
    if (first === 0xff) {
      text++;
      original++;
      return;
    }
    const length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (fixed) {
      original += fixed[length]!;
    } else {
      const originalLength = lengths![codePoint(first, length)]!;
      if (originalLength === 255) isTold = false;
      else original += originalLength;
    }
    text += length;
  }

  function codePoint(first: number, length: number): number {
    if (length === 1) return first;
    let value = first & (0xff >> (length + 1));
    for (let i = 1; i < length; i++) value = (value << 6) | (byteAt(text + i) & 0x3f);
    return value;
  }

  return {
    at(textOffset) {
      if (textOffset < text) {
        text = 0;
        original = 0;
        isTold = true;
      }
      while (text < textOffset && isTold) passCharacter();
      return isTold ? original : null;
    },
    close: () => closeSync(file),
  };
}
