import type { Case } from '../agency/world.ts';
import { everydayPlate, type Plate } from '../plates.ts';
import { Random } from '../random.ts';
import { evenPhrases, type Phrases } from './phrases.ts';
import { caseTypes } from './vocabulary.ts';

/** A case as those who work on it see it. */
export interface WorkedCase {
  readonly record: Case;
  /** Vehicles of the case, and a few leads that the case table does not list. */
  readonly plates: readonly Plate[];
  readonly phrases: Phrases;
  readonly choice: string;
}

const words = new Map(
  caseTypes.map(({ type, phrases, choice }) => [type, { phrases: evenPhrases(phrases), choice }]),
);

/** Which cases are open as the year goes by, of all and of each employee. */
export class OpenCases {
  readonly open: WorkedCase[] = [];
  readonly #ofEmployee: WorkedCase[][];
  readonly #byOpening: readonly WorkedCase[];
  readonly #byClosing: readonly WorkedCase[];
  #nextOpening = 0;
  #nextClosing = 0;

  constructor(seed: number, cases: readonly Case[], employeeCount: number) {
    const random = new Random(seed, 'leads');
    this.#ofEmployee = Array.from({ length: employeeCount }, () => []);
    this.#byOpening = cases.map((record) => ({
      record,
      plates: [
        ...record.subjects.map(({ plate }) => plate),
        ...Array.from({ length: random.below(4) }, () => everydayPlate(random)),
      ],
      ...words.get(record.type)!,
    }));
    this.#byClosing = this.#byOpening
      .filter(({ record }) => record.closed !== null)
      .toSorted((a, b) => a.record.closed! - b.record.closed!);
  }

  ofEmployee(index: number): readonly WorkedCase[] {
    return this.#ofEmployee[index]!;
  }

  /** Moves to a moment (UTC seconds) and returns the cases opened on the way. Time never goes back. */
  advance(at: number): readonly WorkedCase[] {
    const firstNew = this.#nextOpening;
    while ((this.#byOpening[this.#nextOpening]?.record.opened ?? Infinity) <= at) {
      const one = this.#byOpening[this.#nextOpening++]!;
      this.open.push(one);
      for (const { index } of one.record.assigned) this.#ofEmployee[index]!.push(one);
    }
    while ((this.#byClosing[this.#nextClosing]?.record.closed ?? Infinity) <= at) {
      const one = this.#byClosing[this.#nextClosing++]!;
      remove(this.open, one);
      for (const { index } of one.record.assigned) remove(this.#ofEmployee[index]!, one);
    }
    return this.#byOpening.slice(firstNew, this.#nextOpening);
  }
}

function remove<Item>(items: Item[], item: Item): void {
  const at = items.indexOf(item);
  if (at !== -1) items.splice(at, 1);
}
