import { isUtf8 } from 'node:buffer';
import { XmlProblem } from './xml-problem.ts';
import { decodeAttribute } from './xml-text.ts';

/** Told of elements in their order, by local name: `x:row` is `row`. */
export interface XmlHandler {
  open(name: string, scanner: XmlScanner): void;
  close(name: string, scanner: XmlScanner): void;
  /** Undecoded text within an element; one stretch may come in several pieces, each decodable by itself. */
  text(bytes: Buffer, start: number, end: number, isCdata: boolean): void;
}

interface ElementName {
  /** With its prefix, as written. */
  readonly bytes: Buffer;
  readonly local: string;
}

const depthCap = 256;
const markupBytesCap = 1 << 20;
const cdataBytesCap = 4 << 20;
const pieceBytes = 1 << 20;
const nameCap = 4096;
/** A power of two well above `nameCap`: a slot is always free. */
const nameSlots = 16_384;
const attributeCap = 1024;

const LT = 0x3c;
const GT = 0x3e;
const SLASH = 0x2f;
const EQUALS = 0x3d;
const COLON = 0x3a;
const CR = 0x0d;
const AMPERSAND = 0x26;

/**
 * XML 1.0 in UTF-8, byte by byte as it arrives, in bounded memory and linear time: no document type and so no entities of
 * its own, nesting of 256 at most, tags that match. Throws `XmlProblem`. Offsets are bytes of the whole part.
 */
export class XmlScanner {
  /** Elements that are open; in `open` and `close` the element itself counts. */
  depth = 0;
  /** Where the tag at hand begins, and the byte after it. */
  tagStart = 0;
  tagEnd = 0;
  /** The bytes that attribute places refer to; valid during `open`. */
  bytes: Buffer = Buffer.alloc(0);
  attributeCount = 0;
  readonly nameStarts = new Int32Array(attributeCap);
  readonly nameEnds = new Int32Array(attributeCap);
  readonly valueStarts = new Int32Array(attributeCap);
  readonly valueEnds = new Int32Array(attributeCap);

  readonly #handler: XmlHandler;
  #base = 0;
  #checkedTo = 0;
  #hasBegun = false;
  #hasRoot = false;
  readonly #stack: ElementName[] = [];
  readonly #names: (ElementName | undefined)[] = new Array(nameSlots).fill(undefined);
  /** Those of one letter, by it: most tags of a sheet. */
  readonly #shortNames: (ElementName | undefined)[] = new Array(256).fill(undefined);
  #nameCount = 0;

  constructor(handler: XmlHandler) {
    this.#handler = handler;
  }

  push(chunk: Buffer): void {
    this.bytes = this.bytes.length === 0 ? chunk : Buffer.concat([this.bytes, chunk]);
    this.#checkUtf8(false);
    this.#advance(this.#scan(false));
  }

  finish(): void {
    this.#checkUtf8(true);
    this.#advance(this.#scan(true));
    if (this.bytes.length > 0) throw this.#problem('it ends in the middle of a tag', 0);
    if (this.#stack.length > 0) {
      throw this.#problem(`it ends within the element ${this.#stack.at(-1)!.local}`, 0);
    }
    if (!this.#hasRoot) throw this.#problem('it has no content', 0);
  }

  /** The decoded value of an attribute of the tag at hand, by local name. */
  attribute(name: string): string | undefined {
    for (let i = 0; i < this.attributeCount; i++) {
      const full = this.bytes.toString('latin1', this.nameStarts[i], this.nameEnds[i]);
      if (full === name || (full.endsWith(name) && full[full.length - name.length - 1] === ':')) {
        return decodeAttribute(this.bytes, this.valueStarts[i]!, this.valueEnds[i]!, this.tagStart);
      }
    }
    return undefined;
  }

  #advance(used: number): void {
    this.bytes = this.bytes.subarray(used);
    this.#base += used;
    this.#checkedTo -= used;
  }

  #problem(message: string, at: number): XmlProblem {
    return new XmlProblem(message, this.#base + at);
  }

