import { foldCase } from './fold.ts';
import type { Position } from './modifiers.ts';
import type { ValueTest } from './value-test.ts';

/** One `field|modifiers: values` of a rule, or one list of keywords (field null: every cell of the event). */
export interface DetectionItem {
  readonly field: string | null;
  /** Offset of the key in the file, for messages. */
  readonly offset: number;
  /** All values must match, not any. */
  readonly all: boolean;
  /** neq: the item as a whole is negated. */
  readonly negated: boolean;
  /** Names between percent signs whose values must be known before the item can be tested. */
  readonly placeholders: readonly string[];
  /** The values, once placeholders are known; a string says why they cannot be used. */
  readonly values: (placeholders: PlaceholderValues) => readonly ItemValue[] | string;
  /** The item's key as the rule writes it, for explanations. */
  readonly source: string;
  /** The values as the rule writes them, each with the tests it stands for. */
  readonly written: readonly WrittenValue[];
}

export interface WrittenValue {
  readonly text: string;
  readonly tests: (placeholders: PlaceholderValues) => readonly ItemValue[] | string;
}

export type ItemValue = ValueTest | FieldComparison;

/** fieldref: the cell against another cell of the same event. */
export interface FieldComparison {
  readonly kind: 'fieldref';
  readonly key: string;
  readonly other: string;
  readonly position: Position | undefined;
  readonly cased: boolean;
}

export type PlaceholderValues = ReadonlyMap<string, readonly string[]>;

/** Whether two texts stand in the relation a fieldref asks for. A blank other cell contains and begins nothing. */
export function comparesTo({ position, cased }: FieldComparison, own: string, other: string): boolean {
  const a = cased ? own : foldCase(own);
  const b = cased ? other : foldCase(other);
  if (position === undefined) return a === b;
  if (b === '') return false;
  if (position === 'contains') return a.includes(b);
  return position === 'startswith' ? a.startsWith(b) : a.endsWith(b);
}
