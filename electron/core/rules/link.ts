import type { CorrelationSection, RuleReference } from './correlation-section.ts';
import type { FilterBody } from './filter-section.ts';
import { lintFieldName } from './lint-fields.ts';
import { accessLog, isFor } from './logsource.ts';
import { suggestion } from './problems.ts';
import type { CorrelationBody, DetectionBody, Draft } from './read-rule.ts';
import {
  type CorrelationRule,
  type DetectionRule,
  type FilterRule,
  type RefusedRule,
  type Rule,
  withBases,
} from './rule.ts';
import { short } from './yaml-tree.ts';

export interface LinkedRules {
  readonly rules: readonly Rule[];
  readonly refused: readonly RefusedRule[];
}

const maxChain = 16;

/**
 * Joins rules that were read one by one: correlations find the rules they rest on, filters those they apply to. A
 * rule whose references do not hold is refused; problems go to the file that makes the reference.
 */
export function linkRules(drafts: readonly Draft[]): LinkedRules {
  return new Linker(drafts).link();
}

class Linker {
  readonly #drafts: readonly Draft[];
  readonly #byReference = new Map<string, Draft[]>();
  readonly #standalone = new Map<Draft, boolean>();
  readonly #filters = new Map<Draft, FilterRule[]>();
  readonly #built = new Map<Draft, Rule>();
  readonly #draftOf = new Map<Rule, Draft>();
  readonly #refused = new Set<Draft>();
  readonly #linted = new Set<Draft>();
  readonly #open: Draft[] = [];

  constructor(drafts: readonly Draft[]) {
    this.#drafts = drafts;
  }

  link(): LinkedRules {
    this.#refuseSameIds();
    for (const draft of this.#drafts) {
      const { id, name } = draft.header;
      for (const reference of new Set([id?.toLowerCase(), name])) {
        if (reference === undefined || this.#refused.has(draft)) continue;
        this.#byReference.set(reference, [...(this.#byReference.get(reference) ?? []), draft]);
      }
    }
    for (const draft of this.#drafts) this.#noteReferences(draft);
    for (const draft of this.#drafts) if (draft.body?.kind === 'filter') this.#applyFilter(draft, draft.body);
    const rules = this.#drafts.flatMap((draft) => this.#build(draft) ?? []);
    const refused = this.#drafts.filter((draft) => this.#isRefused(draft)).map(refusal);
    return { rules, refused };
  }

  #isRefused(draft: Draft): boolean {
    return draft.body === undefined || this.#refused.has(draft);
  }

  #refuseSameIds(): void {
    const first = new Map<string, Draft>();
    for (const draft of this.#drafts) {
      const id = draft.header.id?.toLowerCase();
      if (id === undefined) continue;
      const other = first.get(id);
      if (other === undefined) first.set(id, draft);
      else
        this.#refuse(
          draft,
          0,
          `the id ${short(id)} is taken by the rule "${short(other.header.title)}" (${place(other)})`,
        );
    }
  }