  /** A character may be cut by the end of a chunk: it is checked with the next one. */
  #checkUtf8(isLast: boolean): void {
    const { bytes } = this;
    let end = bytes.length;
    if (!isLast) {
      for (let back = 1; back <= 3 && back <= end; back++) {
        const byte = bytes[end - back]!;
        if (byte >= 0xc0) {
          const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
          if (length > back) end -= back;
          break;
        }
        if (byte < 0x80) break;
      }
    }
    if (end <= this.#checkedTo) return;
    if (!isUtf8(bytes.subarray(this.#checkedTo, end))) {
      this.#refuseUtf16();
      throw this.#problem('it has bytes that are no UTF-8', this.#checkedTo);
    }
    this.#checkedTo = end;
  }

  /** Scans what is complete and returns how many bytes that is. */
  #scan(isLast: boolean): number {
    const { bytes } = this;
    const end = bytes.length;
    let at = 0;
    if (!this.#hasBegun) {
      if (end < 4 && !isLast) return 0;
      at = this.#begin();
    }
    while (at < end) {
      if (bytes[at] !== LT) {
        const next = nextTag(bytes, at, end);
        if (next === -1) {
          if (isLast) {
            this.#text(at, end);
            return end;
          }
          if (end - at <= pieceBytes) return at;
          const cut = safeCut(bytes, at, end);
          this.#text(at, cut);
          return cut;
        }
        this.#text(at, next);
        at = next;
      }
      const second = bytes[at + 1];
      if (second === undefined) break;
      this.tagStart = this.#base + at;
      let tagEnd: number;
      if (second === SLASH) tagEnd = this.#closeTag(at, end);
      else if (second === 0x21) tagEnd = this.#declaration(at, end);
      else if (second === 0x3f) tagEnd = this.#instruction(at);
      else tagEnd = this.#openTag(at, end);
      if (tagEnd === -1) {
        if (end - at > (second === 0x21 ? cdataBytesCap : markupBytesCap)) {
          throw this.#problem('a tag is longer than any workbook has', at);
        }
        break;
      }
      at = tagEnd;
    }
    return at;
  }

  /** Skips the mark of UTF-8. */
  #begin(): number {
    this.#hasBegun = true;
    this.#refuseUtf16();
    const [a, b, c] = this.bytes;
    return a === 0xef && b === 0xbb && c === 0xbf ? 3 : 0;
  }

  #refuseUtf16(): void {
    const [a, b] = this.bytes;
    if (this.#base > 0) return;
    if ((a === 0xfe && b === 0xff) || (a === 0xff && b === 0xfe) || a === 0 || (a === LT && b === 0)) {
      throw this.#problem('it is written in UTF-16', 0);
    }
  }

