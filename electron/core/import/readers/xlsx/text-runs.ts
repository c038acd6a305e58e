import { decodeEscapes, decodeText } from './xml-text.ts';

/** Joins the `t` elements of a rich text (`si` or `is`) and leaves out its phonetic runs (`rPh`). */
export class TextRuns {
  readonly #cap: number;
  #text = '';
  #isInText = false;
  #phoneticDepth = 0;
  #isTooLong = false;

  /** `cap` is in bytes as written. */
  constructor(cap: number) {
    this.#cap = cap;
  }

  begin(): void {
    this.#text = '';
    this.#isInText = false;
    this.#phoneticDepth = 0;
    this.#isTooLong = false;
  }

  open(name: string): void {
    if (name === 't') this.#isInText = this.#phoneticDepth === 0;
    else if (name === 'rPh') this.#phoneticDepth++;
  }

  close(name: string): void {
    if (name === 't') this.#isInText = false;
    else if (name === 'rPh') this.#phoneticDepth--;
  }

  add(bytes: Buffer, start: number, end: number, isCdata: boolean): void {
    if (!this.#isInText || this.#isTooLong) return;
    if (this.#text.length + end - start > this.#cap) {
      this.#isTooLong = true;
      this.#text = '';
      return;
    }
    const text = decodeText(bytes, start, end, isCdata);
    this.#text = this.#text === '' ? text : this.#text + text;
  }

  /** Null where it is longer than the cap. */
  text(): string | null {
    return this.#isTooLong ? null : decodeEscapes(this.#text);
  }
}
