import { type Condition, namesIn } from './condition.ts';
import type { ProblemSink } from './problems.ts';
import { short } from './yaml-tree.ts';

/** Beyond this many selections the table of all their values is too large to be gone through. */
const maxNames = 10;

/**
 * Looks at a condition as a sentence over selections, whatever these say: one that can never hold is an error, since
 * the rule would be silent for ever; one that always holds and selections that make no difference are remarked on.
 */
export function lintCondition(condition: Condition, offset: number, problems: ProblemSink): void {
  const names = [...new Set(namesIn(condition))];
  if (names.length > maxNames) return;
  const placeOf = new Map(names.map((name, place) => [name, place]));
  const holds = (node: Condition, bits: number): boolean => {
    switch (node.kind) {
      case 'name':
        return ((bits >> placeOf.get(node.name)!) & 1) === 1;
      case 'not':
        return !holds(node.term, bits);
      case 'and':
        return node.terms.every((term) => holds(term, bits));
      case 'or':
        return node.terms.some((term) => holds(term, bits));
    }
  };
  const table = Array.from({ length: 1 << names.length }, (_, bits) => holds(condition, bits));
  if (!table.includes(true)) {
    problems.error(
      offset,
      'this condition contradicts itself: no event can satisfy it; look for "x and not x"',
    );
    return;
  }
  if (!table.includes(false)) {
    problems.warning(offset, 'this condition holds for every event; look for "x or not x"');
    return;
  }
  for (const [place, name] of names.entries()) {
    const matters = table.some((value, bits) => value !== table[bits ^ (1 << place)]);
    if (!matters) {
      problems.warning(
        offset,
        `the selection "${short(name)}" makes no difference to this condition; leave it out or look for a slip`,
      );
    }
  }
}
