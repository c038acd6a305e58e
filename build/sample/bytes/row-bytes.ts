import { slashDate } from '../moments.ts';
import { dayNumber, logYear, secondsPerDay } from '../zone.ts';

const comma = 0x2c;
const quote = 0x22;
const lineFeed = 10;
const carriageReturn = 13;

const firstDay = dayNumber(logYear - 2, 1, 1);
const dayCount = dayNumber(logYear + 2, 1, 1) - firstDay;
const dateWidth = 10;
const dates = Buffer.from(Array.from({ length: dayCount }, (_, at) => slashDate(firstDay + at)).join(''));
const hexDigits = Buffer.from('0123456789abcdef');

/** One record under construction. Written for speed: a generated year can have tens of millions of records. */
export class RowBytes {
  readonly bytes = Buffer.alloc(64 * 1024);
  length = 0;

  clear(): void {
    this.length = 0;
  }

  byte(value: number): void {
    this.bytes[this.length++] = value;
  }

  /** Text as it is. */
  text(value: string): void {
    const { bytes } = this;
    let at = this.length;
    for (let index = 0; index < value.length; index++) {
      const code = value.charCodeAt(index);
      if (code >= 0x80) {
        this.length = at + bytes.write(value.slice(index), at, 'utf8');
        return;
      }
      bytes[at++] = code;
    }
    this.length = at;
  }

  /** A cell, in quotes only where the format needs them (RFC 4180). */
  cell(value: string): void {
    for (let index = 0; index < value.length; index++) {
      const code = value.charCodeAt(index);
      if (code === comma || code === quote || code === lineFeed || code === carriageReturn) {
        this.byte(quote);
        this.text(value.replaceAll('"', '""'));
        this.byte(quote);
        return;
      }
    }
    this.text(value);
  }

  /** A non-negative integer. */
  integer(value: number): void {
    if (value >= 10) this.integer(Math.floor(value / 10));
    this.bytes[this.length++] = 48 + (value % 10);
  }

  /** 32 bits as eight hexadecimal digits, with a hyphen after the fourth where asked. */
  hex(value: number, hyphen: boolean): void {
    const { bytes } = this;
    let at = this.length;
    for (let shift = 28; shift >= 0; shift -= 4) {
      bytes[at++] = hexDigits[(value >>> shift) & 15]!;
      if (hyphen && shift === 16) bytes[at++] = 0x2d;
    }
    this.length = at;
  }

  /** A moment in the form of the log: 03/09/2025, 08:00:00 AM UTC. */
  moment(utcSeconds: number): void {
    const { bytes } = this;
    const day = Math.floor(utcSeconds / secondsPerDay);
    const second = utcSeconds - day * secondsPerDay;
    const hour = Math.floor(second / 3600);
    const minute = Math.floor(second / 60) % 60;
    const from = (day - firstDay) * dateWidth;
    let at = this.length;
    for (let index = from; index < from + dateWidth; index++) bytes[at++] = dates[index]!;
    bytes[at++] = comma;
    bytes[at++] = 0x20;
    at = this.#twoDigits(at, hour % 12 === 0 ? 12 : hour % 12);
    bytes[at++] = 0x3a;
    at = this.#twoDigits(at, minute);
    bytes[at++] = 0x3a;
    at = this.#twoDigits(at, second % 60);
    bytes[at++] = 0x20;
    bytes[at++] = hour < 12 ? 0x41 : 0x50;
    bytes[at++] = 0x4d;
    bytes[at++] = 0x20;
    bytes[at++] = 0x55;
    bytes[at++] = 0x54;
    bytes[at++] = 0x43;
    this.length = at;
  }

  #twoDigits(at: number, value: number): number {
    const tens = (value / 10) | 0;
    this.bytes[at] = 48 + tens;
    this.bytes[at + 1] = 48 + value - tens * 10;
    return at + 2;
  }
}
