import { ByteCursor } from './byte-cursor.ts';
import { dayOf, firstYear, lastYear, microsPerDay } from './civil.ts';
import type { DateParser } from './parse.ts';
import { type DatePlan, type EpochLayout, type EpochUnit, type SerialLayout, timeFlags } from './plan.ts';
import { readFraction } from './read-clock.ts';
import { createZone, type Zone } from './zones.ts';

const plus = 0x2b;
const minus = 0x2d;
const period = 0x2e;
const slash = 0x2f;
const backslash = 0x5c;

/** Years in which a count since 1970 is believed: earlier ones are counts in a smaller unit than the plan's. */
const firstEpochMicros = dayOf(1990, 1, 1) * microsPerDay;
const endMicros = dayOf(lastYear + 1, 1, 1) * microsPerDay;

/** Digits of a count that stand for less than a microsecond, and the factor of the rest. */
const units: Record<
  EpochUnit,
  { readonly cut: number; readonly factor: number; readonly maxDigits: number }
> = {
  seconds: { cut: 0, factor: 1_000_000, maxDigits: 10 },
  milliseconds: { cut: 0, factor: 1000, maxDigits: 13 },
  microseconds: { cut: 0, factor: 1, maxDigits: 16 },
  nanoseconds: { cut: 3, factor: 1, maxDigits: 19 },
};

/** Reads counts since 1970-01-01 UTC between 1990 and 2099. */
export class EpochParser implements DateParser {
  readonly lastFlags = 0;
  readonly #unit: (typeof units)[EpochUnit];
  readonly #isMillis: boolean;
  readonly #cursor = new ByteCursor();

  constructor(layout: EpochLayout) {
    this.#isMillis = layout.unit === 'milliseconds';
    this.#unit = units[layout.unit];
  }

  parse(bytes: Uint8Array, start: number, end: number): number {
    const cursor = this.#cursor;
    cursor.open(bytes, start, end);
    const { cut, factor, maxDigits } = this.#unit;
    const isWrapped = this.#isMillis && !isDigit(cursor.peek()) && takeText(cursor, '/Date(');
    const count = cursor.digitCount();
    if (count <= cut || count > maxDigits) return Number.NaN;
    let micros = cursor.digits(count - cut) * factor;
    if (cut > 0) cursor.digits(cut);
    if (factor > 1 && cursor.take(period)) {
      const fraction = readFraction(cursor);
      if (fraction < 0) return Number.NaN;
      micros += Math.floor((fraction * factor) / 1_000_000);
    }
    if (isWrapped && !takeWrapEnd(cursor)) return Number.NaN;
    return cursor.atEnd && micros >= firstEpochMicros && micros < endMicros ? micros : Number.NaN;
  }
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

/** Steps over ASCII text if all of it is there; a backslash before a slash, which JSON allows, is passed over. */
function takeText(cursor: ByteCursor, text: string): boolean {
  const start = cursor.position;
  for (let i = 0; i < text.length; i++) {
    const byte = text.charCodeAt(i);
    if (byte === slash) cursor.take(backslash);
    if (cursor.take(byte)) continue;
    cursor.position = start;
    return false;
  }
  return true;
}

/** The end of `/Date(…)/`, an offset before it: that says where the clock stood, not another instant. */
function takeWrapEnd(cursor: ByteCursor): boolean {
  if (cursor.take(plus) || cursor.take(minus)) {
    if (cursor.digits(4) < 0) return false;
  }
  return takeText(cursor, ')/');
}

/** Day number of a spreadsheet's day zero; the day 1900-02-29 that spreadsheets have lies before 1970. */
const dayZero = { 1900: -25_569, 1904: -24_107 } as const;
const maxFractionDigits = 15;

/** Reads a spreadsheet's serial days, to the millisecond: their digits hold no more. */
export class SerialParser implements DateParser {
  lastFlags = 0;
  readonly #dayZero: number;
  readonly #zone: Zone | null;
  readonly #zoneInText: boolean;
  readonly #cursor = new ByteCursor();

  constructor(layout: SerialLayout, plan: DatePlan) {
    this.#dayZero = dayZero[layout.epochYear];
    this.#zone = plan.zone === null ? null : createZone(plan.zone);
    this.#zoneInText = plan.zoneInText;
  }

  parse(bytes: Uint8Array, start: number, end: number): number {
    this.lastFlags = 0;
    const cursor = this.#cursor;
    cursor.open(bytes, start, end);
    const count = cursor.digitCount();
    if (count === 0 || count > 5 || this.#zone === null) return Number.NaN;
    const day = this.#dayZero + cursor.digits(count);
    let millis = 0;
    if (cursor.take(period)) {
      const digits = cursor.digitCount();
      if (digits === 0 || digits > maxFractionDigits) return Number.NaN;
      millis = Math.round((cursor.digits(digits) / 10 ** digits) * 86_400_000);
    }
    const localMicros = day * microsPerDay + millis * 1000;
    if (!cursor.atEnd || localMicros < dayOf(firstYear, 1, 1) || localMicros >= endMicros) return Number.NaN;
    const { utc, flags } = this.#zone.fromLocal(localMicros);
    this.lastFlags = flags | (this.#zoneInText ? timeFlags.zoneNotInText : 0);
    return utc;
  }
}
