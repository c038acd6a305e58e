import { parseWrittenNumber } from './decimal.ts';
import type { DetectionItem, ItemValue, PlaceholderValues } from './detection-item.ts';
import { asText, type EncodedPattern, type Encoding, encode } from './encoding.ts';
import { instantOf, parseTime } from './instant.ts';
import { lintValues } from './lint-values.ts';
import { type Modifiers, type Position, readModifiers } from './modifiers.ts';
import { parseNetwork } from './network.ts';
import { parsePattern, widen, withAnyDash } from './pattern.ts';
import { expandPlaceholders, placeholderNames } from './placeholders.ts';
import type { ProblemSink } from './problems.ts';
import {
  comparisonTest,
  networkTest,
  numberTest,
  patternTest,
  regexTest,
  timeComparisonTest,
  timePartTest,
} from './value-test.ts';
import { short, type YamlEntry, type YamlNode, type YamlScalar } from './yaml-tree.ts';

const maxRegexLength = 4096;
const maxTextLength = 65_536;

/** Reads `field|modifiers: values`. Undefined where it cannot be run; the problem is reported. */
export function readItem(entry: YamlEntry, problems: ProblemSink): DetectionItem | undefined {
  const [field = '', ...names] = entry.key.split('|');
  if (field === '' && names.length === 0) {
    problems.error(entry.keyOffset, 'a field name is missing');
    return undefined;
  }
  const modifiers = readModifiers(names, entry.keyOffset, problems);
  if (modifiers === undefined) return undefined;
  if (field === '' && modifiers.kind !== 'text' && modifiers.kind !== 're') {
    problems.error(entry.keyOffset, `"${modifiers.kind}" needs a field name before it`);
    return undefined;
  }
  return buildItem(field === '' ? null : field, entry.key, entry.keyOffset, entry.value, modifiers, problems);
}

/** Reads values without a field: keywords, looked for in every cell of the event. */
export function readKeywords(value: YamlNode, problems: ProblemSink): DetectionItem | undefined {
  const modifiers = readModifiers([], value.offset, problems);
  return modifiers && buildItem(null, 'keywords', value.offset, value, modifiers, problems);
}

function buildItem(
  field: string | null,
  source: string,
  offset: number,
  value: YamlNode,
  modifiers: Modifiers,
  problems: ProblemSink,
): DetectionItem | undefined {
  const scalars = readValues(value, modifiers, offset, problems);
  if (scalars === undefined) return undefined;
  const placeholders = modifiers.expand ? namesIn(scalars, offset, problems) : [];
  // With one stand-in for each placeholder, what is wrong with the rest shows now and not when rules run.
  const standIns = new Map(placeholders.map((name) => [name, ['x']]));
  const before = problems.errorCount;
  const checked = scalars.flatMap((scalar) => readValue(field, scalar, modifiers, standIns, problems));
  if (problems.errorCount > before) return undefined;
  lintValues(scalars, checked, modifiers, problems);
  return {
    field,
    offset,
    all: modifiers.all,
    negated: modifiers.negated,
    placeholders,
    source,
    written: scalars.map((scalar) => ({
      text: scalar.value === null ? 'null' : scalar.text,
      tests: (known) => valueTests(field, scalar, modifiers, known),
    })),
    values:
      placeholders.length === 0
        ? () => checked
        : (known) => collect(scalars, (scalar) => valueTests(field, scalar, modifiers, known)),
  };
}

function readValues(
  value: YamlNode,
  modifiers: Modifiers,
  offset: number,
  problems: ProblemSink,
): YamlScalar[] | undefined {
  if (value.kind === 'map') {
    problems.error(
      value.offset,
      'a value must be text, a number, true, false or null; a map is none of these',
    );
    return undefined;
  }
  if (value.kind === 'scalar') {
    if (modifiers.all) problems.warning(offset, '"all" means nothing for a single value; leave it out');
    return [value];
  }
  if (value.items.length === 0) {
    problems.error(value.offset, 'an empty list of values matches nothing');
    return undefined;
  }
  const scalars: YamlScalar[] = [];
  for (const item of value.items) {
    if (item.kind !== 'scalar') problems.error(item.offset, `a list of values cannot hold a ${item.kind}`);
    else {
      if (item.value === null && value.items.length > 1) {
        problems.warning(
          item.offset,
          'null should not be one of several values (Sigma 2.1), though most readers take it; give it a selection of its own',
        );
      }
      scalars.push(item);
    }
  }
  if (modifiers.all && scalars.length === 1) {
    problems.warning(offset, '"all" means nothing for a single value; leave it out');
  }
  return scalars.length === value.items.length ? scalars : undefined;
}

