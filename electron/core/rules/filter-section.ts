import { type DetectionNode, readSelections } from './detection.ts';
import type { LogSource } from './logsource.ts';
import type { ProblemSink } from './problems.ts';
import { entryOf, type YamlMap, type YamlNode } from './yaml-tree.ts';

export interface FilterBody {
  readonly kind: 'filter';
  readonly logsource: LogSource;
  readonly detection: DetectionNode;
  readonly rules: readonly { readonly name: string; readonly offset: number }[] | 'any';
}

/**
 * Reads a filter. Its condition is added to the rules as it is written: to leave events out it must say "not", which
 * the specification's own example forgets, so a filter without one is remarked on.
 */
export function readFilter(
  section: YamlNode,
  logsource: LogSource,
  problems: ProblemSink,
): FilterBody | undefined {
  if (section.kind !== 'map') {
    problems.error(section.offset, 'filter is a map with rules, selections and a condition');
    return undefined;
  }
  const rules = readRuleNames(section, problems);
  const detection = readSelections(section, ['rules', 'condition'], problems);
  if (detection !== undefined && !negates(detection)) {
    const condition = entryOf(section, 'condition')!;
    problems.warning(
      condition.value.offset,
      'this filter says no "not": it keeps only the events it describes; to leave them out write "not selection"',
    );
  }
  return detection && { kind: 'filter', logsource, detection, rules };
}

function readRuleNames(section: YamlMap, problems: ProblemSink): FilterBody['rules'] {
  const node = entryOf(section, 'rules')?.value;
  if (node === undefined) {
    problems.error(section.offset, 'rules is missing: ids or names of the rules to filter, or any');
    return [];
  }
  if (node.kind === 'scalar' && node.value === 'any') return 'any';
  const items: readonly YamlNode[] = node.kind === 'list' ? node.items : [node];
  // An empty list means every rule of the log source, as pySigma has it.
  if (items.length === 0) return 'any';
  return items.flatMap((item) => {
    if (item.kind === 'scalar' && item.text !== '') return [{ name: item.text, offset: item.offset }];
    problems.error(item.offset, 'a rule is named by its id or name');
    return [];
  });
}

function negates(node: DetectionNode): boolean {
  switch (node.kind) {
    case 'not':
      return true;
    case 'item':
      return node.item.negated;
    case 'selection':
      return negates(node.term);
    default:
      return node.terms.some(negates);
  }
}
