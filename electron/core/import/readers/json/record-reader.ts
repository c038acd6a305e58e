import { isUtf8 } from 'node:buffer';
import { AppError } from '../../../../../shared/contract/errors.ts';
import { firstInvalidUtf8 } from '../../csv/utf8.ts';
import { deepestArray, deepestColumn, mostElements } from './bounds.ts';
import {
  addAgain,
  addColumn,
  addElement,
  addKey,
  type Field,
  type Fields,
  fieldName,
  forgetLearned,
  keepLearned,
} from './fields.ts';
import { JsonScanner, missingInObject } from './json-scanner.ts';
import { unescapedText } from './string-text.ts';

/** What was unusual in the records that were read, in numbers of places. */
export interface Oddities {
  repeatedKeys: number;
  loneSurrogates: number;
  /** Records with something in the column for what has none. */
  overflowing: number;
  /** Objects or arrays too deep for columns. */
  deep: number;
  /** Arrays with more elements than get columns. */
  longArrays: number;
}

const noOddities = (): Oddities => ({
  repeatedKeys: 0,
  loneSurrogates: 0,
  overflowing: 0,
  deep: 0,
  longArrays: 0,
});

/**
 * Reads one object after another into columns. While it learns, it makes the columns that a record needs; afterwards it
 * gives each record's cells:
 * - text, numbers as they are written, `true` and `false`; null and absent = null
 * - an object: the columns of its keys; an empty one: `{}`
 * - an array of objects: the columns of its first elements, the JSON text of the rest; any other array: its JSON text,
 *   but of a single text, number or truth value that value itself
 * - what is too deep for columns: its JSON text; what has no column: together as one JSON object in the last column
 */