function namesIn(scalars: readonly YamlScalar[], offset: number, problems: ProblemSink): string[] {
  const names = [...new Set(scalars.flatMap(({ text }) => placeholderNames(text)))];
  if (names.length === 0) problems.warning(offset, '"expand" finds no %placeholder% in these values');
  return names;
}

function readValue(
  field: string | null,
  scalar: YamlScalar,
  modifiers: Modifiers,
  placeholders: PlaceholderValues,
  problems: ProblemSink,
): ItemValue[] {
  const values = valueTests(field, scalar, modifiers, placeholders);
  if (typeof values !== 'string') return values;
  problems.error(scalar.offset, values);
  return [];
}

/** The tests one value stands for: several only where an encoding or placeholder makes several. Or what is wrong. */
function valueTests(
  field: string | null,
  scalar: YamlScalar,
  modifiers: Modifiers,
  placeholders: PlaceholderValues,
): ItemValue[] | string {
  if (scalar.text.length > maxTextLength) return `a value is longer than ${maxTextLength} characters`;
  switch (modifiers.kind) {
    case 'exists':
      if (typeof scalar.value !== 'boolean') return '"exists" takes true or false, without quotes';
      return [{ kind: 'exists', key: `exists ${scalar.value}`, expected: scalar.value }];
    case 'fieldref':
      return fieldReference(field, scalar, modifiers);
    case 'compare':
      return comparison(field, scalar, modifiers);
    case 'time-part':
      return partOfTime(scalar, modifiers);
    case 'cidr':
      return collect(texts(scalar, modifiers, placeholders), (text) => {
        const network = parseNetwork(text);
        return typeof network === 'string' ? network : networkTest(network);
      });
    case 're':
      return collect(texts(scalar, modifiers, placeholders), (text) => regex(text, modifiers));
    case 'text':
      return textTests(field, scalar, modifiers, placeholders);
  }
}

/** The values made of each source; the first fault ends it. */
function collect<Source>(
  sources: readonly Source[],
  read: (source: Source) => ItemValue | readonly ItemValue[] | string,
): ItemValue[] | string {
  const values: ItemValue[] = [];
  for (const source of sources) {
    const made = read(source);
    if (typeof made === 'string') return made;
    for (const value of Array.isArray(made) ? made : [made as ItemValue]) values.push(value);
  }
  return values;
}

function texts(scalar: YamlScalar, modifiers: Modifiers, placeholders: PlaceholderValues): string[] {
  return modifiers.expand ? expandPlaceholders(scalar.text, placeholders) : [scalar.text];
}

function fieldReference(
  field: string | null,
  { value }: YamlScalar,
  modifiers: Modifiers,
): ItemValue[] | string {
  if (typeof value !== 'string' || value === '') return '"fieldref" takes the name of another field';
  if (value === field && modifiers.position === undefined) return `"${short(value)}" always equals itself`;
  const { position, cased } = modifiers;
  return [
    { kind: 'fieldref', key: `fieldref ${position ?? ''} ${cased} ${value}`, other: value, position, cased },
  ];
}

function comparison(
  field: string | null,
  { value, text }: YamlScalar,
  modifiers: Modifiers,
): ItemValue[] | string {
  const name = modifiers.comparison!;
  if (typeof value === 'string') {
    const time = parseTime(value);
    const instant = time && instantOf(time);
    if (instant !== undefined) return [timeComparisonTest(name, instant)];
    if (time !== undefined)
      return `the time "${short(value)}" has no zone; write it with Z or an offset such as +02:00`;
    return `"${name}" compares numbers: write the number without quotes (or a time such as 2025-06-18T00:00:00Z)`;
  }
  const number = typeof value === 'number' ? parseWrittenNumber(text) : undefined;
  if (number === undefined) return `"${name}" compares numbers; "${short(text)}" is none`;
  if (field === 'at') return 'at is a time: compare it with a time such as 2025-06-18T00:00:00Z';
  return [comparisonTest(name, number)];
}

