import type { ItemValue } from './detection-item.ts';
import type { Modifiers } from './modifiers.ts';
import type { ProblemSink } from './problems.ts';
import type { ValueTest } from './value-test.ts';
import { short, type YamlScalar } from './yaml-tree.ts';

/** Longer lists are made by machines; comparing each value with each takes time that grows with the square. */
const maxCompared = 500;

/** Remarks on values that add nothing to the others of their list. `values[i]` was made of `scalars[i]`. */
export function lintValues(
  scalars: readonly YamlScalar[],
  values: readonly ItemValue[],
  modifiers: Modifiers,
  problems: ProblemSink,
): void {
  if (modifiers.expand || values.length !== scalars.length) return;
  const seen = new Set<string>();
  for (const [index, value] of values.entries()) {
    const { offset, text } = scalars[index]!;
    if (seen.has(value.key)) {
      problems.warning(
        offset,
        'this value is given before: values are compared without regard to case; leave it out',
      );
    }
    seen.add(value.key);
    if (text === '' && value.kind === 'literal') {
      problems.warning(offset, 'an empty text is in every cell; use exists to ask whether there is a cell');
    }
    if (modifiers.kind === 'text' && modifiers.steps.length === 0 && /^%[^%]+%$/.test(text))
      problems.warning(
        offset,
        'this looks like a placeholder; add the modifier "expand" to have it replaced',
      );
  }
  if (modifiers.all) warnOfDemands(scalars, values, problems);
  else if (values.length <= maxCompared) warnOfSwallowed(scalars, values, problems);
}

/** Of values any of which will do, those that another covers. */
function warnOfSwallowed(
  scalars: readonly YamlScalar[],
  values: readonly ItemValue[],
  problems: ProblemSink,
): void {
  for (const [index, value] of values.entries()) {
    const other = values.findIndex((wide, i) => i !== index && wide.key !== value.key && covers(wide, value));
    if (other < 0) continue;
    problems.warning(
      scalars[index]!.offset,
      `"${short(scalars[other]!.text)}" matches all that this value matches; leave one of them out`,
    );
  }
}

/** Two different whole texts cannot both be one cell. */
function warnOfDemands(
  scalars: readonly YamlScalar[],
  values: readonly ItemValue[],
  problems: ProblemSink,
): void {
  const wholes = values.flatMap((value, index) => (isWhole(value) ? [{ value, index }] : []));
  const second = wholes.find(({ value }) => value.key !== wholes[0]!.value.key);
  if (second === undefined) return;
  problems.warning(
    scalars[second.index]!.offset,
    'a cell cannot be two different texts at once: with "all" this matches only lists; use contains, or leave "all" out',
  );
}

function isWhole(value: ItemValue): boolean {
  return (
    value.kind === 'empty' || value.kind === 'null' || (value.kind === 'literal' && value.anchor === 'whole')
  );
}

type Literal = ValueTest & { readonly kind: 'literal' };

/** Whether every text that the second value matches is matched by the first. */
function covers(wide: ItemValue, narrow: ItemValue): boolean {
  if (wide.kind !== 'literal' || narrow.kind !== 'literal' || wide.cased !== narrow.cased) return false;
  return coversLiteral(wide, narrow);
}

function coversLiteral(wide: Literal, narrow: Literal): boolean {
  switch (wide.anchor) {
    case 'anywhere':
      return narrow.literal.includes(wide.literal);
    case 'start':
      return startsAt(narrow) && narrow.literal.startsWith(wide.literal);
    case 'end':
      return endsAt(narrow) && narrow.literal.endsWith(wide.literal);
    case 'whole':
      return false;
  }
}

function startsAt({ anchor }: Literal): boolean {
  return anchor === 'start' || anchor === 'whole';
}

function endsAt({ anchor }: Literal): boolean {
  return anchor === 'end' || anchor === 'whole';
}
