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

/** Code points of all sequences of two bytes by `first << 8 | second`, and behind 0x8f where EUC-JP has three. */
export interface SequenceTables {
  /** 0 = stands for nothing; above 0x10ffff: two characters, the second times 65536 and the first. */
  readonly two: Uint32Array;
  readonly three: Uint32Array | null;
}

const tables = new Map<string, SequenceTables>();

/**
 * What the sequences of an encoding stand for, asked of TextDecoder once. What ICU adds to the standard is left out: control
 * characters for bytes that have no meaning; and it exchanges three control characters in Shift JIS, so ASCII is not asked.
 */
export function sequenceTables(id: string): SequenceTables {
  const known = tables.get(id);
  if (known) return known;
  const two = new Uint32Array(0x10000);
  for (let first = 0x81; first <= 0xfe; first++) learn(id, [first], two);
  if (id === 'euc-kr') addUnifiedHangul(two);
  const three = id === 'euc-jp' ? new Uint32Array(0x10000) : null;
  if (three) for (let second = 0xa1; second <= 0xfe; second++) learn(id, [0x8f, second], three);
  const made = { two, three };
  tables.set(id, made);
  return made;
}

function learn(id: string, prefix: readonly number[], table: Uint32Array): void {
  const sequences: number[][] = [];
  for (let last = 0x40; last <= 0xfe; last++) {
    const bytes = [...prefix, last];
    if (sequenceLength(id, Uint8Array.from(bytes), 0, bytes.length) === bytes.length) sequences.push(bytes);
  }
  const text = new TextDecoder(id).decode(Uint8Array.from(sequences.flatMap((bytes) => [...bytes, 0x0a])));
  for (const [i, line] of text.split('\n').entries()) {
    const [first, second = 0, ...others] = Array.from(line, (character) => character.codePointAt(0)!);
    if (first === undefined || first < 0xa0 || first === 0xfffd || others.length > 0) continue;
    if (second !== 0 && (second < 0xa0 || second === 0xfffd)) continue;
    const bytes = sequences[i]!;
    table[(bytes.at(-2)! << 8) | bytes.at(-1)!] = first + second * 0x10000;
  }
}

/**
 * Windows' extension of EUC-KR, which ICU does not have under that name: the syllables that KS X 1001 lacks, in their order,
 * and the two signs of its second edition
 * (Unified Hangul Code; WHATWG index-euc-kr).
 */
function addUnifiedHangul(two: Uint32Array): void {
  two[0xa2e6] = 0x20ac;
  two[0xa2e7] = 0xae;
  const has = new Set(two);
  let syllable = 0xac00;
  for (let first = 0x81; first <= 0xc6; first++) {
    const last = first <= 0xa0 ? 0xfe : 0xa0;
    for (let second = 0x41; second <= last; second++) {
      if ((second > 0x5a && second < 0x61) || (second > 0x7a && second < 0x81)) continue;
      while (has.has(syllable)) syllable++;
      if (syllable > 0xd7a3) return;
      two[(first << 8) | second] = syllable++;
    }
  }
}

/** What a single byte from 0x80 on stands for; -1 for nothing. */
export function highByte(id: string, byte: number): number {
  if (id === 'shift_jis' && byte >= 0xa1 && byte <= 0xdf) return 0xff61 + byte - 0xa1;
  if (id === 'shift_jis' && byte === 0x80) return 0x80;
  return id === 'gb18030' && byte === 0x80 ? 0x20ac : -1;
}

const ambiguous = 255;
const measured = new Map<string, Uint8Array>();

/**
 * For every code point, the bytes it takes in a multibyte encoding. 255 where sequences of different length stand for it; 0 for
 * a mark that is the second character of a sequence.
 */
export function originalLengths(id: string): Uint8Array {
  const known = measured.get(id);
  if (known) return known;
  // GB 18030 has four bytes for everything that has not two.
  const unset = id === 'gb18030' ? 4 : 2;
  const lengthsOf = new Uint8Array(0x110000).fill(unset);
  const isSet = new Uint8Array(0x110000);
  const set = (codePoint: number, length: number): void => {
    lengthsOf[codePoint] = isSet[codePoint] === 1 && lengthsOf[codePoint] !== length ? ambiguous : length;
    isSet[codePoint] = 1;
  };
  for (let byte = 0; byte < 0x80; byte++) set(byte, 1);
  for (let byte = 0x80; byte <= 0xff; byte++) if (highByte(id, byte) !== -1) set(highByte(id, byte), 1);
  const { two, three } = sequenceTables(id);
  for (const [table, length] of [
    [two, 2],
    [three ?? [], 3],
  ] as const) {
    for (const value of table) {
      if (value === 0) continue;
      if (value <= 0x10ffff) set(value, length);
      else {
        set(value & 0xffff, length);
        set(value >>> 16, 0);
      }
    }
  }
  measured.set(id, lengthsOf);
  return lengthsOf;
}
