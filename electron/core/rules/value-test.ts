import { RE2JS } from 're2js';
import type { Cell } from './cell.ts';
import { compareDecimals, type Decimal } from './decimal.ts';
import { foldCase, foldCaseSimply } from './fold.ts';
import { isInNetwork, type Network, parseAddress } from './network.ts';
import { type Anchor, asLiteral, compilePattern, type Pattern } from './pattern.ts';
import { type TimePart, timePart } from './time-parts.ts';

/**
 * One value of a detection item, ready to be asked of a cell. `key` names it, so that equal tests are done once.
 * Literals are told apart from other tests because thousands of them can be searched for together.
 */
export type ValueTest =
  | {
      readonly kind: 'literal';
      readonly key: string;
      readonly anchor: Anchor;
      readonly literal: string;
      readonly cased: boolean;
    }
  | { readonly kind: 'cell'; readonly key: string; readonly test: (cell: Cell) => boolean }
  | {
      readonly kind: 'time-part';
      readonly key: string;
      readonly part: TimePart;
      readonly holds: (value: number) => boolean;
    }
  /** '': the cell is there and blank. */
  | { readonly kind: 'empty'; readonly key: string }
  /** null: no cell, or a cell that is null. */
  | { readonly kind: 'null'; readonly key: string }
  | { readonly kind: 'exists'; readonly key: string; readonly expected: boolean };

export const comparisons = ['lt', 'lte', 'gt', 'gte'] as const;
export type Comparison = (typeof comparisons)[number];

/** Whether an order (below, at or above zero) is what the comparison asks for. */
export function orderHolds(comparison: Comparison, order: number): boolean {
  switch (comparison) {
    case 'lt':
      return order < 0;
    case 'lte':
      return order <= 0;
    case 'gt':
      return order > 0;
    case 'gte':
      return order >= 0;
  }
}

export function patternTest(pattern: Pattern, cased: boolean): ValueTest {
  const key = `${cased ? 'cased' : 'text'} ${patternKey(pattern, cased)}`;
  const simple = asLiteral(pattern);
  if (simple === undefined) return { kind: 'cell', key, test: compilePattern(pattern, cased) };
  if (simple.anchor === 'whole' && simple.literal === '') return { kind: 'empty', key: 'empty' };
  const literal = cased ? simple.literal : foldCase(simple.literal);
  return { kind: 'literal', key, anchor: simple.anchor, literal, cased };
}

/** Patterns that differ only in the case of letters are one test, unless case counts. */
function patternKey(pattern: Pattern, cased: boolean): string {
  const fold = cased ? (text: string) => text : foldCaseSimply;
  return JSON.stringify(pattern.map((part) => (typeof part === 'string' ? fold(part) : [part.description])));
}

/** A number equals a cell that reads as that number, and a cell that is written exactly so. */
export function numberTest(number: Decimal, source: string): ValueTest {
  const folded = foldCase(source);
  const test = (cell: Cell) => cell.decimal?.text === number.text || cell.folded === folded;
  return { kind: 'cell', key: `number ${number.text} ${folded}`, test };
}

export function comparisonTest(comparison: Comparison, number: Decimal): ValueTest {
  const test = ({ decimal }: Cell) =>
    decimal !== undefined && orderHolds(comparison, compareDecimals(decimal, number));
  return { kind: 'cell', key: `${comparison} ${number.text}`, test };
}

export function timeComparisonTest(comparison: Comparison, micros: number): ValueTest {
  const test = ({ instant }: Cell) => instant !== undefined && orderHolds(comparison, instant - micros);
  return { kind: 'cell', key: `time ${comparison} ${micros}`, test };
}

export function timePartTest(part: TimePart, comparison: Comparison | 'eq', number: Decimal): ValueTest {
  const expected = Number(number.text);
  const holds = (value: number) =>
    comparison === 'eq' ? value === expected : orderHolds(comparison, value - expected);
  return { kind: 'time-part', key: `${part} ${comparison} ${number.text}`, part, holds };
}

/** The part of the cell's local time: in the zone given, or, without one, of the clock as the cell writes it. */
export function localTimePart(
  part: TimePart,
  cell: Cell,
  offsetAt: OffsetAt | undefined,
): number | undefined {
  if (offsetAt === undefined)
    return cell.time === undefined ? undefined : timePart(part, cell.time.clockMicros);
  const { instant } = cell;
  if (instant !== undefined) return timePart(part, instant + offsetAt(instant));
  return cell.time === undefined ? undefined : timePart(part, cell.time.clockMicros);
}

/** Microseconds east of UTC at an instant. */
export type OffsetAt = (utcMicros: number) => number;

export function networkTest(network: Network): ValueTest {
  const test = ({ text }: Cell) => {
    const address = parseAddress(text);
    return address !== undefined && isInNetwork(address, network);
  };
  return { kind: 'cell', key: `cidr ${network.address.join('.')}/${network.prefix}`, test };
}

export interface RegexFlags {
  readonly ignoreCase: boolean;
  readonly multiLine: boolean;
  readonly dotAll: boolean;
}

/** Compiles a regular expression that runs in linear time. A string says why it cannot. */
export function regexTest(source: string, flags: RegexFlags): ValueTest | string {
  let bits = 0;
  if (flags.ignoreCase) bits |= RE2JS.CASE_INSENSITIVE;
  if (flags.multiLine) bits |= RE2JS.MULTILINE;
  if (flags.dotAll) bits |= RE2JS.DOTALL;
  try {
    const regex = RE2JS.compile(source, bits);
    return { kind: 'cell', key: `re ${bits} ${source}`, test: ({ text }) => regex.test(text) };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
