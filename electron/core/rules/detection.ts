import { type Condition, namesIn, readCondition } from './condition.ts';
import type { DetectionItem } from './detection-item.ts';
import { lintCondition } from './lint-condition.ts';
import type { ProblemSink } from './problems.ts';
import { readItem, readKeywords } from './read-item.ts';
import { entryOf, short, type YamlMap, type YamlNode, type YamlScalar } from './yaml-tree.ts';

/** What a rule asks of an event. */
export type DetectionNode =
  | { readonly kind: 'and' | 'or'; readonly terms: readonly DetectionNode[] }
  | { readonly kind: 'not'; readonly term: DetectionNode }
  | { readonly kind: 'item'; readonly item: DetectionItem }
  /** A selection by name: the same object wherever the condition names it. */
  | { readonly kind: 'selection'; readonly name: string; readonly term: DetectionNode };

/** Reads a detection: selections and the condition over them. Undefined where it cannot run. */
export function readDetection(detection: YamlNode, problems: ProblemSink): DetectionNode | undefined {
  if (detection.kind !== 'map') {
    problems.error(detection.offset, 'detection is a map of selections and a condition');
    return undefined;
  }
  return readSelections(detection, ['condition', 'timeframe'], problems);
}

/** The same for a map that holds other keys too (a filter's `rules`). */
export function readSelections(
  map: YamlMap,
  otherKeys: readonly string[],
  problems: ProblemSink,
): DetectionNode | undefined {
  const before = problems.errorCount;
  const selections = new Map<string, DetectionNode>();
  for (const { key, keyOffset, value } of map.entries) {
    if (key === 'timeframe') {
      problems.warning(
        keyOffset,
        'timeframe means nothing in a detection; time spans belong to correlation rules',
      );
    }
    if (otherKeys.includes(key)) continue;
    const term = readSelection(value, problems);
    if (term !== undefined) selections.set(key, { kind: 'selection', name: key, term });
  }
  const names = map.entries.map(({ key }) => key).filter((key) => !otherKeys.includes(key));
  if (names.length === 0) problems.error(map.offset, 'there is no selection to match');
  const conditions = readConditions(map, names, problems);
  if (conditions === undefined || problems.errorCount > before) return undefined;
  lintCondition(
    conditions.length === 1 ? conditions[0]! : { kind: 'or', terms: conditions },
    entryOf(map, 'condition')!.value.offset,
    problems,
  );
  if (problems.errorCount > before) return undefined;
  warnOfUnused(map, names, conditions, problems);
  const terms = conditions.map((condition) => resolve(condition, selections));
  return terms.length === 1 ? terms[0] : { kind: 'or', terms };
}

function readConditions(
  map: YamlMap,
  names: readonly string[],
  problems: ProblemSink,
): Condition[] | undefined {
  const entry = entryOf(map, 'condition');
  if (entry === undefined) {
    problems.error(map.offset, 'the condition is missing');
    return undefined;
  }
  const { value } = entry;
  const scalars = value.kind === 'list' ? value.items : [value];
  if (scalars.length === 0) problems.error(value.offset, 'an empty list of conditions matches nothing');
  const conditions: Condition[] = [];
  for (const scalar of scalars) {
    if (scalar.kind !== 'scalar')
      problems.error(scalar.offset, 'a condition is a text such as "selection and not filter"');
    else {
      const condition = readCondition(scalar as YamlScalar, names, problems);
      if (condition !== undefined) conditions.push(condition);
    }
  }
  return conditions.length === scalars.length && conditions.length > 0 ? conditions : undefined;
}

function warnOfUnused(
  map: YamlMap,
  names: readonly string[],
  conditions: readonly Condition[],
  problems: ProblemSink,
): void {
  const used = new Set(conditions.flatMap(namesIn));
  for (const { key, keyOffset } of map.entries) {
    if (names.includes(key) && !used.has(key)) {
      problems.warning(
        keyOffset,
        `no condition uses the selection "${short(key)}"; add it to the condition or leave it out`,
      );
    }
  }
}

function resolve(condition: Condition, selections: ReadonlyMap<string, DetectionNode>): DetectionNode {
  switch (condition.kind) {
    case 'name':
      return selections.get(condition.name)!;
    case 'not':
      return { kind: 'not', term: resolve(condition.term, selections) };
    default:
      return { kind: condition.kind, terms: condition.terms.map((term) => resolve(term, selections)) };
  }
}

/** A map is all of its items; a list is any of its maps and keywords; one text is one keyword. */
function readSelection(node: YamlNode, problems: ProblemSink): DetectionNode | undefined {
  if (node.kind === 'map') return readMap(node, problems);
  if (node.kind === 'scalar') {
    if (node.value !== null) return keywordNode(node, problems);
    problems.error(node.offset, 'an empty selection matches nothing');
    return undefined;
  }
  if (node.items.length === 0) {
    problems.error(node.offset, 'an empty selection matches nothing');
    return undefined;
  }
  const scalars = node.items.filter((item) => item.kind === 'scalar');
  const nested = node.items.find((item) => item.kind === 'list');
  if (nested !== undefined) {
    problems.error(nested.offset, 'a list within a list means nothing; put its values into the outer list');
    return undefined;
  }
  const terms: (DetectionNode | undefined)[] = [];
  if (scalars.length > 0)
    terms.push(keywordNode({ kind: 'list', offset: node.offset, items: scalars }, problems));
  for (const item of node.items) if (item.kind === 'map') terms.push(readMap(item, problems));
  if (terms.includes(undefined)) return undefined;
  return terms.length === 1 ? terms[0] : { kind: 'or', terms: terms as DetectionNode[] };
}

function readMap(map: YamlMap, problems: ProblemSink): DetectionNode | undefined {
  if (map.entries.length === 0) {
    problems.error(map.offset, 'an empty selection matches nothing');
    return undefined;
  }
  const items = map.entries.map((entry) => readItem(entry, problems));
  if (items.includes(undefined)) return undefined;
  const terms = items.map((item): DetectionNode => ({ kind: 'item', item: item! }));
  return terms.length === 1 ? terms[0] : { kind: 'and', terms };
}

function keywordNode(node: YamlNode, problems: ProblemSink): DetectionNode | undefined {
  const item = readKeywords(node, problems);
  return item && { kind: 'item', item };
}