  #refuse(draft: Draft, offset: number, message: string): void {
    this.#refused.add(draft);
    if (offset > 0) draft.problems.error(offset, message);
    else draft.problems.errorAt(draft.header.line, draft.header.column, message);
  }

  /** By default a rule that a correlation rests on is not reported by itself; `generate` asks for it. */
  #noteReferences(draft: Draft): void {
    if (draft.body?.kind !== 'correlation') return;
    const { rules, generate } = draft.body.correlation;
    for (const { name } of rules) {
      for (const base of this.#find(name))
        this.#standalone.set(base, (this.#standalone.get(base) ?? false) || generate);
    }
  }

  #find(reference: string): readonly Draft[] {
    return this.#byReference.get(reference) ?? this.#byReference.get(reference.toLowerCase()) ?? [];
  }

  #applyFilter(draft: Draft, body: FilterBody): void {
    const { kind, logsource, detection } = body;
    const filter: FilterRule = { ...draft.header, kind, logsource, detection };
    const add = (target: Draft) => this.#filters.set(target, [...(this.#filters.get(target) ?? []), filter]);
    const fits = (target: Draft) =>
      target.body?.kind === 'detection' && isFor(logsource, target.body.logsource);
    if (body.rules === 'any') {
      for (const target of this.#drafts) if (fits(target)) add(target);
      return;
    }
    for (const { name, offset } of body.rules) {
      const targets = this.#find(name).filter((target) => target.body?.kind === 'detection');
      for (const target of targets) if (fits(target)) add(target);
      if (targets.length === 0)
        draft.problems.warning(offset, `no detection rule "${short(name)}" is loaded: nothing to filter`);
      else if (!targets.some(fits))
        draft.problems.warning(
          offset,
          `the rule "${short(name)}" is for another log source: nothing to filter`,
        );
    }
  }

  #build(draft: Draft): Rule | undefined {
    const built = this.#built.get(draft);
    if (built !== undefined) return built;
    if (this.#isRefused(draft)) return undefined;
    const rule = this.#buildBody(draft);
    if (rule !== undefined) {
      this.#built.set(draft, rule);
      this.#draftOf.set(rule, draft);
    }
    return rule;
  }

  #buildBody(draft: Draft): Rule | undefined {
    const standalone = this.#standalone.get(draft) ?? true;
    switch (draft.body?.kind) {
      case 'detection':
        return this.#buildDetection(draft, draft.body, standalone);
      case 'correlation':
        return this.#buildCorrelation(draft, draft.body, standalone);
      default:
        return undefined;
    }
  }

  #buildDetection(draft: Draft, body: DetectionBody, standalone: boolean): DetectionRule {
    const filters = this.#filters.get(draft) ?? [];
    return { ...draft.header, text: withFilters(draft.header.text, filters), ...body, filters, standalone };
  }

  #buildCorrelation(draft: Draft, body: CorrelationBody, standalone: boolean): CorrelationRule | undefined {
    this.#open.push(draft);
    const bases = body.correlation.rules.map((reference) => this.#base(draft, reference));
    this.#open.pop();
    if (this.#refused.has(draft) || bases.includes(undefined)) return undefined;
    for (const base of bases as Rule[]) this.#lintBase(base);
    if ((bases as Rule[]).flatMap((base) => withBases(base)).every(isForAccessLogs)) {
      for (const { field, offset } of body.correlation.fieldPlaces)
        lintFieldName(field, offset, draft.problems);
    }
    const groupFields = this.#groupFields(draft, body.correlation, bases as Rule[]);
    if (this.#refused.has(draft)) return undefined;
    const { correlation, own } = body;
    return {
      ...draft.header,
      kind: 'correlation',
      correlation,
      own,
      bases: bases as Rule[],
      groupFields,
      standalone,
    };
  }

  #base(draft: Draft, { name, offset }: RuleReference): Rule | undefined {
    const found = this.#find(name);
    const [target] = found;
    if (target === undefined) {
      const near = suggestion(name, this.#byReference.keys());
      this.#refuse(draft, offset, `no rule with the id or name "${short(name)}" is loaded${near}`);
    } else if (found.length > 1) {
      const places = found.map(place).join(', ');
      this.#refuse(draft, offset, `${found.length} rules are named "${short(name)}" (${places}); use the id`);
    } else if (this.#open.includes(target)) {
      this.#refuse(draft, offset, `the rule rests on itself by way of "${short(name)}"`);
    } else if (this.#open.length > maxChain) {
      this.#refuse(draft, offset, `correlations chained more than ${maxChain} deep`);
    } else if (target.body?.kind === 'filter') {
      this.#refuse(draft, offset, `"${short(name)}" is a filter; a correlation rests on rules`);
    } else {
      const rule = this.#build(target);
      if (rule === undefined) this.#refuse(draft, offset, `the rule "${short(name)}" it rests on is refused`);
      return rule;
    }
    return undefined;
  }

  /** Only the outermost rule is reported, so that only its level and tags are seen (Sigma 2.1, correlation chaining). */
  #lintBase(base: Rule): void {
    const draft = this.#draftOf.get(base)!;
    if (this.#linted.has(draft) || base.standalone) return;
    this.#linted.add(draft);
    const { level, tags, line, column } = base;
    const unseen = [
      ...(level === 'informational' ? [] : [`level "${level}"`]),
      ...(tags.length > 0 ? ['tags'] : []),
    ];
    if (unseen.length === 0) return;
    draft.problems.warningAt(
      line,
      column,
      `the ${unseen.join(' and ')} of this rule are not seen, as only correlations report it; give them to the correlation, or say "generate: true" there`,
    );
  }

  #groupFields(draft: Draft, { groupBy, aliases }: CorrelationSection, bases: readonly Rule[]): string[][] {
    const namesOf = (base: Rule) => [base.id?.toLowerCase(), base.name];
    for (const alias of aliases) {
      for (const { rule } of alias.fields) {
        const known = bases.some(
          (base) => namesOf(base).includes(rule.name) || namesOf(base).includes(rule.name.toLowerCase()),
        );
        if (!known)
          this.#refuse(
            draft,
            rule.offset,
            `"${short(rule.name)}" is not among the rules of this correlation`,
          );
      }
    }
    return bases.map((base) =>
      groupBy.map((field) => {
        const alias = aliases.find(({ name }) => name === field);
        if (alias === undefined) return field;
        const names = namesOf(base);
        const mapped = alias.fields.find(
          ({ rule }) => names.includes(rule.name) || names.includes(rule.name.toLowerCase()),
        );
        if (mapped === undefined) {
          this.#refuse(
            draft,
            alias.offset,
            `the alias "${short(field)}" names no field for the rule "${short(base.name ?? base.ruleId)}"`,
          );
        }
        return mapped?.field ?? field;
      }),
    );
  }
}

/** What a report prints and a case keeps of a rule: what it matches depends on its filters too. */
function withFilters(text: string, filters: readonly FilterRule[]): string {
  return [text, ...filters.map((filter) => filter.text)].join('\n---\n');
}

function isForAccessLogs(rule: Rule): boolean {
  return rule.kind === 'correlation' || isFor(rule.logsource, accessLog);
}

function place({ header }: Draft): string {
  return `${header.file}:${header.line}`;
}

function refusal({ header, problems }: Draft): RefusedRule {
  const first = problems.all.find(({ severity }) => severity === 'error');
  return {
    ruleId: header.ruleId,
    title: header.title,
    file: header.file,
    reason: first?.message ?? 'refused',
    line: first?.line ?? header.line,
    column: first?.column ?? header.column,
  };
}
