import type { CellState } from '../../../shared/vocabulary/cell-states.ts';
import { type Decimal, parseDecimal } from './decimal.ts';
import { foldCase, foldCaseSimply } from './fold.ts';
import { instantOf, parseTime, type WrittenTime } from './instant.ts';

/**
 * One cell as matchers see it. A single object is refilled cell by cell; what is costly (folding, reading a number)
 * is done on first demand and kept until the next cell.
 */
export class Cell {
  #text: string | undefined = '';
  state: CellState = 'value';
  /** Microseconds since 1970-01-01 UTC where the column is a time; NaN otherwise. */
  micros = Number.NaN;
  #folded: string | undefined;
  #simplyFolded: string | undefined;
  #decimal: Decimal | null | undefined;
  #time: WrittenTime | null | undefined;

  setText(text: string, state: CellState): void {
    this.#text = text;
    this.state = state;
    this.micros = Number.NaN;
    this.#forget();
  }

  setTime(micros: number): void {
    this.#text = undefined;
    this.state = 'value';
    this.micros = micros;
    this.#forget();
  }

  #forget(): void {
    this.#folded = undefined;
    this.#simplyFolded = undefined;
    this.#decimal = undefined;
    this.#time = undefined;
  }

  /** The cell's text; of a time, RFC 3339 in UTC with milliseconds. */
  get text(): string {
    this.#text ??= timeText(this.micros);
    return this.#text;
  }

  get folded(): string {
    this.#folded ??= foldCase(this.text);
    return this.#folded;
  }

  get simplyFolded(): string {
    this.#simplyFolded ??= foldCaseSimply(this.text);
    return this.#simplyFolded;
  }

  /** The number the text is; undefined where it is none. */
  get decimal(): Decimal | undefined {
    if (this.#decimal === undefined) this.#decimal = parseDecimal(this.text) ?? null;
    return this.#decimal ?? undefined;
  }

  /** The date and time the text is; undefined where it is none. */
  get time(): WrittenTime | undefined {
    if (this.#time === undefined) this.#time = parseTime(this.text) ?? null;
    return this.#time ?? undefined;
  }

  /** The instant the cell is, in microseconds since 1970-01-01 UTC; undefined where it is none. */
  get instant(): number | undefined {
    if (!Number.isNaN(this.micros)) return this.micros;
    return this.time === undefined ? undefined : instantOf(this.time);
  }
}

/** RFC 3339 in UTC with milliseconds, as all times in the program's records. */
export function timeText(micros: number): string {
  const date = new Date(Math.floor(micros / 1000));
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}
