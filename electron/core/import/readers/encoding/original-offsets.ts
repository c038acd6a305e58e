import { closeSync, openSync, readSync } from 'node:fs';
import { undecodableMark } from './decode.ts';
import { type EncodingForm, requireEncoding } from './encodings.ts';
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

/** Adds up the original bytes of a text, given piece by piece. */
interface Sum {
  /** Null once it cannot be told. */
  readonly original: number | null;
  add(text: Uint8Array): void;
}

const windowBytes = 1 << 16;

/** Opens the text that `transcode` made of a source in that encoding and that was written to a file. */
export function openOriginalOffsets(textPath: string, encodingLabel: string): OriginalOffsets {
  const { id, form } = requireEncoding(encodingLabel);
  const newSum = (): Sum => (form === 'multibyte' ? lookedUpSum(originalLengths(id)) : byteSum(form));
  const file = openSync(textPath, 'r');
  const window = Buffer.allocUnsafeSlow(windowBytes);
  let windowStart = 0;
  let windowLength = 0;
  let text = 0;
  let sum = newSum();

  function pass(textOffset: number): void {
    while (text < textOffset) {
      if (text < windowStart || text >= windowStart + windowLength) {
        windowStart = text;
        windowLength = readSync(file, window, 0, windowBytes, text);
        if (windowLength === 0) throw new RangeError(`${text} is beyond the end of ${textPath}`);
      }
      const from = text - windowStart;
      const to = Math.min(windowLength, textOffset - windowStart);
      sum.add(window.subarray(from, to));
      text += to - from;
    }
  }

  return {
    at(textOffset) {
      if (textOffset < text) {
        text = 0;
        sum = newSum();
      }
      pass(textOffset);
      return sum.original;
    },
    close: () => closeSync(file),
  };
}

/** Where the first byte of a character, as UTF-8, tells how long it was. */
function byteSum(form: Exclude<EncodingForm, 'multibyte'>): Sum {
  const worth = Uint8Array.from({ length: 256 }, (_, byte) => {
    if (form === 'utf-8' || byte === undecodableMark) return 1;
    if (byte >= 0x80 && byte < 0xc0) return 0;
    if (form === 'single-byte') return 1;
    return form === 'utf-32' || byte >= 0xf0 ? 4 : 2;
  });
  let original = 0;
  return {
    get original() {
      return original;
    },
    add(text) {
      let added = 0;
      for (let i = 0; i < text.length; i++) added += worth[text[i]!]!;
      original += added;
    },
  };
}

/** Where only the character tells. */
function lookedUpSum(lengths: Uint8Array): Sum {
  let original: number | null = 0;
  let codePoint = 0;
  let missing = 0;
  function addCharacter(): void {
    const length = lengths[codePoint]!;
    if (original !== null) original = length === 255 ? null : original + length;
  }
  return {
    get original() {
      return original;
    },
    add(text) {
      for (let i = 0; i < text.length && original !== null; i++) {
        const byte = text[i]!;
        if (byte < 0x80 || byte === undecodableMark) {
          original++;
        } else if (byte < 0xc0) {
          codePoint = (codePoint << 6) | (byte & 0x3f);
          if (--missing === 0) addCharacter();
        } else {
          missing = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
          codePoint = byte & (0x3f >> missing);
        }
      }
    },
  };
}
