import { foldCase } from './fold.ts';
import type { ProblemSink } from './problems.ts';
import type { YamlNode } from './yaml-tree.ts';

/** Which logs a rule is for. What is absent does not matter to the rule. */
export interface LogSource {
  readonly category?: string;
  readonly product?: string;
  readonly service?: string;
}

const logSourceKeys = ['category', 'product', 'service'] as const;

/** What the events of a case are: access logs, whatever product wrote them. */
export const accessLog: LogSource = { category: 'access-log' };

export function readLogSource(node: YamlNode, problems: ProblemSink): LogSource {
  if (node.kind !== 'map') {
    if (!(node.kind === 'scalar' && node.value === null)) {
      problems.error(node.offset, 'logsource is a map with category, product or service');
    }
    return {};
  }
  const logSource: { category?: string; product?: string; service?: string } = {};
  for (const key of logSourceKeys) {
    const value = node.entries.find((entry) => entry.key === key)?.value;
    if (value === undefined || (value.kind === 'scalar' && value.value === null)) continue;
    if (value.kind === 'scalar' && value.text !== '') logSource[key] = value.text;
    else problems.error(value.offset, `logsource ${key} is a text`);
  }
  return logSource;
}

/**
 * Whether a rule for `wanted` is for logs that are `given`. What both name must be equal. What only the rule names is
 * let pass where the categories are equal: a case knows that its events are access logs, not always whose.
 */
export function isFor(wanted: LogSource, given: LogSource): boolean {
  const sameCategory = wanted.category !== undefined && same(wanted.category, given.category);
  return logSourceKeys.every((key) => {
    const value = wanted[key];
    if (value === undefined) return true;
    return given[key] === undefined ? sameCategory : same(value, given[key]);
  });
}

function same(a: string, b: string | undefined): boolean {
  return b !== undefined && foldCase(a) === foldCase(b);
}

export function describeLogSource(logSource: LogSource): string {
  const parts = logSourceKeys.flatMap((key) =>
    logSource[key] === undefined ? [] : [`${key} ${logSource[key]}`],
  );
  return parts.length === 0 ? 'any log' : parts.join(', ');
}
