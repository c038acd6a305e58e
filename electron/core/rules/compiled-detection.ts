import type { DetectionNode } from './detection.ts';
import type { DetectionItem, FieldComparison, PlaceholderValues } from './detection-item.ts';
import type { DetectionRule } from './rule.ts';
import type { ValueTest } from './value-test.ts';

/** What is decided once for all rules that ask it. */
export type Atom = CellAtom | KeywordAtom | ComparisonAtom;

/** Tests on one field's cell: any of them, or all. */
export interface CellAtom {
  readonly kind: 'cell';
  readonly field: string;
  readonly tests: readonly ValueTest[];
  readonly all: boolean;
  /** Only asks whether there is a cell: a source without the column answers it. */
  readonly presenceOnly: boolean;
  readonly needsZone: boolean;
}

/** Tests on every cell of the event, any of them on any cell. */
export interface KeywordAtom {
  readonly kind: 'keyword';
  readonly tests: readonly ValueTest[];
  readonly all: false;
}

export interface ComparisonAtom {
  readonly kind: 'comparison';
  readonly field: string;
  readonly comparison: FieldComparison;
}

/** A detection over atoms: what a rule asks once names, lists and modifiers are resolved. */
export type Term =
  | { readonly kind: 'atom'; readonly atom: Atom }
  | { readonly kind: 'not'; readonly term: Term }
  | { readonly kind: 'and' | 'or'; readonly terms: readonly Term[] };

/** Compiles rules so that what they have in common is one atom. */
export class DetectionCompiler {
  readonly #placeholders: PlaceholderValues;
  readonly #atoms = new Map<string, Atom>();
  readonly #terms = new Map<DetectionItem, Term | string>();

  constructor(placeholders: PlaceholderValues) {
    this.#placeholders = placeholders;
  }

  /** The rule with its filters. A string says why it cannot be applied. */
  compile(rule: DetectionRule): Term | string {
    const terms = [rule.detection, ...rule.filters.map(({ detection }) => detection)].map((node) =>
      this.#node(node),
    );
    const fault = terms.find((term) => typeof term === 'string');
    if (fault !== undefined) return fault as string;
    return terms.length === 1 ? terms[0]! : { kind: 'and', terms: terms as Term[] };
  }

  /** One item by itself, as it is used in the rule. A string says why it cannot be applied. */
  compileItem(item: DetectionItem): Term | string {
    return this.#item(item);
  }

  #node(node: DetectionNode): Term | string {
    switch (node.kind) {
      case 'item':
        return this.#item(node.item);
      case 'selection':
        return this.#node(node.term);
      case 'not': {
        const term = this.#node(node.term);
        return typeof term === 'string' ? term : { kind: 'not', term };
      }
      default: {
        const terms = node.terms.map((term) => this.#node(term));
        const fault = terms.find((term) => typeof term === 'string');
        return fault === undefined ? { kind: node.kind, terms: terms as Term[] } : (fault as string);
      }
    }
  }

  #item(item: DetectionItem): Term | string {
    const known = this.#terms.get(item);
    if (known !== undefined) return known;
    const term = this.#buildItem(item);
    this.#terms.set(item, term);
    return term;
  }

  #buildItem(item: DetectionItem): Term | string {
    const unknown = item.placeholders.filter((name) => !this.#placeholders.has(name));
    if (unknown.length > 0) {
      const names = unknown.map((name) => `%${name}%`).join(', ');
      return `the rule needs values for ${names}, which nothing here gives`;
    }
    const values = item.values(this.#placeholders);
    if (typeof values === 'string') return values;
    const comparisons = values.filter((value) => value.kind === 'fieldref');
    const tests = values.filter((value) => value.kind !== 'fieldref');
    const terms: Term[] = comparisons.map((comparison) =>
      this.#atom(`ref ${JSON.stringify(item.field)} ${comparison.key}`, () => ({
        kind: 'comparison',
        field: item.field!,
        comparison,
      })),
    );
    if (item.field === null) terms.push(...this.#keywords(tests, item.all));
    else if (tests.length > 0) terms.push(this.#cellAtom(item.field, tests, item.all));
    // Placeholders that stand for nothing leave nothing to match, whatever "all" would say of an empty list.
    const term: Term =
      terms.length === 1 ? terms[0]! : { kind: item.all && terms.length > 0 ? 'and' : 'or', terms };
    return item.negated ? { kind: 'not', term } : term;
  }

  #cellAtom(field: string, tests: readonly ValueTest[], all: boolean): Term {
    const presenceOnly = tests.every(({ kind }) => kind === 'exists');
    const needsZone = tests.some(({ kind }) => kind === 'time-part');
    return this.#atom(`cell ${JSON.stringify(field)} ${keyOf(tests, all)}`, () => ({
      kind: 'cell',
      field,
      tests,
      all: all && tests.length > 1,
      presenceOnly,
      needsZone,
    }));
  }

  /** All keywords must be found, but each may be in another cell. */
  #keywords(tests: readonly ValueTest[], all: boolean): Term[] {
    const groups = all ? tests.map((test) => [test]) : tests.length > 0 ? [tests] : [];
    return groups.map((group) =>
      this.#atom(`keyword ${keyOf(group, false)}`, () => ({ kind: 'keyword', tests: group, all: false })),
    );
  }

  #atom(key: string, create: () => Atom): Term {
    let atom = this.#atoms.get(key);
    if (atom === undefined) {
      atom = create();
      this.#atoms.set(key, atom);
    }
    return { kind: 'atom', atom };
  }
}

function keyOf(tests: readonly ValueTest[], all: boolean): string {
  return JSON.stringify([all && tests.length > 1, ...new Set(tests.map(({ key }) => key))]);
}

/** Every atom of the terms, each once. */
export function atomsOf(terms: Iterable<Term>): Set<Atom> {
  const atoms = new Set<Atom>();
  const visit = (term: Term) => {
    if (term.kind === 'atom') atoms.add(term.atom);
    else if (term.kind === 'not') visit(term.term);
    else term.terms.forEach(visit);
  };
  for (const term of terms) visit(term);
  return atoms;
}
