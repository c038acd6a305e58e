import { AppError } from '../../../../../shared/contract/errors.ts';
import { type JobContext, throwIfCancelled } from '../../../job.ts';
import { giveTurns } from './give-turns.ts';
import { readPart } from './read-part.ts';
import { partFailure } from './refusals.ts';
import { TextRuns } from './text-runs.ts';
import { type XmlHandler, XmlScanner } from './xml-scanner.ts';
import type { ZipDirectory, ZipPart } from './zip-directory.ts';

/** Segments grow up to this; a place counts as if all of them were as large. */
const segmentBytes = 1 << 24;
const firstSegmentBytes = 1 << 16;
/** Longer texts fit into no record. */
const textBytesCap = 4 << 20;
const totalBytesCap = 2 ** 30;
const cachedTexts = 1 << 14;

/** The texts that cells name by number, in UTF-8 outside the heap: their bytes and 8 a text, 1 GiB at most. */
export class SharedTexts {
  count = 0;
  readonly #segments: Buffer[] = [];
  #segmentBytes = 0;
  /** Of the last segment. */
  #used = 0;
  /** Where each text begins and ends, counted over segments of 16 MiB; a text does not cross from one to the next. */
  #starts = new Uint32Array(1024);
  #ends = new Uint32Array(1024);
  readonly #cachedIndexes = new Int32Array(cachedTexts).fill(-1);
  readonly #cachedTexts: string[] = new Array(cachedTexts).fill('');

  /** Of a text longer than 4 MiB nothing is kept but that it was there. */
  add(text: string | null): void {
    if (this.count === this.#starts.length) {
      this.#starts = grown(this.#starts);
      this.#ends = grown(this.#ends);
    }
    const bytes = text === null ? 0 : Buffer.byteLength(text);
    if (this.#used + bytes > (this.#segments.at(-1)?.length ?? 0)) this.#addSegment(bytes);
    const segment = Math.max(0, this.#segments.length - 1);
    const start = segment * segmentBytes + this.#used;
    if (bytes > 0) this.#segments[segment]!.write(text!, this.#used, bytes, 'utf8');
    this.#used += bytes;
    this.#starts[this.count] = start;
    this.#ends[this.count] = text === null ? tooLong : start + bytes;
    this.count++;
  }

  /** Undefined where there is no such text, null where it is longer than 4 MiB. */
  text(index: number): string | null | undefined {
    if (!(index >= 0 && index < this.count)) return undefined;
    const slot = index & (cachedTexts - 1);
    if (this.#cachedIndexes[slot] === index) return this.#cachedTexts[slot];
    const start = this.#starts[index]!;
    const end = this.#ends[index]!;
    if (end === tooLong) return null;
    if (end === start) return '';
    const segment = Math.floor(start / segmentBytes);
    const from = start - segment * segmentBytes;
    const text = this.#segments[segment]!.toString('utf8', from, from + end - start);
    // Long texts would make the cache as large as the texts.
    if (text.length <= 1024) {
      this.#cachedIndexes[slot] = index;
      this.#cachedTexts[slot] = text;
    }
    return text;
  }

  #addSegment(bytesNeeded: number): void {
    const usual = Math.min(segmentBytes, firstSegmentBytes << (2 * Math.min(4, this.#segments.length)));
    const segment = Buffer.allocUnsafeSlow(Math.max(usual, bytesNeeded));
    this.#segments.push(segment);
    this.#segmentBytes += segment.length;
    this.#used = 0;
  }

  /** Memory that grows with the texts. */
  get bytes(): number {
    return this.#segmentBytes + this.#starts.length * 8;
  }
}

const tooLong = 0xffffffff;

function grown(numbers: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}

/** Reads `sharedStrings.xml`. Throws `input-format` (also for more than 1 GiB of text), `input-unreadable`, `cancelled`. */
export async function readSharedTexts(
  zip: ZipDirectory,
  part: ZipPart | undefined,
  job: JobContext,
): Promise<SharedTexts> {
  const texts = new SharedTexts();
  if (part === undefined) return texts;
  const scanner = new XmlScanner(sharedTextHandler(texts));
  const turns = giveTurns();
  let done = 0;
  try {
    for await (const piece of readPart(zip, part)) {
      throwIfCancelled(job);
      scanner.push(piece);
      done += piece.length;
      job.report({
        done,
        total: part.sizeBytes,
        unit: 'bytes',
        stage: 'reading the texts of the workbook',
      });
      if (texts.bytes > totalBytesCap) throw tooMuch(zip.label);
      await turns();
    }
    scanner.finish();
  } catch (thrown) {
    throw partFailure(zip.label, `${part.name} (the texts of its cells), after text ${texts.count},`, thrown);
  }
  return texts;
}

function tooMuch(label: string): AppError {
  return new AppError(
    'input-format',
    `${label} holds more than 1 GiB of different texts, more than this version reads from a workbook: ask for the log as CSV, or save each sheet as CSV (UTF-8) and keep the workbook beside it`,
    { path: label },
  );
}

function sharedTextHandler(texts: SharedTexts): XmlHandler {
  const runs = new TextRuns(textBytesCap);
  let isInItem = false;
  return {
    open(name, scanner) {
      if (isInItem) runs.open(name);
      else if (name === 'si' && scanner.depth === 2) {
        isInItem = true;
        runs.begin();
      }
    },
    close(name, scanner) {
      if (!isInItem) return;
      if (name === 'si' && scanner.depth === 2) {
        isInItem = false;
        texts.add(runs.text());
      } else {
        runs.close(name);
      }
    },
    text(bytes, start, end, isCdata) {
      if (isInItem) runs.add(bytes, start, end, isCdata);
    },
  };
}
