import { type Encoding, encodings } from './encoding.ts';
import { type ProblemSink, suggestion } from './problems.ts';
import { type TimePart, timeParts } from './time-parts.ts';
import { type Comparison, comparisons } from './value-test.ts';
import { short } from './yaml-tree.ts';

export type Position = 'contains' | 'startswith' | 'endswith';

/** What the value of an item is, once its modifiers are read. */
export type ValueKind = 'text' | 're' | 'cidr' | 'exists' | 'fieldref' | 'compare' | 'time-part';

/** A checked chain of modifiers. Steps rewrite a text value in the order they are written. */
export interface Modifiers {
  readonly names: readonly string[];
  readonly kind: ValueKind;
  readonly all: boolean;
  readonly negated: boolean;
  readonly cased: boolean;
  readonly expand: boolean;
  readonly steps: readonly (Position | 'windash' | Encoding)[];
  readonly position: Position | undefined;
  readonly comparison: Comparison | undefined;
  readonly part: TimePart | undefined;
  readonly regexFlags: {
    readonly ignoreCase: boolean;
    readonly multiLine: boolean;
    readonly dotAll: boolean;
  };
}

const positions: readonly Position[] = ['contains', 'startswith', 'endswith'];
const regexFlagNames = {
  i: 'ignoreCase',
  m: 'multiLine',
  s: 'dotAll',
  ignorecase: 'ignoreCase',
  multiline: 'multiLine',
  dotall: 'dotAll',
} as const;
/** Decide what kind of value follows, so nothing but `all` and `neq` can stand before them. */
const leading = ['re', 'cidr', 'exists', 'fieldref'] as const;

const allNames: readonly string[] = [
  ...positions,
  ...leading,
  ...comparisons,
  ...timeParts,
  ...encodings,
  ...Object.keys(regexFlagNames),
  'all',
  'cased',
  'neq',
  'windash',
  'expand',
];

const maxModifiers = 12;

/** Checks the modifiers after a field's name. Undefined where one is wrong; the problem is reported. */
export function readModifiers(
  names: readonly string[],
  offset: number,
  problems: ProblemSink,
): Modifiers | undefined {
  const fault = findFault(names);
  if (fault !== undefined) {
    problems.error(offset, fault);
    return undefined;
  }
  const has = (name: string) => names.includes(name);
  const flag = (wanted: string) =>
    Object.entries(regexFlagNames).some(([name, meaning]) => meaning === wanted && has(name));
  const part = timeParts.find(has);
  const comparison = comparisons.find(has);
  const kind = leading.find(has) ?? (part ? 'time-part' : comparison ? 'compare' : 'text');
  return {
    names,
    kind,
    all: has('all'),
    negated: has('neq'),
    cased: has('cased'),
    expand: has('expand'),
    steps: names.filter(isStep),
    position: positions.find(has),
    comparison,
    part,
    regexFlags: { ignoreCase: flag('ignoreCase'), multiLine: flag('multiLine'), dotAll: flag('dotAll') },
  };
}

function isStep(name: string): name is Position | 'windash' | Encoding {
  return name === 'windash' || includes(positions, name) || includes(encodings, name);
}

function includes<Name extends string>(list: readonly Name[], name: string): name is Name {
  return (list as readonly string[]).includes(name);
}

function findFault(names: readonly string[]): string | undefined {
  if (names.length > maxModifiers) return `more than ${maxModifiers} modifiers on one field`;
  for (const [index, name] of names.entries()) {
    const fault = unknownFault(name) ?? repeatFault(names, index) ?? orderFault(names, index);
    if (fault !== undefined) return fault;
  }
  return combinationFault(names);
}

function unknownFault(name: string): string | undefined {
  if (allNames.includes(name)) return undefined;
  if (name === '') return 'a modifier is missing after "|"';
  return `there is no modifier "${short(name)}" in Sigma${suggestion(name, allNames)}`;
}

function repeatFault(names: readonly string[], index: number): string | undefined {
  const name = names[index]!;
  // A value can be encoded twice, and attackers do.
  if (name === 'base64' || names.indexOf(name) === index) return undefined;
  return `the modifier "${name}" is given twice`;
}

function orderFault(names: readonly string[], index: number): string | undefined {
  const name = names[index]!;
  // These two speak of the item as a whole, so that nothing depends on where they stand.
  const others = names.slice(0, index).filter((other) => other !== 'all' && other !== 'neq');
  const before = others.at(-1);
  if (includes(leading, name) && before !== undefined) return `"${name}" must be the first modifier`;
  if (name in regexFlagNames && !(before === 're' || (before !== undefined && before in regexFlagNames))) {
    return `"${name}" belongs to a regular expression: write re|${name}`;
  }
  if (includes(timeParts, name) && before !== undefined) {
    return `"${name}" must be the first modifier: write ${name}|${before}`;
  }
  if (includes(comparisons, name) && before !== undefined && !includes(timeParts, before)) {
    return `"${name}" compares the field itself: it can follow only ${timeParts.join(', ')}`;
  }
  return undefined;
}

/** What may stand beside each leading modifier; `all`, `neq` may where several values or a negation make sense. */
const companions: Readonly<Record<string, readonly string[]>> = {
  re: [...Object.keys(regexFlagNames), ...positions, 'all', 'neq', 'expand'],
  cidr: ['all', 'neq', 'expand'],
  exists: [],
  fieldref: [...positions, 'all', 'neq', 'cased'],
};

function combinationFault(names: readonly string[]): string | undefined {
  const given = positions.filter((name) => names.includes(name));
  if (given.length > 1) return `"${given.join('" and "')}" exclude each other; contains covers both`;
  const first = names.find((name) => name !== 'all' && name !== 'neq');
  if (first === undefined) return undefined;
  const allowed = companions[first] ?? (isNumeric(first) ? [...comparisons, 'all', 'neq'] : undefined);
  const misfit = allowed && names.find((name) => name !== first && !allowed.includes(name));
  if (misfit === undefined) return undefined;
  if (first === 'exists')
    return `"exists" stands alone: write exists: true or exists: false without "${misfit}"`;
  if (first === 're' && misfit === 'cased')
    return 'regular expressions tell case apart already: leave "cased" out';
  return `"${misfit}" cannot be used with "${first}"`;
}

function isNumeric(name: string): boolean {
  return includes(comparisons, name) || includes(timeParts, name);
}
