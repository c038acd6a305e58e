import { type Bound, impossible, readBounds } from './bounds.ts';
import { type Condition, readCondition } from './condition.ts';
import { parseTimeSpan, type TimeSpan } from './duration.ts';
import { type ProblemSink, suggestion } from './problems.ts';
import { entryOf, short, type YamlMap, type YamlNode, type YamlScalar } from './yaml-tree.ts';

export const correlationTypes = [
  'event_count',
  'value_count',
  'temporal',
  'temporal_ordered',
  'value_sum',
  'value_avg',
] as const;
export type CorrelationType = (typeof correlationTypes)[number];

/** In the specification, or in pySigma, without a meaning that two readers would agree on. */
const unavailableTypes = ['value_percentile', 'value_median'];

export interface RuleReference {
  /** Id or name of a rule. */
  readonly name: string;
  readonly offset: number;
}

/** One name for fields that are called differently in the events of different rules. */
export interface FieldAlias {
  readonly name: string;
  readonly offset: number;
  readonly fields: readonly { readonly rule: RuleReference; readonly field: string }[];
}

export interface CorrelationSection {
  readonly type: CorrelationType;
  readonly rules: readonly RuleReference[];
  readonly groupBy: readonly string[];
  readonly aliases: readonly FieldAlias[];
  readonly timeSpan: TimeSpan;
  /** The field whose values are counted or added up. */
  readonly field: string | undefined;
  /** What must hold of the number, all of it. */
  readonly bounds: readonly Bound[];
  /** A condition over names of rules (temporal types only) instead of bounds. */
  readonly expression: Condition | undefined;
  readonly generate: boolean;
}

const knownKeys = ['type', 'rules', 'group-by', 'timespan', 'condition', 'aliases', 'generate'];
const maxRules = 30;

/** Reads the correlation section of a rule. Undefined where it cannot run; the problem is reported. */
export function readCorrelation(
  node: YamlNode,
  generateAtTop: boolean,
  problems: ProblemSink,
): CorrelationSection | undefined {
  if (node.kind !== 'map') {
    problems.error(node.offset, 'correlation is a map with type, rules, group-by, timespan and condition');
    return undefined;
  }
  const before = problems.errorCount;
  for (const { key, keyOffset } of node.entries) {
    if (!knownKeys.includes(key)) {
      problems.error(keyOffset, `correlation has no "${short(key)}"${suggestion(key, knownKeys)}`);
    }
  }
  const type = readType(node, problems);
  const rules = readRules(node, problems);
  const groupBy = readTexts(node, 'group-by', problems);
  const aliases = readAliases(node, groupBy, problems);
  const timeSpan = readTimeSpan(node, problems);
  const condition = type && readConditionSection(node, type, rules, problems);
  const generate = generateAtTop || readFlag(node, 'generate', problems);
  if (problems.errorCount > before || !type || !timeSpan || !condition) return undefined;
  return { type, rules, groupBy, aliases, timeSpan, generate, ...condition };
}

function readType(map: YamlMap, problems: ProblemSink): CorrelationType | undefined {
  const node = entryOf(map, 'type')?.value;
  const given = node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
  const known = correlationTypes.find((type) => type === given);
  if (known !== undefined) return known;
  const offset = node?.offset ?? map.offset;
  if (given === undefined) problems.error(offset, `type is one of ${correlationTypes.join(', ')}`);
  else if (unavailableTypes.includes(given))
    problems.error(offset, `the correlation type ${given} is not available yet`);
  else
    problems.error(
      offset,
      `there is no correlation type "${short(given)}"${suggestion(given, correlationTypes)}`,
    );
  return undefined;
}

function readRules(map: YamlMap, problems: ProblemSink): RuleReference[] {
  const node = entryOf(map, 'rules')?.value;
  const items = node?.kind === 'list' ? node.items : node?.kind === 'scalar' ? [node] : [];
  const rules: RuleReference[] = [];
  for (const item of items) {
    if (item.kind !== 'scalar' || item.text === '')
      problems.error(item.offset, 'a rule is named by its id or name');
    else if (rules.some(({ name }) => name === item.text))
      problems.error(item.offset, 'this rule is named twice');
    else rules.push({ name: item.text, offset: item.offset });
  }
  if (items.length === 0)
    problems.error(node?.offset ?? map.offset, 'rules names one rule or more, by id or name');
  if (items.length > maxRules)
    problems.error(node!.offset, `a correlation can rest on ${maxRules} rules at most`);
  return rules;
}

function readTexts(map: YamlMap, key: string, problems: ProblemSink): string[] {
  const node = entryOf(map, key)?.value;
  if (node === undefined) return [];
  const items = node.kind === 'list' ? node.items : [node];
  const texts: string[] = [];
  for (const item of items) {
    if (item.kind !== 'scalar' || item.text === '')
      problems.error(item.offset, `${key} is a list of field names`);
    else if (texts.includes(item.text)) problems.error(item.offset, `"${short(item.text)}" is given twice`);
    else texts.push(item.text);
  }
  return texts;
}