function partOfTime({ value, text }: YamlScalar, modifiers: Modifiers): ItemValue[] | string {
  const part = modifiers.part!;
  const number = typeof value === 'number' ? parseWrittenNumber(text) : undefined;
  if (number === undefined || number.fraction !== '')
    return `"${part}" is compared with a whole number, without quotes`;
  const [least, most] = {
    minute: [0, 59],
    hour: [0, 23],
    day: [1, 31],
    week: [1, 53],
    month: [1, 12],
    year: [0, 9999],
  }[part];
  const size = Number(number.text);
  if (size < least! || size > most!) return `"${part}" is a number from ${least} to ${most}`;
  return [timePartTest(part, modifiers.comparison ?? 'eq', number)];
}

function regex(text: string, modifiers: Modifiers): ItemValue | string {
  if (text.length > maxRegexLength) return `a regular expression is longer than ${maxRegexLength} characters`;
  const { position } = modifiers;
  const anchored =
    position === 'startswith' ? `\\A(?:${text})` : position === 'endswith' ? `(?:${text})\\z` : text;
  const test = regexTest(anchored, modifiers.regexFlags);
  if (typeof test !== 'string') return test;
  const reason = test.replace(/^error parsing regexp: /, '');
  return `this regular expression cannot run in linear time (${short(reason)}); lookaround and back references are not available`;
}

function textTests(
  field: string | null,
  scalar: YamlScalar,
  modifiers: Modifiers,
  placeholders: PlaceholderValues,
): ItemValue[] | string {
  const plain = modifiers.steps.length === 0;
  if (scalar.value === null) {
    if (field === null) return 'null cannot be looked for without a field';
    if (!plain || modifiers.cased || modifiers.expand)
      return `null takes no "${modifiers.names.find((name) => name !== 'neq' && name !== 'all')}"`;
    return [{ kind: 'null', key: 'null' }];
  }
  if (scalar.value === '' && field === null) return 'an empty keyword matches everything';
  if (typeof scalar.value === 'number') {
    const number = parseWrittenNumber(scalar.text);
    if (number === undefined)
      return `"${short(scalar.text)}" is not a finite number; put it in quotes if it is text`;
    if (plain && field !== null && !modifiers.cased) return [numberTest(number, scalar.text)];
  }
  return collect(texts(scalar, modifiers, placeholders), (text) =>
    patternTests(text, modifiers, field === null),
  );
}

function patternTests(source: string, modifiers: Modifiers, keyword: boolean): ItemValue[] | string {
  const patterns = patternsOf(source, modifiers);
  if (typeof patterns === 'string') return patterns;
  return collect(patterns, (encoded) => {
    const pattern = asText(encoded);
    if (typeof pattern === 'string') return pattern;
    const anywhere = keyword && modifiers.position === undefined;
    return patternTest(anywhere ? widen(pattern, true, true) : pattern, modifiers.cased);
  });
}

function patternsOf(source: string, { steps }: Modifiers): EncodedPattern[] | string {
  let patterns: EncodedPattern[] = [{ pattern: parsePattern(source), bytes: false }];
  for (const step of steps) {
    const next: EncodedPattern[] = [];
    for (const encoded of patterns) {
      const made = applyStep(step, encoded);
      if (typeof made === 'string') return made;
      next.push(...made);
    }
    patterns = next;
  }
  return patterns;
}

function applyStep(
  step: Position | 'windash' | Encoding,
  encoded: EncodedPattern,
): EncodedPattern[] | string {
  const { pattern, bytes } = encoded;
  switch (step) {
    case 'windash':
      return bytes
        ? 'windash must stand before the utf16 modifier'
        : [{ pattern: withAnyDash(pattern), bytes }];
    case 'contains':
      return [{ pattern: widen(pattern, true, true), bytes }];
    case 'startswith':
      return [{ pattern: widen(pattern, false, true), bytes }];
    case 'endswith':
      return [{ pattern: widen(pattern, true, false), bytes }];
    default:
      return encode(step, encoded);
  }
}