export class RecordReader {
  readonly scanner = new JsonScanner();
  readonly oddities = noOddities();
  /** Why a record whose extent is known is refused, and the index of what it is refused for; empty = it is not. */
  refusal = '';
  refusedAt = 0;
  cells: (string | null)[] = [];
  readonly #fields: Fields;
  readonly #learning: boolean;
  readonly #unwrap: string | null;
  #before = noOddities();
  #overflow: string[] = [];
  readonly #onLoneSurrogate = (): void => {
    this.oddities.loneSurrogates++;
  };

  constructor(fields: Fields, learning: boolean, unwrap: string | null) {
    this.#fields = fields;
    this.#learning = learning;
    this.#unwrap = unwrap;
  }

  /**
   * Tries the value at bytes[start], which must end by `end`: returns where it ends, or -1 where the scanner's `failure`
   * stands. A value that is whole but no record leaves a `refusal`.
   */
  read(bytes: Buffer, start: number, end: number): number {
    const { scanner } = this;
    scanner.start(bytes, end);
    this.refusal = '';
    if (bytes[start] !== 0x7b) {
      const close = scanner.value(start);
      if (close !== -1)
        this.#refuse(start, `an object in { } should stand here, not ${kindOf(bytes[start]!)}`);
      return close;
    }
    this.#fields.attempt++;
    if (!this.#learning) {
      this.cells = new Array(this.#fields.columns.length + Number(this.#fields.overflows)).fill(null);
      this.#overflow = [];
      Object.assign(this.#before, this.oddities);
    }
    const close = this.#object(this.#fields.root, start + 1, 1, 0);
    if (close !== -1 && scanner.bits >= 0x80 && !isUtf8(bytes.subarray(start, close))) {
      this.#refuse(start + firstInvalidUtf8(bytes.subarray(start, close)), 'bytes that are not UTF-8');
    }
    this.#settle(close !== -1 && this.refusal === '');
    return close;
  }

  #refuse(at: number, refusal: string): void {
    this.refusal = refusal;
    this.refusedAt = at;
  }

  #settle(good: boolean): void {
    if (this.#learning) {
      if (good) keepLearned(this.#fields);
      else forgetLearned(this.#fields);
    } else if (!good) Object.assign(this.oddities, this.#before);
    else if (this.#overflow.length > 0) {
      if (!this.#fields.overflows) throw changedMeanwhile();
      this.oddities.overflowing++;
      this.cells[this.#fields.columns.length] = `{${this.#overflow.join(',')}}`;
    }
  }

  /** `i` is behind the opening brace of an object at `field`. */
  #object(field: Field, i: number, depth: number, arrays: number): number {
    const { scanner } = this;
    const { bytes, end } = scanner;
    const { children } = field;
    i = scanner.space(i);
    if (i < end && bytes[i] === 0x7d) {
      if (depth > 1) this.#leaf(field, '{}');
      return i + 1;
    }
    for (let expected = 0; ; expected++) {
      if (i >= end || bytes[i] !== 0x22) return scanner.fail(i, 'a key in quotes should stand here');
      let child: Field | null | undefined = children[expected];
      const keyStart = i + 1;
      // Records of one log have the same keys in the same order: mostly the next one is known without a search.
      let keyEnd = child === undefined ? -1 : matchKey(bytes, keyStart, end, child.keyBytes);
      if (keyEnd === -1) {
        keyEnd = scanner.string(keyStart);
        if (keyEnd === -1) return -1;
        child = this.#find(field, keyStart, keyEnd);
        expected = child === null ? expected - 1 : child.position;
      }
      i = scanner.colon(keyEnd + 1);
      if (i === -1) return -1;
      const mark = child === null || child === undefined ? null : this.#once(child);
      i =
        mark === null ? this.#withoutColumn(field, keyStart, keyEnd, i) : this.#value(mark, i, depth, arrays);
      if (i === -1) return -1;
      i = scanner.space(i);
      const byte = i < end ? bytes[i] : 0;
      if (byte === 0x7d) return i + 1;
      if (byte !== 0x2c) return scanner.fail(i, missingInObject);
      i = scanner.space(i + 1);
    }
  }

  /** The field of a key that was scanned just now, learned if need be. */
  #find(field: Field, start: number, end: number): Field | null {
    const { bytes, stringEscaped } = this.scanner;
    const key = this.#text(start, end);
    const known = field.byKey.get(key);
    if (known !== undefined || !this.#learning) return known ?? null;
    const written = Buffer.from(bytes.subarray(start, stringEscaped ? start : end));
    return addKey(this.#fields, field, key, written);
  }

  /** The field itself, or the one for its repetition where this record has had it. */
  #once(field: Field): Field | null {
    const { attempt } = this.#fields;
    if (field.seenIn !== attempt) {
      field.seenIn = attempt;
      field.seenTimes = 1;
      return field;
    }
    this.oddities.repeatedKeys++;
    const repeated = field.again[field.seenTimes++ - 1];
    return repeated ?? (this.#learning ? addAgain(this.#fields, field) : null);
  }

  #value(field: Field, i: number, depth: number, arrays: number): number {
    const { scanner } = this;
    const { bytes, end } = scanner;
    const byte = i < end ? bytes[i]! : 0;
    if (byte === 0x22) {
      const close = scanner.string(i + 1);
      if (close === -1) return -1;
      this.#leaf(field, this.#learning ? '' : this.#text(i + 1, close));
      return close + 1;
    }
    if (byte === 0x7b && depth < deepestColumn) return this.#object(field, i + 1, depth + 1, arrays);
    if (byte === 0x5b && depth < deepestColumn) return this.#array(field, i, depth, arrays);
    const close = byte === 0x7b || byte === 0x5b ? scanner.value(i) : scanner.scalar(i);
    if (close === -1) return -1;
    if (byte === 0x7b || byte === 0x5b) this.oddities.deep++;
    this.#leaf(field, byte === 0x6e ? null : this.#raw(i, close));
    return close;
  }

  #array(field: Field, i: number, depth: number, arrays: number): number {
    const { scanner } = this;
    const { bytes } = scanner;
    const first = scanner.space(i + 1);
    if (first < scanner.end && bytes[first] === 0x7b) {
      if (arrays < deepestArray) return this.#elements(field, i, first, depth, arrays);
      this.oddities.deep++;
    }
    const close = scanner.value(i);
    if (close !== -1) this.#leaf(field, this.#learning ? '' : this.#arrayText(i, first, close));
    return close;
  }

  #arrayText(open: number, first: number, close: number): string {
    const { scanner } = this;
    const { bytes } = scanner;
    const byte = bytes[first]!;
    if (byte === 0x5b || byte === 0x5d || byte === 0x7b || byte === 0x6e) return this.#raw(open, close);
    const isString = byte === 0x22;
    const end = isString ? scanner.string(first + 1) : scanner.scalar(first);
    if (bytes[scanner.space(isString ? end + 1 : end)] !== 0x5d) return this.#raw(open, close);
    return isString ? this.#text(first + 1, end) : this.#raw(first, end);
  }

  /** An array that begins with an object: if all its elements are objects, its first ones get columns. */
  #elements(field: Field, open: number, first: number, depth: number, arrays: number): number {
    const { scanner } = this;
    const { bytes } = scanner;
    const starts: number[] = [];
    let rest = -1;
    let last = -1;
    let i = first;
    for (;;) {
      if (bytes[i] !== 0x7b) {
        i = scanner.value(open);
        if (i !== -1) this.#leaf(field, this.#raw(open, i));
        return i;
      }
      if (starts.length < mostElements) starts.push(i);
      else if (rest === -1) rest = i;
      last = scanner.value(i);
      if (last === -1) return -1;
      i = scanner.space(last);
      const byte = i < scanner.end ? bytes[i] : 0;
      if (byte === 0x5d) break;
      if (byte !== 0x2c) return scanner.fail(i, 'a comma or ] should stand here');
      i = scanner.space(i + 1);
      if (i >= scanner.end) return scanner.fail(i, 'an array does not end');
    }
    for (const [element, start] of starts.entries()) {
      const place = this.#element(field, element);
      if (place === null) this.#overflowElement(field, element, start);
      else this.#object(place, start + 1, depth + 1, arrays + 1);
    }
    if (rest !== -1) {
      this.oddities.longArrays++;
      const place = this.#element(field, mostElements);
      if (place !== null) this.#leaf(place, this.#learning ? '' : `[${this.#raw(rest, last)}]`);
      else this.#overflowText(`${this.#nameOf(field)}[${mostElements}…]`, `[${this.#raw(rest, last)}]`);
    }
    return i + 1;
  }

  #element(field: Field, element: number): Field | null {
    return field.elements[element] ?? (this.#learning ? addElement(this.#fields, field, element) : null);
  }

  #overflowElement(field: Field, element: number, start: number): void {
    const close = this.scanner.value(start);
    this.#overflowText(`${this.#nameOf(field)}[${element}]`, this.#raw(start, close));
  }

  #leaf(field: Field, text: string | null): void {
    if (this.#learning) {
      if (field.column === -1) addColumn(this.#fields, field);
    } else if (field.column !== -1) this.cells[field.column] = text;
    else if (text !== null) this.#overflowText(this.#nameOf(field), JSON.stringify(text));
  }

  /** A value whose key no column can have. */
  #withoutColumn(field: Field, keyStart: number, keyEnd: number, i: number): number {
    const close = this.scanner.value(i);
    if (close === -1 || this.#learning) return close;
    const name = this.#nameOf(field);
    this.scanner.string(keyStart);
    const key = this.#text(keyStart, keyEnd);
    this.#overflowText(name === '' ? key : `${name}.${key}`, this.#raw(i, close));
    return close;
  }

  #overflowText(name: string, json: string): void {
    if (!this.#learning) this.#overflow.push(`${JSON.stringify(name)}:${json}`);
  }

  #nameOf(field: Field): string {
    return fieldName(field, true, this.#unwrap);
  }

  #raw(start: number, end: number): string {
    return this.#learning ? '' : this.scanner.bytes.toString('utf8', start, end);
  }

  /** Text of the string that was scanned last, whose inside is bytes[start, end). */
  #text(start: number, end: number): string {
    const { bytes, stringEscaped } = this.scanner;
    return stringEscaped
      ? unescapedText(bytes, start, end, this.#onLoneSurrogate)
      : bytes.toString('utf8', start, end);
  }
}

/** A file is read twice; the second time it had what it did not have the first time. */
export function changedMeanwhile(): AppError {
  return new AppError('input-unreadable', 'the file was changed while it was read; import it once more');
}

/** End of the key at `start` if it is these bytes and a quote; -1 if not. */
function matchKey(bytes: Buffer, start: number, end: number, key: Buffer): number {
  const close = start + key.length;
  if (close >= end || bytes[close] !== 0x22 || key.length === 0) return -1;
  for (let i = 0; i < key.length; i++) {
    if (bytes[start + i] !== key[i]) return -1;
  }
  return close;
}

function kindOf(byte: number): string {
  if (byte === 0x22) return 'a text';
  if (byte === 0x5b) return 'an array';
  return byte === 0x74 || byte === 0x66 || byte === 0x6e ? 'true, false or null' : 'a number';
}
