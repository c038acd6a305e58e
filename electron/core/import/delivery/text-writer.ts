import { createHash, type Hash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import type { RecordPlace, TableSink } from '../readers/table-reader.ts';
import { placeBytes, writePlace } from './places.ts';

/** A record that could not be read as one, by number and place in the file, member or sheet part. */
export interface RejectedPlace {
  /** 1-based among all records of the table. */
  readonly record: number;
  readonly place: RecordPlace;
  readonly reason: string;
}

export interface WrittenText {
  readonly sha256: string;
  readonly sizeBytes: number;
  /** Records written. */
  readonly records: number;
  readonly rejected: readonly RejectedPlace[];
}

const bufferBytes = 1 << 20;
/** Rejected records that are listed one by one; more refuse the table. */
const maxRejected = 1_000_000;

/**
 * Writes a table as delimited UTF-8 text (comma, every cell with text in double quotes, line feed, header first) and
 * beside it the place of every record. An absent cell is left without quotes. The same table gives the same bytes.
 */
export class TextWriter implements TableSink {
  readonly #text: number;
  readonly #places: number;
  readonly #hash: Hash = createHash('sha256');
  readonly #buffer = Buffer.allocUnsafeSlow(bufferBytes);
  readonly #placeBuffer = Buffer.allocUnsafeSlow(placeBytes * 4096);
  readonly #rejected: RejectedPlace[] = [];
  #used = 0;
  #placesUsed = 0;
  #sizeBytes = 0;
  #records = 0;
  #numbers = 0;
  #width = 0;

  /** Both files must not exist. */
  constructor(textPath: string, placesPath: string) {
    this.#text = openSync(textPath, 'wx', 0o600);
    this.#places = openSync(placesPath, 'wx', 0o600);
  }

  /** Records written so far. */
  get records(): number {
    return this.#records;
  }

  header(names: readonly string[]): void {
    this.#width = names.length;
    this.#line(names);
  }

  record(cells: readonly (string | null)[], place: RecordPlace): void {
    if (cells.length !== this.#width) {
      throw new Error(`a record of ${cells.length} cells under ${this.#width} headers`);
    }
    this.#numbers++;
    this.#records++;
    this.#line(cells);
    if (this.#placesUsed + placeBytes > this.#placeBuffer.length) this.#flushPlaces();
    writePlace(this.#placeBuffer, this.#placesUsed, this.#numbers, place);
    this.#placesUsed += placeBytes;
  }

  reject(place: RecordPlace, reason: string): void {
    this.#numbers++;
    if (this.#rejected.length >= maxRejected) {
      throw new Error(`more than ${maxRejected} records cannot be read`);
    }
    this.#rejected.push({ record: this.#numbers, place, reason });
  }

  /** Writing is synchronous: there is always room. */
  async drained(): Promise<void> {}

  /** Both files on disk and closed. */
  finish(): WrittenText {
    this.#flush();
    this.#flushPlaces();
    fsyncSync(this.#text);
    this.close();
    return {
      sha256: this.#hash.digest('hex'),
      sizeBytes: this.#sizeBytes,
      records: this.#records,
      rejected: this.#rejected,
    };
  }

  close(): void {
    closeSync(this.#text);
    closeSync(this.#places);
  }

  #line(cells: readonly (string | null)[]): void {
    let text = '';
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i]!;
      if (i > 0) text += ',';
      if (cell !== null) text += `"${cell.includes('"') ? cell.replaceAll('"', '""') : cell}"`;
    }
    // A line of one absent cell would be a blank line.
    if (text === '') text = '""';
    this.#append(`${text}\n`);
  }

  #append(line: string): void {
    if (line.length * 3 > bufferBytes) {
      this.#flush();
      this.#write(Buffer.from(line, 'utf8'));
      return;
    }
    if (this.#used + line.length * 3 > bufferBytes) this.#flush();
    this.#used += this.#buffer.write(line, this.#used, 'utf8');
  }

  #flush(): void {
    this.#write(this.#buffer.subarray(0, this.#used));
    this.#used = 0;
  }

  #write(bytes: Buffer): void {
    this.#hash.update(bytes);
    this.#sizeBytes += bytes.length;
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#text, bytes, at);
  }

  #flushPlaces(): void {
    for (let at = 0; at < this.#placesUsed; ) {
      at += writeSync(this.#places, this.#placeBuffer, at, this.#placesUsed - at);
    }
    this.#placesUsed = 0;
  }
}
