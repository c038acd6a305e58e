import {
  type CorrelationCondition,
  isTemporal,
  readCorrelationCondition,
  rulesInText,
} from './correlation-condition.ts';
import { parseTimeSpan, type TimeSpan } from './duration.ts';
import { type ProblemSink, suggestion } from './problems.ts';
import { entryOf, short, type YamlMap, type YamlNode } from './yaml-tree.ts';

export const correlationTypes = [
  'event_count',
  'value_count',
  'temporal',
  'temporal_ordered',
  'value_sum',
  'value_avg',
  'value_percentile',
  'value_median',
] as const;
export type CorrelationType = (typeof correlationTypes)[number];

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

export interface CorrelationSection extends CorrelationCondition {
  readonly type: CorrelationType;
  readonly rules: readonly RuleReference[];
  readonly groupBy: readonly string[];
  readonly aliases: readonly FieldAlias[];
  readonly timeSpan: TimeSpan;
  /** Every field it speaks of, with its place in the file. */
  readonly fieldPlaces: readonly { readonly field: string; readonly offset: number }[];
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
  const rules = readRules(node, type, problems);
  const groupBy = readTexts(node, 'group-by', problems);
  const aliases = readAliases(node, groupBy, problems);
  const timeSpan = readTimeSpan(node, problems);
  const condition = type && readCorrelationCondition(node, type, rules, problems);
  const generate = generateAtTop || readFlag(node, 'generate', problems);
  if (problems.errorCount > before || !type || !timeSpan || !condition) return undefined;
  const fieldPlaces = readFieldPlaces(node, aliases);
  return { type, rules, groupBy, aliases, timeSpan, fieldPlaces, generate, ...condition };
}

function readType(map: YamlMap, problems: ProblemSink): CorrelationType | undefined {
  const node = entryOf(map, 'type')?.value;
  const given = node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
  const known = correlationTypes.find((type) => type === given);
  if (known !== undefined) return known;
  const offset = node?.offset ?? map.offset;
  if (given === undefined) problems.error(offset, `type is one of ${correlationTypes.join(', ')}`);
  else
    problems.error(
      offset,
      `there is no correlation type "${short(given)}"${suggestion(given, correlationTypes)}`,
    );
  return undefined;
}

function readRules(map: YamlMap, type: CorrelationType | undefined, problems: ProblemSink): RuleReference[] {
  const node = entryOf(map, 'rules')?.value;
  if (node === undefined && type !== undefined && isTemporal(type)) {
    const named = rulesInText(entryOf(map, 'condition')?.value);
    if (named.length > 0) return named;
  }
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

function readFieldPlaces(map: YamlMap, aliases: readonly FieldAlias[]): CorrelationSection['fieldPlaces'] {
  const condition = entryOf(map, 'condition')?.value;
  const counted = condition?.kind === 'map' ? entryOf(condition, 'field')?.value : undefined;
  const nodes = [entryOf(map, 'group-by')?.value, counted].flatMap((node) =>
    node === undefined ? [] : node.kind === 'list' ? node.items : [node],
  );
  const named = nodes.flatMap((node) =>
    node.kind === 'scalar' ? [{ field: node.text, offset: node.offset }] : [],
  );
  const own = named.filter(({ field }) => !aliases.some(({ name }) => name === field));
  const aliased = aliases.flatMap(({ fields }) =>
    fields.map(({ rule, field }) => ({ field, offset: rule.offset })),
  );
  return [...own, ...aliased];
}

function readTimeSpan(map: YamlMap, problems: ProblemSink): TimeSpan | undefined {
  const node = entryOf(map, 'timespan')?.value;
  const span = node?.kind === 'scalar' ? parseTimeSpan(node.text) : 'timespan is missing: 30s, 10m, 24h, 7d';
  if (typeof span === 'string') problems.error(node?.offset ?? map.offset, span);
  else {
    if (span.remark !== undefined) problems.warning(node!.offset, span.remark);
    return span;
  }
  return undefined;
}

function readFlag(map: YamlMap, key: string, problems: ProblemSink): boolean {
  const node = entryOf(map, key)?.value;
  if (node === undefined) return false;
  if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value;
  problems.error(node.offset, `${key} is true or false`);
  return false;
}
