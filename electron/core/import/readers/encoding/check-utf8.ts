import { isAscii, isUtf8 } from 'node:buffer';
import { type JobContext, throwIfCancelled } from '../../../job.ts';
import { firstInvalidUtf8 } from '../../csv/utf8.ts';
import type { ByteSource } from '../table-reader.ts';
import { type Stretch, Stretches } from './stretches.ts';

/** Whether a text is UTF-8, decided over all of it. */
export interface Utf8Report {
  readonly sizeBytes: number;
  readonly bomBytes: 0 | 3;
  readonly isAscii: boolean;
  /** Bytes that belong to no well-formed character (RFC 3629); 0 = the text is UTF-8. */
  readonly invalidBytes: number;
  /** Offsets of the first of them. */
  readonly firstInvalid: readonly number[];
  /** Well-formed characters beyond ASCII. */
  readonly validCharacters: number;
  readonly zeroBytes: number;
  /** The beginning. */
  readonly head: Buffer;
  /** Places with bytes that are not UTF-8 and what stands around them, from all over the text, in order. */
  readonly stretches: readonly Stretch[];
}

const offsetsKept = 20;
/** What is seen on both sides of a place. */
const marginBytes = 256;
const headBytes = 512;

/** Reads all of a source and checks that it is UTF-8, strictly. */
export async function checkUtf8(source: ByteSource, job: JobContext): Promise<Utf8Report> {
  const check = new Check();
  let done = 0;
  for await (const piece of source.open()) {
    throwIfCancelled(job);
    check.add(piece);
    done += piece.length;
    job.report({ done, total: source.sizeBytes, unit: 'bytes', stage: 'checking the encoding' });
  }
  return check.finish();
}

class Check {
  /** Bytes from offset `#start` on; those before `#checked` are done and stay as the margin. */
  #bytes: Buffer = Buffer.alloc(0);
  #start = 0;
  #checked = 0;
  #isAscii = true;
  #invalidBytes = 0;
  #validCharacters = 0;
  #zeroBytes = 0;
  #head: Buffer = Buffer.alloc(0);
  readonly #firstInvalid: number[] = [];
  readonly #stretches = new Stretches();

  add(piece: Uint8Array): void {
    const { buffer, byteOffset, byteLength } = piece;
    const added = Buffer.from(buffer, byteOffset, byteLength);
    if (this.#head.length < headBytes) this.#head = Buffer.concat([this.#head, added]).subarray(0, headBytes);
    for (let at = added.indexOf(0); at !== -1; at = added.indexOf(0, at + 1)) this.#zeroBytes++;
    this.#bytes = Buffer.concat([this.#bytes, added]);
    if (this.#bytes.length - this.#checked <= marginBytes) return;
    this.#checkTo(characterStart(this.#bytes, this.#checked, this.#bytes.length - marginBytes));
    const from = Math.max(0, this.#checked - marginBytes);
    this.#bytes = this.#bytes.subarray(from);
    this.#start += from;
    this.#checked -= from;
  }

  finish(): Utf8Report {
    this.#checkTo(this.#bytes.length);
    const hasMark = this.#head[0] === 0xef && this.#head[1] === 0xbb && this.#head[2] === 0xbf;
    return {
      sizeBytes: this.#start + this.#bytes.length,
      bomBytes: hasMark ? 3 : 0,
      isAscii: this.#isAscii,
      invalidBytes: this.#invalidBytes,
      firstInvalid: this.#firstInvalid,
      validCharacters: this.#validCharacters,
      zeroBytes: this.#zeroBytes,
      head: this.#head,
      stretches: this.#stretches.list(),
    };
  }

  #checkTo(end: number): void {
    const part = this.#bytes.subarray(this.#checked, end);
    if (!isAscii(part)) {
      this.#isAscii = false;
      for (let i = 0; i < part.length; i++) if (part[i]! >= 0xc2) this.#validCharacters++;
      if (!isUtf8(part)) this.#findInvalid(end);
    }
    this.#checked = end;
  }

  #findInvalid(end: number): void {
    let at = this.#checked;
    for (;;) {
      const ahead = firstInvalidUtf8(this.#bytes.subarray(at, end));
      if (ahead === -1) return;
      at += ahead;
      this.#invalidBytes++;
      if (this.#bytes[at]! >= 0xc2) this.#validCharacters--;
      if (this.#firstInvalid.length < offsetsKept) this.#firstInvalid.push(this.#start + at);
      this.#stretches.add(this.#bytes, at, this.#start);
      at++;
    }
  }
}

/**
 * The last place at or before `position`, and not before `from`, that is inside no character: `position`, unless a byte
 * before it may begin a character that reaches over it.
 */
function characterStart(bytes: Buffer, from: number, position: number): number {
  for (let start = position - 1; start >= Math.max(from, position - 3); start--) {
    const first = bytes[start]!;
    if ((first & 0xc0) === 0x80) continue;
    const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
    return start + length > position ? start : position;
  }
  return position;
}
