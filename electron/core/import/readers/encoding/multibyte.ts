/** How the sequences of an East Asian encoding are told apart. Source: WHATWG Encoding 10-14. */
type SequenceLength = (bytes: Uint8Array, at: number, end: number) => number;

const oneOrTwo = (bytes: Uint8Array, at: number): number =>
  bytes[at]! >= 0x81 && bytes[at]! <= 0xfe ? 2 : 1;

const lengths: Readonly<Record<string, SequenceLength>> = {
  shift_jis: (bytes, at) => {
    const first = bytes[at]!;
    return (first >= 0x81 && first <= 0x9f) || (first >= 0xe0 && first <= 0xfc) ? 2 : 1;
  },
  'euc-jp': (bytes, at) => {
    const first = bytes[at]!;
    if (first === 0x8f) return 3;
    return first === 0x8e || (first >= 0xa1 && first <= 0xfe) ? 2 : 1;
  },
  gb18030: (bytes, at, end) => {
    if (oneOrTwo(bytes, at) === 1) return 1;
    // The second byte tells two from four; where it is not there yet, there are too few bytes either way.
    if (at + 1 >= end) return 2;
    return bytes[at + 1]! >= 0x30 && bytes[at + 1]! <= 0x39 ? 4 : 2;
  },
  big5: oneOrTwo,
  'euc-kr': oneOrTwo,
};

/** Bytes of the sequence at `at`, as its first bytes announce it; it may reach beyond `end`, or be wrong. */
export function sequenceLength(id: string, bytes: Uint8Array, at: number, end: number): number {
  return lengths[id]!(bytes, at, end);
}

/** The end of the last sequence that is whole before `end`, walking from `from`, where one begins. */
export function lastSequenceEnd(id: string, bytes: Uint8Array, from: number, end: number): number {
  const length = lengths[id]!;
  let at = from;
  while (at < end) {
    const next = at + (bytes[at]! < 0x80 ? 1 : length(bytes, at, end));
    if (next > end) break;
    at = next;
  }
  return at;
}

const ambiguous = 255;
const measured = new Map<string, Uint8Array>();

/**
 * For every code point, the bytes it takes in a multibyte encoding: found by decoding all its sequences of up to three
 * bytes. 255 where different sequences of different length stand for it; 0 for a mark that ends a sequence of two.
 */
export function originalLengths(id: string): Uint8Array {
  const known = measured.get(id);
  if (known) return known;
  const table = new Uint8Array(0x110000);
  const isSet = new Uint8Array(0x110000);
  const decoder = new TextDecoder(id);
  const learn = (prefix: readonly number[]): void => {
    const sequences = Array.from({ length: 256 }, (_, last) => [...prefix, last]).filter(
      (bytes) =>
        bytes.at(-1) !== 0x0a && sequenceLength(id, Uint8Array.from(bytes), 0, bytes.length) === bytes.length,
    );
    const texts = decoder.decode(Uint8Array.from(sequences.flatMap((bytes) => [...bytes, 0x0a]))).split('\n');
    for (const [i, bytes] of sequences.entries()) {
      const characters = [...texts[i]!];
      if (characters.includes('\ufffd') || characters.length > 2) continue;
      for (const [n, character] of characters.entries()) {
        const codePoint = character.codePointAt(0)!;
        const length = n === 0 ? bytes.length : 0;
        table[codePoint] = isSet[codePoint] && table[codePoint] !== length ? ambiguous : length;
        isSet[codePoint] = 1;
      }
    }
  };
  learn([]);
  table[0x0a] = 1;
  isSet[0x0a] = 1;
  for (let first = 0x80; first <= 0xff; first++) learn([first]);
  if (id === 'euc-jp') for (let second = 0xa1; second <= 0xfe; second++) learn([0x8f, second]);
  // GB 18030 has four bytes for everything that has not two.
  if (id === 'gb18030') for (let i = 0; i < table.length; i++) if (!isSet[i]) table[i] = 4;
  measured.set(id, table);
  return table;
}
