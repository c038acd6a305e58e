import { membersOf } from '../events/loose-table.ts';
import type { ColumnSlice, EventSlice, InlineColumn, TermColumn, TimeColumn } from '../events/table.ts';
import { cellState } from '../import/cells/cell-state.ts';
import type { JobContext } from '../job.ts';
import { Cell, timeText } from './cell.ts';
import type { CellQuestion } from './cell-test.ts';
import type { Atom, CellAtom, ComparisonAtom, KeywordAtom, Term } from './compiled-detection.ts';
import { comparesTo } from './detection-item.ts';
import {
  complement,
  everyRow,
  intersect,
  maskOf,
  maskOfCodes,
  noRows,
  type RowMask,
  unite,
  wordCount,
} from './row-mask.ts';
import { RowsByTerm } from './rows-by-term.ts';
import type { TermAtom, TermDecisions } from './term-decisions.ts';

/** What all slices of a run share. */
export interface MatchPlan {
  readonly questions: ReadonlyMap<TermAtom, CellQuestion>;
  readonly cellAtoms: ReadonlyMap<string, readonly CellAtom[]>;
  readonly keywordAtoms: readonly KeywordAtom[];
  /** Columns in which keywords are looked for. */
  readonly keywordColumns: readonly string[];
  readonly decisions: TermDecisions;
  readonly zoneKnown: boolean;
}

/** Why an atom cannot be answered for a slice. */
export interface Unanswerable {
  readonly missing: readonly string[];
  readonly needsZone: boolean;
}

/**
 * Answers atoms and terms for one slice; each atom once. A source of a case that lacks a column does not say that its
 * events have no such cell: there an atom is unanswerable, and a term has a lower and an upper bound (the rows of
 * which it is certain, and of which it is possible). A loose event says everything there is, so nothing is open.
 */
export class SliceMatcher {
  readonly #slice: EventSlice;
  readonly #plan: MatchPlan;
  readonly #columns = new Map<string, ColumnSlice | undefined>();
  readonly #masks = new Map<Atom, RowMask>();
  readonly #byTerm = new Map<TermColumn, RowsByTerm>();
  readonly counted: RowMask;

  constructor(slice: EventSlice, plan: MatchPlan) {
    this.#slice = slice;
    this.#plan = plan;
    const mask = new Uint32Array(wordCount(slice.rowCount));
    for (let row = 0; row < slice.rowCount; row++) {
      if (slice.counted[row] === 1) mask[row >>> 5]! |= 1 << (row & 31);
    }
    this.counted = mask;
  }