function readAliases(map: YamlMap, groupBy: readonly string[], problems: ProblemSink): FieldAlias[] {
  const node = entryOf(map, 'aliases')?.value;
  if (node === undefined) return [];
  if (node.kind !== 'map') {
    problems.error(node.offset, 'aliases is a map: alias, then rule, then field');
    return [];
  }
  return node.entries.map(({ key, keyOffset, value }): FieldAlias => {
    if (!groupBy.includes(key))
      problems.warning(keyOffset, `group-by does not use the alias "${short(key)}"`);
    if (value.kind !== 'map') {
      problems.error(value.offset, 'an alias is a map of rules and their fields');
      return { name: key, offset: keyOffset, fields: [] };
    }
    const fields = value.entries.map((entry) => {
      const field = entry.value.kind === 'scalar' ? entry.value.text : '';
      if (field === '') problems.error(entry.value.offset, 'a field name is expected');
      return { rule: { name: entry.key, offset: entry.keyOffset }, field };
    });
    return { name: key, offset: keyOffset, fields };
  });
}

function readTimeSpan(map: YamlMap, problems: ProblemSink): TimeSpan | undefined {
  const node = entryOf(map, 'timespan')?.value;
  const span = node?.kind === 'scalar' ? parseTimeSpan(node.text) : 'timespan is missing: 30s, 10m, 24h, 7d';
  if (typeof span !== 'string') return span;
  problems.error(node?.offset ?? map.offset, span);
  return undefined;
}

function readFlag(map: YamlMap, key: string, problems: ProblemSink): boolean {
  const node = entryOf(map, key)?.value;
  if (node === undefined) return false;
  if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value;
  problems.error(node.offset, `${key} is true or false`);
  return false;
}

type ConditionSection = Pick<CorrelationSection, 'field' | 'bounds' | 'expression'>;

function readConditionSection(
  map: YamlMap,
  type: CorrelationType,
  rules: readonly RuleReference[],
  problems: ProblemSink,
): ConditionSection | undefined {
  const node = entryOf(map, 'condition')?.value;
  const temporal = type === 'temporal' || type === 'temporal_ordered';
  if (node === undefined) {
    if (temporal) return { field: undefined, bounds: [], expression: undefined };
    problems.error(map.offset, `the condition is missing: ${type} needs one, such as "gte: 10"`);
    return undefined;
  }
  if (node.kind === 'map') return readNumberCondition(node, type, rules.length, problems);
  if (!temporal || node.kind !== 'scalar') {
    problems.error(node.offset, `the condition of ${type} is a map such as "gte: 10"`);
    return undefined;
  }
  if (type === 'temporal_ordered') {
    problems.error(node.offset, 'a condition over rule names is not available yet for temporal_ordered');
    return undefined;
  }
  const names = rules.map(({ name }) => name);
  const expression = readCondition(node as YamlScalar, names, problems);
  return expression && { field: undefined, bounds: [], expression };
}

function readNumberCondition(
  map: YamlMap,
  type: CorrelationType,
  ruleCount: number,
  problems: ProblemSink,
): ConditionSection | undefined {
  const before = problems.errorCount;
  const fieldEntry = entryOf(map, 'field');
  const needsField = type.startsWith('value_');
  const bounds = readBounds(map, ['field'], type === 'value_sum' || type === 'value_avg', problems);
  let field: string | undefined;
  if (needsField) {
    const node = fieldEntry?.value;
    if (node?.kind === 'scalar' && node.text !== '') field = node.text;
    else if (node?.kind === 'list')
      problems.error(node.offset, 'several fields in one count are not available yet');
    else
      problems.error(node?.offset ?? map.offset, `${type} needs "field": the field whose values it looks at`);
  } else if (fieldEntry) problems.error(fieldEntry.keyOffset, `${type} counts no field`);
  if (bounds.length === 0 && problems.errorCount === before) {
    problems.error(map.offset, 'the condition compares nothing: give gt, gte, lt, lte, eq or neq');
  }
  const counts = type === 'event_count' || type === 'value_count' || type.startsWith('temporal');
  const fault = impossible(
    bounds,
    counts ? { least: 1, most: type.startsWith('temporal') ? ruleCount : undefined } : undefined,
  );
  if (fault !== undefined) problems.error(map.offset, fault);
  if (type === 'temporal_ordered' && !(bounds.length === 1 && bounds[0]!.asksFor(ruleCount))) {
    problems.error(
      map.offset,
      'a number other than "all rules, in order" is not available yet for temporal_ordered',
    );
  }
  return problems.errorCount > before ? undefined : { field, bounds, expression: undefined };
}
