import { fieldDefinition } from '../../../shared/vocabulary/fields.ts';
import type { EventTable } from '../events/table.ts';
import { createZone } from '../import/dates/zones.ts';
import type { JobContext } from '../job.ts';
import { applicabilityOf } from './applicability.ts';
import { joinTests } from './cell-test.ts';
import { type Atom, atomsOf, type CellAtom, type Term } from './compiled-detection.ts';
import { RuleLimits } from './limits.ts';
import { RowList } from './row-list.ts';
import { countRows, forEachRow, intersect } from './row-mask.ts';
import type { DetectionRule } from './rule.ts';
import { type MatchPlan, SliceMatcher } from './slice-matcher.ts';
import { type TermAtom, TermDecisions } from './term-decisions.ts';
import { createTurn } from './turn.ts';

export interface CompiledRule {
  readonly rule: DetectionRule;
  readonly term: Term;
}

export interface DetectionResult {
  readonly applies: boolean;
  /** Why it does not apply, or to what it does not. */
  readonly reason: string | undefined;
  /** Rows it matches, ascending. */
  readonly rows: Int32Array;
  /** Counted rows it could be decided for. */
  readonly examined: number;
  readonly ms: number;
}

/** Decides all rules in one pass over the events. Results come in the order of the rules. Throws cancelled. */
export async function matchDetections(
  table: EventTable,
  compiled: readonly CompiledRule[],
  zone: string | null,
  job: JobContext,
): Promise<DetectionResult[]> {
  const plan = createPlan(
    table,
    compiled.map(({ term }) => term),
    zone,
  );
  const runs = compiled.map(({ term }) => new RuleRun(term, plan.zoneKnown));
  const turn = createTurn(job);
  for (let index = 0; index < table.sliceCount; index++) {
    const slice = table.slice(index);
    const matcher = new SliceMatcher(slice, plan);
    await matcher.prepare(job);
    for (const run of runs) {
      run.take(slice.sourceSha256, slice.firstRow, matcher);
      await turn();
    }
    const done = slice.firstRow + slice.rowCount;
    job.report({ done, total: table.rowCount, unit: 'rows', stage: 'matching rules' });
    await turn();
  }
  return runs.map((run) => run.result());
}

/** What all slices of the table share when these terms are answered. Throws timezone-unknown. */
export function createPlan(table: EventTable, terms: readonly Term[], zone: string | null): MatchPlan {
  const offsetAt = zone === null ? undefined : createZone(zone).offsetAt;
  const atoms = [...atomsOf(terms)];
  const termAtoms = atoms.filter((atom): atom is TermAtom => atom.kind !== 'comparison');
  const questions = new Map(termAtoms.map((atom) => [atom, joinTests(atom.tests, atom.all, offsetAt)]));
  const cellAtoms = new Map<string, CellAtom[]>();
  for (const atom of atoms) {
    if (atom.kind === 'cell') cellAtoms.set(atom.field, [...(cellAtoms.get(atom.field) ?? []), atom]);
  }
  return {
    questions,
    cellAtoms,
    keywordAtoms: atoms.filter((atom) => atom.kind === 'keyword'),
    keywordColumns: keywordColumnsOf(table),
    decisions: new TermDecisions(questions),
    zoneKnown: zone !== null,
  };
}

/** Facts are the program's words, not the log's: a keyword must not find them. */
export function keywordColumnsOf(table: EventTable): string[] {
  return table.columnNames().filter((name) => fieldDefinition(name)?.kind !== 'derived');
}

/** One rule's way through the slices. */
class RuleRun {
  readonly #term: Term;
  readonly #atoms: ReadonlySet<Atom>;
  readonly #limits: RuleLimits;
  readonly #rows = new RowList();
  #examined = 0;
  #ms = 0;

  constructor(term: Term, zoneKnown: boolean) {
    this.#limits = new RuleLimits(zoneKnown);
    this.#term = term;
    this.#atoms = atomsOf([term]);
  }

  take(source: string, firstRow: number, matcher: SliceMatcher): void {
    const startedMs = performance.now();
    const applicability = applicabilityOf(this.#term, this.#atoms, matcher);
    this.#limits.note(source, applicability);
    if (applicability.applies) {
      const certain = intersect(matcher.counted, matcher.rows(this.#term, true));
      forEachRow(certain, (row) => this.#rows.push(firstRow + row));
      this.#examined += countRows(matcher.counted);
      if (applicability.open) {
        const possible = intersect(matcher.counted, matcher.rows(this.#term, false));
        const undecided = countRows(possible) - countRows(certain);
        this.#examined -= undecided;
        this.#limits.noteUndecided(undecided);
      }
    }
    this.#ms += performance.now() - startedMs;
  }

  result(): DetectionResult {
    return {
      applies: this.#limits.applies,
      reason: this.#limits.reason,
      rows: this.#rows.toArray(),
      examined: this.#examined,
      ms: this.#ms,
    };
  }
}
