import type { Condition } from './condition.ts';

/** One way in which a condition over rules can hold: numbers of rules, ascending. */
export interface Clause {
  readonly wanted: readonly number[];
  readonly excluded: readonly number[];
}

const maxClauses = 256;

/**
 * Every way in which a condition can hold, contradictions and repetitions left out; none where it cannot. Undefined
 * where there are more than can be kept apart.
 */
export function clausesOf(condition: Condition, names: readonly string[]): Clause[] | undefined {
  const numberOf = new Map(names.map((name, number) => [name, number]));
  const expand = (node: Condition, negated: boolean): Clause[] | undefined => {
    switch (node.kind) {
      case 'name': {
        const numbers = [numberOf.get(node.name)!];
        return [negated ? { wanted: [], excluded: numbers } : { wanted: numbers, excluded: [] }];
      }
      case 'not':
        return expand(node.term, !negated);
      default: {
        const joins = (node.kind === 'and') !== negated;
        let clauses: Clause[] = joins ? [{ wanted: [], excluded: [] }] : [];
        for (const term of node.terms) {
          const more = expand(term, negated);
          if (more === undefined) return undefined;
          if (joins && clauses.length * more.length > 16 * maxClauses) return undefined;
          clauses = simplified(
            joins ? clauses.flatMap((a) => more.map((b) => both(a, b))) : [...clauses, ...more],
          );
          if (clauses.length > maxClauses) return undefined;
        }
        return clauses;
      }
    }
  };
  return expand(condition, false);
}

function both(a: Clause, b: Clause): Clause {
  return { wanted: union(a.wanted, b.wanted), excluded: union(a.excluded, b.excluded) };
}

function union(a: readonly number[], b: readonly number[]): number[] {
  return [...new Set([...a, ...b])].sort((x, y) => x - y);
}

function simplified(clauses: readonly Clause[]): Clause[] {
  const possible = clauses.filter(
    ({ wanted, excluded }) => !wanted.some((number) => excluded.includes(number)),
  );
  return [...new Map(possible.map((clause) => [JSON.stringify(clause), clause])).values()];
}
