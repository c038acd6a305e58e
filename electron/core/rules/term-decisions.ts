import { setImmediate } from 'node:timers/promises';
import { membersOf } from '../events/loose-table.ts';
import type { TermDictionary } from '../events/table.ts';
import { type JobContext, throwIfCancelled } from '../job.ts';
import { Cell } from './cell.ts';
import type { CellQuestion } from './cell-test.ts';
import type { CellAtom, KeywordAtom } from './compiled-detection.ts';
import { LiteralIndex } from './literal-index.ts';

/** An atom that is decided cell by cell. */
export type TermAtom = CellAtom | KeywordAtom;

export interface Decisions {
  /** Bit n: the atom holds of term n; bit 0: of no cell. */
  readonly bits: Uint32Array;
  /** How many of all terms and of no cell it holds of. */
  readonly held: number;
  /** The terms it holds of, 0 for no cell, ascending, while they are few; null once they are many. */
  readonly few: readonly number[] | null;
}

interface OpenDecisions {
  bits: Uint32Array;
  held: number;
  few: number[] | null;
}

interface DictionaryDecisions {
  decided: number;
  readonly byAtom: Map<TermAtom, OpenDecisions>;
}

/** Terms that are listed one by one. */
const fewTerms = 4096;

const termsPerTurn = 16_384;

/** Decides atoms once for each term of each dictionary, however many rows and rules there are. */
export class TermDecisions {
  readonly #questions: ReadonlyMap<TermAtom, CellQuestion>;
  readonly #known = new Map<TermDictionary, DictionaryDecisions>();

  constructor(questions: ReadonlyMap<TermAtom, CellQuestion>) {
    this.#questions = questions;
  }

  /**
   * Decides the atoms for all terms of the dictionary. A dictionary may have grown since it was last asked about.
   * Throws cancelled.
   */
  async prepare(dictionary: TermDictionary, atoms: readonly TermAtom[], job: JobContext): Promise<void> {
    let known = this.#known.get(dictionary);
    if (known === undefined) {
      known = { decided: -1, byAtom: new Map() };
      this.#known.set(dictionary, known);
    }
    const { size } = dictionary;
    const missing = atoms.filter((atom) => !known.byAtom.has(atom));
    for (const atom of missing) known.byAtom.set(atom, { bits: new Uint32Array(0), held: 0, few: [] });
    if (missing.length > 0 && known.decided >= 0)
      await this.#decide(dictionary, known, missing, 0, known.decided, job);
    if (known.decided < size) {
      await this.#decide(dictionary, known, [...known.byAtom.keys()], known.decided + 1, size, job);
      known.decided = size;
    }
  }

  /** What was decided of a prepared dictionary. */
  of(dictionary: TermDictionary, atom: TermAtom): Decisions {
    return this.#known.get(dictionary)!.byAtom.get(atom)!;
  }

  async #decide(
    dictionary: TermDictionary,
    known: DictionaryDecisions,
    atoms: readonly TermAtom[],
    from: number,
    to: number,
    job: JobContext,
  ): Promise<void> {
    const open = atoms.map((atom) => {
      const decisions = known.byAtom.get(atom)!;
      const bits = new Uint32Array((to + 32) >>> 5);
      bits.set(decisions.bits);
      decisions.bits = bits;
      return { decisions, question: this.#questions.get(atom)! };
    });
    const index = new LiteralIndex(atoms);
    const cell = new Cell();
    for (let term = from; term <= to; term++) {
      if ((term & (termsPerTurn - 1)) === termsPerTurn - 1) {
        throwIfCancelled(job);
        await setImmediate();
      }
      if (term === 0) {
        for (const { decisions, question } of open) if (question.ofNothing) note(decisions, 0);
        continue;
      }
      const members = membersOf(dictionary, term);
      if (members === undefined) {
        cell.setText(dictionary.text(term), dictionary.state(term));
        for (const at of index.candidates(cell.folded)) {
          const { decisions, question } = open[at]!;
          if (question.ofCell(cell)) note(decisions, term);
        }
        continue;
      }
      const cells = members.map((member) => filledCell(dictionary, member));
      for (const { decisions, question } of open) {
        if (question.ofCells(cells.length, (i) => cells[i]!)) note(decisions, term);
      }
    }
  }
}

function note(decisions: OpenDecisions, term: number): void {
  decisions.bits[term >>> 5]! |= 1 << (term & 31);
  decisions.held++;
  if (decisions.few === null) return;
  if (decisions.few.length < fewTerms) decisions.few.push(term);
  else decisions.few = null;
}

function filledCell(dictionary: TermDictionary, term: number): Cell {
  const cell = new Cell();
  cell.setText(dictionary.text(term), dictionary.state(term));
  return cell;
}