  get #loose(): boolean {
    return this.#slice.sourceSha256 === '';
  }

  /** Decides what can be decided by term, so that masks can then be made without waiting. */
  async prepare(job: JobContext): Promise<void> {
    const { cellAtoms, keywordAtoms, keywordColumns, decisions } = this.#plan;
    const names = new Set([...cellAtoms.keys(), ...(keywordAtoms.length > 0 ? keywordColumns : [])]);
    for (const name of names) {
      const column = this.column(name);
      if (column?.kind !== 'terms') continue;
      const keywords = keywordColumns.includes(name) ? keywordAtoms : [];
      await decisions.prepare(column.dictionary, [...(cellAtoms.get(name) ?? []), ...keywords], job);
    }
  }

  column(name: string): ColumnSlice | undefined {
    if (!this.#columns.has(name)) this.#columns.set(name, this.#slice.column(name));
    return this.#columns.get(name);
  }

  /** Fields of the atom this slice has no column for. */
  missingFields(atom: Atom): string[] {
    if (atom.kind === 'keyword') return [];
    const fields = atom.kind === 'cell' ? [atom.field] : [atom.field, atom.comparison.other];
    return fields.filter((field) => this.column(field) === undefined);
  }

  unanswerable(atom: Atom): Unanswerable | undefined {
    const missing = this.missingFields(atom);
    const asksPresence = atom.kind === 'cell' && atom.presenceOnly;
    if (missing.length > 0 && !this.#loose && !asksPresence) return { missing, needsZone: false };
    if (atom.kind === 'cell' && atom.needsZone && !this.#plan.zoneKnown) {
      if (this.column(atom.field)?.kind === 'time') return { missing: [], needsZone: true };
    }
    return undefined;
  }

  /** The answer where it is the same for every row because the column is missing; undefined where rows decide. */
  constant(atom: Atom): boolean | undefined {
    if (this.missingFields(atom).length === 0) return undefined;
    return atom.kind === 'cell' && this.#plan.questions.get(atom)!.ofNothing;
  }

  /** Rows of which the term certainly holds (`certain`), or possibly. */
  rows(term: Term, certain: boolean): RowMask {
    switch (term.kind) {
      case 'atom':
        if (this.unanswerable(term.atom) !== undefined) return certain ? noRows : everyRow;
        return this.#mask(term.atom);
      case 'not':
        return complement(this.rows(term.term, !certain));
      case 'and': {
        let mask = everyRow;
        for (const part of term.terms) {
          mask = intersect(mask, this.rows(part, certain));
          if (mask === noRows) break;
        }
        return mask;
      }
      case 'or': {
        let mask = noRows;
        for (const part of term.terms) {
          mask = unite(mask, this.rows(part, certain));
          if (mask === everyRow) break;
        }
        return mask;
      }
    }
  }

  #mask(atom: Atom): RowMask {
    const known = this.#masks.get(atom);
    if (known !== undefined) return known;
    this.#fill(atom);
    return this.#masks.get(atom)!;
  }

  #fill(atom: Atom): void {
    if (atom.kind === 'comparison') {
      this.#masks.set(atom, this.#comparisonMask(atom));
    } else if (atom.kind === 'keyword') {
      for (const [keyword, mask] of this.#keywordMasks()) this.#masks.set(keyword, mask);
    } else {
      const atoms = this.#plan.cellAtoms.get(atom.field)!;
      const column = this.column(atom.field);
      if (column === undefined) this.#masks.set(atom, this.constant(atom) ? everyRow : noRows);
      else if (column.kind === 'terms')
        this.#masks.set(atom, this.#columnMasks(column, [atom], atom.field)[0]!);
      else {
        const masks = this.#columnMasks(column, atoms, atom.field);
        for (const [i, mask] of masks.entries()) this.#masks.set(atoms[i]!, mask);
      }
    }
  }

  #keywordMasks(): Map<KeywordAtom, RowMask> {
    const { keywordAtoms, keywordColumns } = this.#plan;
    const masks = new Map(keywordAtoms.map((atom) => [atom, noRows]));
    for (const name of keywordColumns) {
      const column = this.column(name);
      if (column === undefined) continue;
      this.#columnMasks(column, keywordAtoms, name).forEach((mask, i) => {
        masks.set(keywordAtoms[i]!, unite(masks.get(keywordAtoms[i]!)!, mask));
      });
    }
    return masks;
  }

  /** The rows in whose cell of the column each atom holds. */
  #columnMasks(column: ColumnSlice, atoms: readonly TermAtom[], field: string): RowMask[] {
    const { rowCount } = this.#slice;
    if (column.kind === 'terms') {
      return atoms.map((atom) => {
        const { bits, held, few } = this.#plan.decisions.of(column.dictionary, atom);
        if (held === 0) return noRows;
        if (few === null || few.length * 4 > rowCount) return maskOfCodes(column.codes, rowCount, bits);
        return this.#rowsByTerm(column).maskOf(few);
      });
    }
    const questions = atoms.map((atom) => this.#plan.questions.get(atom)!);
    const masks = atoms.map(() => new Uint32Array(wordCount(rowCount)));
    const cell = new Cell();
    for (let row = 0; row < rowCount; row++) {
      const present = fillCell(cell, column, row, field);
      const bit = 1 << (row & 31);
      for (let i = 0; i < questions.length; i++) {
        if (present ? questions[i]!.ofCell(cell) : questions[i]!.ofNothing) masks[i]![row >>> 5]! |= bit;
      }
    }
    return masks;
  }

  #rowsByTerm(column: TermColumn): RowsByTerm {
    const known = this.#byTerm.get(column);
    if (known !== undefined) return known;
    const made = new RowsByTerm(column.codes, this.#slice.rowCount);
    this.#byTerm.set(column, made);
    return made;
  }

  #comparisonMask({ field, comparison }: ComparisonAtom): RowMask {
    const own = this.column(field);
    const other = this.column(comparison.other);
    if (own === undefined || other === undefined) return noRows;
    return maskOf(this.#slice.rowCount, (row) => {
      const ownTexts = textsAt(own, row);
      const otherTexts = textsAt(other, row);
      if (ownTexts.length === 1 && otherTexts.length === 1)
        return comparesTo(comparison, ownTexts[0]!, otherTexts[0]!);
      return ownTexts.some((a) => otherTexts.some((b) => comparesTo(comparison, a, b)));
    });
  }
}

/** Puts the row's cell into `cell`; false where there is none. */
function fillCell(cell: Cell, column: InlineColumn | TimeColumn, row: number, field: string): boolean {
  if (column.kind === 'time') {
    const micros = column.micros[row]!;
    if (Number.isNaN(micros)) return false;
    cell.setTime(micros);
    return true;
  }
  const text = column.text(row);
  if (text === undefined) return false;
  cell.setText(text, cellState(text, field));
  return true;
}

/** The texts of a row's cell: none where there is no cell, several where it is a list. */
function textsAt(column: ColumnSlice, row: number): string[] {
  if (column.kind === 'time') return Number.isNaN(column.micros[row]!) ? [] : [timeText(column.micros[row]!)];
  if (column.kind === 'inline') {
    const text = column.text(row);
    return text === undefined ? [] : [text];
  }
  const code = column.codes[row]!;
  if (code === 0) return [];
  const members = membersOf(column.dictionary, code) ?? [code];
  return members.map((member) => column.dictionary.text(member));
}
