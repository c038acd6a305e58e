import type { Utf8Report } from './check-utf8.ts';
import { type Encoding, encodings } from './encodings.ts';
import { multibyteDecoder } from './multibyte-decoder.ts';
import { multibytePoints, singleBytePoints } from './plausibility.ts';
import { singleByteTable } from './single-byte.ts';
import type { Stretch } from './stretches.ts';

/** How a place of the text reads in an encoding. */
export interface SampleWords {
  /** Of the first byte shown, in the file. */
  readonly offset: number;
  /** U+FFFD where bytes stand for nothing. Text of the log: it may hold anything. */
  readonly text: string;
}

/** An encoding that a text may be in. The examiner chooses: bytes alone do not prove an encoding. */
export interface EncodingGuess {
  readonly encoding: string;
  readonly name: string;
  /** Encodings in which all places looked at read the same. */
  readonly alike: readonly string[];
  /** Places looked at, of `places`, that do not read in it. */
  readonly undecodable: number;
  readonly places: number;
  readonly sampleWords: readonly SampleWords[];
}

const mostShown = 6;
const wordsShown = 5;
/** More places than these that do not read rule an encoding out. */
const mostUndecodableShare = 0.02;

interface Candidate {
  readonly encoding: Encoding;
  readonly texts: readonly string[];
  readonly undecodable: number;
  readonly points: number;
}

/** Ranks what a text that is not UTF-8 may be in, the likeliest first; empty where it is UTF-8. */
export function guessEncodings(report: Utf8Report): EncodingGuess[] {
  const { stretches, invalidBytes, validCharacters } = report;
  if (invalidBytes === 0) return isWideLikely(report) ? wideGuesses(report) : [];
  const candidates = encodings
    .filter(({ form }) => form === 'single-byte' || form === 'multibyte')
    .map((encoding) => candidateOf(encoding, stretches));
  const fitting = candidates.filter(
    ({ undecodable }) =>
      undecodable <= Math.max(stretches.length > 1 ? 1 : 0, stretches.length * mostUndecodableShare),
  );
  const ranked = (fitting.length > 0 ? fitting : candidates).toSorted((a, b) => b.points - a.points);
  const guesses = merged(ranked).map(([first, ...others]) => toGuess(first!, others, stretches));
  // More of it is UTF-8 than is not: UTF-8 with damage, or pieces of another encoding in it.
  if (validCharacters > invalidBytes) guesses.unshift(damagedUtf8(report));
  if (isWideLikely(report)) guesses.unshift(...wideGuesses(report));
  return guesses.slice(0, mostShown);
}

function candidateOf(encoding: Encoding, stretches: readonly Stretch[]): Candidate {
  const texts = stretches.map(({ bytes }) => decodeStretch(encoding, bytes));
  let undecodable = 0;
  let points = 0;
  for (const [i, text] of texts.entries()) {
    if (text.includes('\ufffd')) undecodable++;
    points +=
      encoding.form === 'multibyte'
        ? multibytePoints(encoding.id, stretches[i]!.bytes, text)
        : singleBytePoints(text);
  }
  return { encoding, texts, undecodable, points: points - undecodable * 50 };
}

function decodeStretch({ id, form }: Encoding, bytes: Buffer): string {
  if (form === 'multibyte') {
    // A stretch may end inside a character: what is incomplete there is no fault of the encoding.
    return multibyteDecoder(id, () => {})(bytes, false).toString('utf8');
  }
  const table = singleByteTable(id);
  return Array.from(bytes, (byte) =>
    table[byte]! === -1 ? '\ufffd' : String.fromCodePoint(table[byte]!),
  ).join('');
}

/** Those in which all places read the same, put together under the first. */
function merged(ranked: readonly Candidate[]): Candidate[][] {
  const groups = new Map<string, Candidate[]>();
  for (const candidate of ranked) {
    const key = JSON.stringify(candidate.texts);
    const group = groups.get(key);
    if (group) group.push(candidate);
    else groups.set(key, [candidate]);
  }
  return [...groups.values()];
}

function toGuess(
  { encoding, texts, undecodable }: Candidate,
  alike: readonly Candidate[],
  stretches: readonly Stretch[],
): EncodingGuess {
  return {
    encoding: encoding.id,
    name: encoding.name,
    alike: alike.map((one) => one.encoding.id),
    undecodable,
    places: stretches.length,
    sampleWords: stretches.slice(0, wordsShown).map(({ offset }, i) => ({ offset, text: texts[i]! })),
  };
}

function damagedUtf8({ stretches }: Utf8Report): EncodingGuess {
  return {
    encoding: 'utf-8',
    name: 'UTF-8 with places that are damaged or in another encoding; their records are rejected',
    alike: [],
    undecodable: stretches.length,
    places: stretches.length,
    sampleWords: stretches
      .slice(0, wordsShown)
      .map(({ offset, bytes }) => ({ offset, text: bytes.toString('utf8') })),
  };
}

/** Text of lines has a zero byte in half of its units; it was not certain, or it would not come here. */
function isWideLikely({ zeroBytes, sizeBytes }: Utf8Report): boolean {
  return sizeBytes % 2 === 0 && zeroBytes > sizeBytes / 20;
}

function wideGuesses({ head }: Utf8Report): EncodingGuess[] {
  return encodings
    .filter(({ form }) => form === 'utf-16')
    .map(({ id, name }) => {
      const text = new TextDecoder(id, { ignoreBOM: true }).decode(head.subarray(0, 128));
      const points = [...text].filter((character) => /[\t\r\n -~]/.test(character)).length;
      const undecodable = text.includes('\ufffd') ? 1 : 0;
      return {
        points,
        guess: { encoding: id, name, alike: [], undecodable, places: 1, sampleWords: [{ offset: 0, text }] },
      };
    })
    .toSorted((a, b) => b.points - a.points)
    .map(({ guess }) => guess);
}
