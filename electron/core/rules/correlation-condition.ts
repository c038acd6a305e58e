import { type Bound, impossible, readBounds } from './bounds.ts';
import { type Clause, clausesOf } from './clauses.ts';
import { type Condition, namesIn, readCondition } from './condition.ts';
import type { CorrelationType, RuleReference } from './correlation-section.ts';
import type { ProblemSink } from './problems.ts';
import { entryOf, short, type YamlMap, type YamlNode, type YamlScalar } from './yaml-tree.ts';

/** What must hold of the events of a window. */
export interface CorrelationCondition {
  /** The fields whose values are looked at: of value_count one or more, of the other value_ types one. */
  readonly fields: readonly string[];
  /** value_percentile: which percentile, 0 to 100. */
  readonly percentile: number | undefined;
  /** What must hold of the number, all of it. */
  readonly bounds: readonly Bound[];
  /** A condition over names of rules (temporal types only) instead of bounds. */
  readonly expression: Condition | undefined;
  /** Every way in which the expression can hold, rules by their place in the list. */
  readonly clauses: readonly Clause[];
}

const nothing: CorrelationCondition = {
  fields: [],
  percentile: undefined,
  bounds: [],
  expression: undefined,
  clauses: [],
};

const maxFields = 16;

export function isTemporal(type: CorrelationType): boolean {
  return type === 'temporal' || type === 'temporal_ordered';
}

/** Reads the condition of a correlation. Undefined where it cannot be used; the problem is reported. */
export function readCorrelationCondition(
  map: YamlMap,
  type: CorrelationType,
  rules: readonly RuleReference[],
  problems: ProblemSink,
): CorrelationCondition | undefined {
  const node = entryOf(map, 'condition')?.value;
  if (node === undefined) {
    if (isTemporal(type)) return nothing;
    problems.error(map.offset, `the condition is missing: ${type} needs one, such as "gte: 10"`);
    return undefined;
  }
  if (node.kind === 'map') return readNumberCondition(node, type, rules.length, problems);
  if (!isTemporal(type) || node.kind !== 'scalar') {
    problems.error(node.offset, `the condition of ${type} is a map such as "gte: 10"`);
    return undefined;
  }
  return readExpression(node, rules, problems);
}

function readExpression(
  node: YamlScalar,
  rules: readonly RuleReference[],
  problems: ProblemSink,
): CorrelationCondition | undefined {
  const names = rules.map(({ name }) => name);
  const expression = readCondition(node, names, problems);
  if (expression === undefined) return undefined;
  const used = new Set(namesIn(expression));
  for (const { name, offset } of rules) {
    if (!used.has(name))
      problems.warning(
        offset,
        `the condition does not use the rule "${short(name)}"; leave it out or ask for it`,
      );
  }
  const clauses = clausesOf(expression, names);
  if (clauses === undefined) {
    problems.error(
      node.offset,
      'this condition can hold in too many ways; split it into several correlations',
    );
    return undefined;
  }
  if (clauses.length === 0) {
    problems.error(node.offset, 'this condition contradicts itself: it can never hold');
    return undefined;
  }
  if (clauses.every(({ wanted }) => wanted.length === 0)) {
    problems.error(
      node.offset,
      'this condition asks only for what is not there; a window needs an event, so name a rule without "not"',
    );
    return undefined;
  }
  return { ...nothing, expression, clauses };
}

/** Names of rules in the order in which a condition speaks of them, for correlations that list none (pySigma). */
export function rulesInText(node: YamlNode | undefined): RuleReference[] {
  if (node?.kind !== 'scalar' || typeof node.value !== 'string') return [];
  const rules: RuleReference[] = [];
  for (const [name] of node.value.matchAll(/[\p{L}\p{N}_.-]+/gu)) {
    if (['and', 'or', 'not'].includes(name) || rules.some((rule) => rule.name === name)) continue;
    rules.push({ name, offset: node.offset });
  }
  return rules;
}

function readNumberCondition(
  map: YamlMap,
  type: CorrelationType,
  ruleCount: number,
  problems: ProblemSink,
): CorrelationCondition | undefined {
  const before = problems.errorCount;
  const fields = readFields(map, type, problems);
  const percentile = readPercentile(map, type, problems);
  const counts = type === 'event_count' || type === 'value_count' || isTemporal(type);
  const bounds = readBounds(map, ['field', 'percentile'], !counts, problems);
  if (bounds.length === 0 && problems.errorCount === before) {
    problems.error(map.offset, 'the condition compares nothing: give gt, gte, lt, lte, eq or neq');
  }
  const range = { least: 1, most: isTemporal(type) ? ruleCount : undefined };
  const fault = impossible(bounds, counts ? range : undefined);
  if (fault !== undefined) problems.error(map.offset, fault);
  return problems.errorCount > before ? undefined : { ...nothing, fields, percentile, bounds };
}

function readFields(map: YamlMap, type: CorrelationType, problems: ProblemSink): string[] {
  const entry = entryOf(map, 'field');
  if (!type.startsWith('value_')) {
    if (entry !== undefined) problems.error(entry.keyOffset, `${type} looks at no field; leave "field" out`);
    return [];
  }
  const node = entry?.value;
  const items = node?.kind === 'list' ? node.items : node === undefined ? [] : [node];
  const fields: string[] = [];
  for (const item of items) {
    if (item.kind !== 'scalar' || item.text === '') problems.error(item.offset, 'a field name is expected');
    else if (fields.includes(item.text)) problems.error(item.offset, `"${short(item.text)}" is given twice`);
    else fields.push(item.text);
  }
  if (items.length === 0)
    problems.error(node?.offset ?? map.offset, `${type} needs "field": the field whose values it looks at`);
  if (items.length > 1 && type !== 'value_count')
    problems.error(node!.offset, `${type} looks at one field; write a correlation for each`);
  if (items.length > maxFields) problems.error(node!.offset, `more than ${maxFields} fields in one count`);
  return fields;
}

function readPercentile(map: YamlMap, type: CorrelationType, problems: ProblemSink): number | undefined {
  const entry = entryOf(map, 'percentile');
  if (type !== 'value_percentile') {
    if (entry !== undefined)
      problems.error(entry.keyOffset, `"percentile" belongs to value_percentile, not to ${type}`);
    return undefined;
  }
  const value = entry?.value.kind === 'scalar' ? entry.value.value : undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 100) return value;
  problems.error(
    entry?.value.offset ?? map.offset,
    entry === undefined
      ? 'value_percentile does not say which percentile is compared: add "percentile: 95" (a whole number from 0 to 100); the specification leaves it open'
      : 'percentile is a whole number from 0 to 100, without quotes',
  );
  return undefined;
}
