import { foldCase, foldCaseSimply } from './fold.ts';

/** Parts of a text pattern that stand for something other than themselves. */
export const anyText = Symbol('*');
export const oneCharacter = Symbol('?');
/** One of the dashes with which a Windows option can begin. */
export const anyDash = Symbol('dash');
export const dashes = '-/\u2013\u2014\u2015';

export type PatternPart = string | typeof anyText | typeof oneCharacter | typeof anyDash;
export type Pattern = readonly PatternPart[];

/**
 * Reads Sigma's notation: * and ? are wildcards; a backslash before *, ? or another backslash makes that character
 * plain, any other backslash is itself (Sigma 2.1, "Escaping").
 */
export function parsePattern(source: string): Pattern {
  const parts: PatternPart[] = [];
  let literal = '';
  const flush = () => {
    if (literal !== '') parts.push(literal);
    literal = '';
  };
  for (let i = 0; i < source.length; i++) {
    const character = source[i]!;
    const next = source[i + 1];
    if (character === '\\' && (next === '*' || next === '?' || next === '\\')) {
      literal += next;
      i++;
    } else if (character === '*') {
      flush();
      if (parts.at(-1) !== anyText) parts.push(anyText);
    } else if (character === '?') {
      flush();
      parts.push(oneCharacter);
    } else literal += character;
  }
  flush();
  return parts;
}

/** The pattern with free text allowed before or after it. */
export function widen(pattern: Pattern, before: boolean, after: boolean): Pattern {
  const parts = [...pattern];
  if (before && parts[0] !== anyText) parts.unshift(anyText);
  if (after && parts.at(-1) !== anyText) parts.push(anyText);
  return parts;
}

/** Every dash or slash that can begin an option (after no letter or digit, before one) becomes any of the dashes. */
export function withAnyDash(pattern: Pattern): Pattern {
  const optionDash = /(?<![\p{L}\p{N}_])[-/\u2013\u2014\u2015](?=[\p{L}\p{N}_])/gu;
  return pattern.flatMap((part) => {
    if (typeof part !== 'string') return [part];
    const parts: PatternPart[] = [];
    let from = 0;
    for (const match of part.matchAll(optionDash)) {
      if (match.index > from) parts.push(part.slice(from, match.index));
      parts.push(anyDash);
      from = match.index + 1;
    }
    if (from < part.length) parts.push(part.slice(from));
    return parts;
  });
}

/** Where in the cell a literal text must stand. */
export type Anchor = 'whole' | 'start' | 'end' | 'anywhere';

export interface LiteralPattern {
  readonly anchor: Anchor;
  readonly literal: string;
}

/** The pattern as one literal with an anchor, where it is that simple. */
export function asLiteral(pattern: Pattern): LiteralPattern | undefined {
  const before = pattern[0] === anyText;
  const after = pattern.length > (before ? 1 : 0) && pattern.at(-1) === anyText;
  const middle = pattern.slice(before ? 1 : 0, after ? -1 : undefined);
  if (middle.length > 1 || (middle.length === 1 && typeof middle[0] !== 'string')) return undefined;
  const literal = (middle[0] as string | undefined) ?? '';
  if (before && (after || literal === '')) return { anchor: 'anywhere', literal };
  return { anchor: before ? 'end' : after ? 'start' : 'whole', literal };
}

/** What a pattern looks at; `Cell` offers the same three views of a cell. */
export interface TextViews {
  readonly text: string;
  readonly folded: string;
  readonly simplyFolded: string;
}

/** Compiles any pattern. Time is bounded by text length times pattern length. */
export function compilePattern(pattern: Pattern, cased: boolean): (views: TextViews) => boolean {
  // ? stands for one character of the log, so such patterns need a folding that keeps the number of characters.
  const counts = pattern.includes(oneCharacter);
  const fold = cased ? (text: string) => text : counts ? foldCaseSimply : foldCase;
  const segments = splitAtAnyText(pattern).map((segment) => segmentUnits(segment, fold));
  const plain = segments.every((segment) => segment.every((unit) => unit >= 0));
  const matches = plain ? literalSegments(segments) : unitSegments(segments);
  if (cased) return ({ text }) => matches(text);
  return counts ? ({ simplyFolded }) => matches(simplyFolded) : ({ folded }) => matches(folded);
}

const anyUnit = -1;
const dashUnit = -2;
const dashUnits = new Set([...dashes].map((dash) => dash.codePointAt(0)!));

function splitAtAnyText(pattern: Pattern): PatternPart[][] {
  const segments: PatternPart[][] = [[]];
  for (const part of pattern) {
    if (part === anyText) segments.push([]);
    else segments.at(-1)!.push(part);
  }
  return segments;
}

function segmentUnits(segment: readonly PatternPart[], fold: (text: string) => string): number[] {
  return segment.flatMap((part) => {
    if (part === oneCharacter) return [anyUnit];
    if (part === anyDash) return [dashUnit];
    return codePoints(fold(part as string));
  });
}

function codePoints(text: string): number[] {
  const units: number[] = [];
  for (const character of text) units.push(character.codePointAt(0)!);
  return units;
}

/** Segments of plain text with free text between them: the first and last are anchored, the others found leftmost. */
function literalSegments(segments: readonly (readonly number[])[]): (text: string) => boolean {
  const literals = segments.map((units) => units.map((unit) => String.fromCodePoint(unit)).join(''));
  const first = literals[0]!;
  if (literals.length === 1) return (text) => text === first;
  const last = literals.at(-1)!;
  const middle = literals.slice(1, -1);
  return (text) => {
    if (!text.startsWith(first)) return false;
    let from = first.length;
    for (const literal of middle) {
      const found = text.indexOf(literal, from);
      if (found < 0) return false;
      from = found + literal.length;
    }
    return text.length - last.length >= from && text.endsWith(last);
  };
}

/** The same with units that match more than themselves, over the code points of the text. */
function unitSegments(segments: readonly (readonly number[])[]): (text: string) => boolean {
  const first = segments[0]!;
  const last = segments.at(-1)!;
  const middle = segments.slice(1, -1);
  const needed = longestLiteral(segments);
  return (text) => {
    // Most texts lack it, and looking for it is many times faster than what follows.
    if (!text.includes(needed)) return false;
    const units = codePoints(text);
    if (!standsAt(units, first, 0)) return false;
    if (segments.length === 1) return units.length === first.length;
    let from = first.length;
    for (const segment of middle) {
      while (from + segment.length <= units.length && !standsAt(units, segment, from)) from++;
      if (from + segment.length > units.length) return false;
      from += segment.length;
    }
    const end = units.length - last.length;
    return end >= from && standsAt(units, last, end);
  };
}

/** The longest run of plain characters: every text that matches has it in it. */
function longestLiteral(segments: readonly (readonly number[])[]): string {
  let longest = '';
  for (const segment of segments) {
    let run = '';
    for (const unit of segment) {
      run = unit >= 0 ? run + String.fromCodePoint(unit) : '';
      if (run.length > longest.length) longest = run;
    }
  }
  return longest;
}

function standsAt(units: readonly number[], segment: readonly number[], at: number): boolean {
  if (at + segment.length > units.length) return false;
  for (let i = 0; i < segment.length; i++) {
    const expected = segment[i]!;
    const unit = units[at + i]!;
    if (expected === dashUnit ? !dashUnits.has(unit) : expected !== anyUnit && expected !== unit)
      return false;
  }
  return true;
}