  #text(start: number, end: number): void {
    if (this.depth > 0) {
      this.#handler.text(this.bytes, start, end, false);
      return;
    }
    for (let i = start; i < end; i++) {
      if (!isSpace(this.bytes[i]!)) throw this.#problem('it has text outside its root element', i);
    }
  }

  #declaration(at: number, end: number): number {
    const { bytes } = this;
    if (isAt(bytes, at, end, '<!--')) {
      const close = bytes.indexOf('-->', at + 4, 'latin1');
      return close === -1 ? -1 : close + 3;
    }
    if (isAt(bytes, at, end, '<![CDATA[')) {
      const close = bytes.indexOf(']]>', at + 9, 'latin1');
      if (close === -1) return -1;
      if (this.depth === 0) throw this.#problem('it has text outside its root element', at);
      this.#handler.text(bytes, at + 9, close, true);
      return close + 3;
    }
    if (isStartOf(bytes, at, end, '<!--') || isStartOf(bytes, at, end, '<![CDATA[')) return -1;
    throw this.#problem('it declares a document type (DTD), which no workbook does and attacks do', at);
  }

  #instruction(at: number): number {
    const close = this.bytes.indexOf('?>', at + 2, 'latin1');
    if (close === -1) return -1;
    const text = this.bytes.toString('latin1', at, close);
    const encoding = /^<\?xml\s[\s\S]*?encoding\s*=\s*["']([^"']*)["']/.exec(text)?.[1];
    if (encoding !== undefined && !/^(utf-8|us-ascii)$/i.test(encoding)) {
      throw this.#problem(`it says that it is written in ${encoding.slice(0, 40)}, not UTF-8`, at);
    }
    return close + 2;
  }

  #closeTag(at: number, end: number): number {
    const { bytes } = this;
    const name = this.#stack.at(-1);
    if (name === undefined) throw this.#problem('it closes an element that was not opened', at);
    const length = name.bytes.length;
    let i = at + 2 + length;
    while (i < end && isSpace(bytes[i]!)) i++;
    if (i >= end) return -1;
    if (bytes[i] !== GT || !isSame(bytes, at + 2, name.bytes)) {
      throw this.#problem(`the element ${name.local} is not closed before another is`, at);
    }
    this.tagEnd = this.#base + i + 1;
    this.#handler.close(name.local, this);
    this.#stack.pop();
    this.depth--;
    return i + 1;
  }

  #openTag(at: number, end: number): number {
    const { bytes, nameStarts, nameEnds, valueStarts, valueEnds } = this;
    let i = at + 1;
    while (i < end && isNameByte[bytes[i]!] === 1) i++;
    if (i >= end) return -1;
    if (i === at + 1) throw this.#problem('a tag has no name', at);
    const nameEnd = i;
    let count = 0;
    let isEmpty = false;
    for (;;) {
      const spaceStart = i;
      while (i < end && isSpace(bytes[i]!)) i++;
      if (i >= end) return -1;
      const next = bytes[i];
      if (next === GT) break;
      if (next === SLASH) {
        if (i + 1 >= end) return -1;
        if (bytes[i + 1] !== GT) throw this.#problem('a tag has a slash within', at);
        isEmpty = true;
        i++;
        break;
      }
      if (i === spaceStart) throw this.#problem('attributes are not apart', at);
      if (count === attributeCap) throw this.#problem('a tag has more attributes than any workbook', at);
      nameStarts[count] = i;
      while (i < end && isNameByte[bytes[i]!] === 1) i++;
      nameEnds[count] = i;
      if (i === nameStarts[count]) throw this.#problem('an attribute has no name', at);
      while (i < end && isSpace(bytes[i]!)) i++;
      if (i < end && bytes[i] !== EQUALS) throw this.#problem('an attribute has no value', at);
      i++;
      while (i < end && isSpace(bytes[i]!)) i++;
      if (i >= end) return -1;
      const quote = bytes[i]!;
      if (quote !== 0x22 && quote !== 0x27) {
        throw this.#problem('the value of an attribute is not in quotes', at);
      }
      i++;
      valueStarts[count] = i;
      for (; i < end; i++) {
        const byte = bytes[i];
        if (byte === quote) break;
        if (byte === LT) throw this.#problem('the value of an attribute is not closed', at);
      }
      if (i >= end) return -1;
      valueEnds[count] = i;
      i++;
      count++;
    }
    this.#enter(at, nameEnd, count, i + 1, isEmpty);
    return i + 1;
  }

  #enter(at: number, nameEnd: number, attributeCount: number, tagEnd: number, isEmpty: boolean): void {
    const isRoot = this.#stack.length === 0;
    if (isRoot && this.#hasRoot) throw this.#problem('it has a second root element', at);
    this.#hasRoot = true;
    if (this.depth === depthCap) throw this.#problem(`elements are nested more than ${depthCap} deep`, at);
    const name = this.#intern(at + 1, nameEnd);
    this.attributeCount = attributeCount;
    this.tagEnd = this.#base + tagEnd;
    this.depth++;
    this.#handler.open(name.local, this);
    if (isEmpty) {
      this.#handler.close(name.local, this);
      this.depth--;
    } else {
      this.#stack.push(name);
    }
  }

  #intern(start: number, end: number): ElementName {
    const { bytes } = this;
    if (end - start === 1) {
      const name = this.#shortNames[bytes[start]!];
      if (name !== undefined) return name;
    }
    let slot = end - start;
    for (let i = start; i < end; i++) slot = (slot * 31 + bytes[i]!) & (nameSlots - 1);
    for (;;) {
      const name = this.#names[slot];
      if (name === undefined) break;
      if (name.bytes.length === end - start && isSame(bytes, start, name.bytes)) return name;
      slot = (slot + 1) & (nameSlots - 1);
    }
    if (this.#nameCount === nameCap)
      throw this.#problem('it has more kinds of elements than any workbook', start);
    this.#nameCount++;
    const copy = Buffer.from(bytes.subarray(start, end));
    const name = {
      bytes: copy,
      local: copy.toString('utf8', copy.lastIndexOf(COLON) + 1),
    };
    this.#names[slot] = name;
    if (copy.length === 1) this.#shortNames[copy[0]!] = name;
    return name;
  }
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** By byte: 1 for what may be part of a name, as far as tags can be told apart by it. */
const isNameByte = Uint8Array.from({ length: 256 }, (_, byte) => {
  const ends = byte <= 0x20 || byte === SLASH || byte === LT || byte === EQUALS || byte === GT;
  return ends || byte === 0x22 || byte === 0x27 ? 0 : 1;
});

function isSame(bytes: Buffer, at: number, name: Buffer): boolean {
  for (let i = 0; i < name.length; i++) if (bytes[at + i] !== name[i]) return false;
  return true;
}

function isAt(bytes: Buffer, at: number, end: number, text: string): boolean {
  return at + text.length <= end && isStartOf(bytes, at, end, text);
}

function isStartOf(bytes: Buffer, at: number, end: number, text: string): boolean {
  for (let i = 0; i < text.length && at + i < end; i++) {
    if (bytes[at + i] !== text.charCodeAt(i)) return false;
  }
  return true;
}

/** Most texts are short: looking by hand beats a call, and the call beats looking by hand at long ones. */
function nextTag(bytes: Buffer, from: number, end: number): number {
  const near = Math.min(end, from + 64);
  for (let i = from; i < near; i++) if (bytes[i] === LT) return i;
  return near === end ? -1 : bytes.indexOf(LT, near);
}

/** Where long text may be cut: not within a character, a reference or a line end. */
function safeCut(bytes: Buffer, start: number, end: number): number {
  let cut = end;
  const reference = bytes.lastIndexOf(AMPERSAND, cut - 1);
  if (reference > Math.max(start, cut - 64) && bytes.indexOf(0x3b, reference) === -1) cut = reference;
  while (cut > start + 1 && (bytes[cut - 1]! & 0xc0) === 0x80) cut--;
  if (bytes[cut - 1]! >= 0xc0) cut--;
  if (bytes[cut - 1] === CR) cut--;
  return cut > start ? cut : end;
}
