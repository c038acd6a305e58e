import { foldCase } from './fold.ts';
import type { Anchor } from './pattern.ts';
import type { ValueTest } from './value-test.ts';

type Literal = ValueTest & { readonly kind: 'literal' };

/** Characters of a literal that are looked for: what is found is asked again in full. */
const charactersIndexed = 8;
/** Entries of the automaton's table at most; beyond it the literals are shortened. */
const maxTransitions = 1 << 24;
/** Classes of characters told apart. */
const maxClasses = 256;

/**
 * Tells which of many questions a text may meet, in one walk over it: questions that can only hold where one of their
 * literals stands in the text are looked up; the others may always. What it names has still to be asked.
 */
export class LiteralIndex {
  /** Questions that no literal decides. */
  readonly #always: readonly number[];
  readonly #whole = new Map<string, number[]>();
  readonly #ends: { readonly length: number; readonly start: boolean; readonly at: Map<string, number[]> }[] =
    [];
  readonly #anywhere: Automaton | null;
  readonly #seen: Int32Array;
  readonly #found: Int32Array;
  #stamp = 0;

  /** `questions`: the tests of each, and whether all of them have to hold. */
  constructor(questions: readonly { readonly tests: readonly ValueTest[]; readonly all: boolean }[]) {
    const always: number[] = [];
    const anywhere: { literal: string; question: number }[] = [];
    questions.forEach(({ tests, all }, question) => {
      const literals = literalsOf(tests, all);
      if (literals === null) {
        always.push(question);
        return;
      }
      for (const { anchor, literal } of literals) {
        const folded = foldCase(literal);
        if (anchor === 'anywhere') anywhere.push({ literal: folded, question });
        else this.#add(anchor, folded, question);
      }
    });
    this.#always = always;
    this.#anywhere = anywhere.length === 0 ? null : new Automaton(anywhere);
    this.#seen = new Int32Array(questions.length);
    this.#found = new Int32Array(questions.length);
  }

  /** Numbers of the questions that a text (folded) may meet; valid until the next call. */
  candidates(folded: string): Int32Array {
    this.#stamp++;
    const found = this.#found;
    let count = 0;
    const take = (question: number) => {
      if (this.#seen[question] === this.#stamp) return;
      this.#seen[question] = this.#stamp;
      found[count++] = question;
    };
    for (const question of this.#always) take(question);
    this.#whole.get(folded)?.forEach(take);
    for (const { length, start, at } of this.#ends) {
      if (length > folded.length) continue;
      at.get(start ? folded.slice(0, length) : folded.slice(-length))?.forEach(take);
    }
    this.#anywhere?.walk(folded, take);
    return found.subarray(0, count);
  }

  #add(anchor: Exclude<Anchor, 'anywhere'>, literal: string, question: number): void {
    if (anchor === 'whole') {
      push(this.#whole, literal, question);
      return;
    }
    const start = anchor === 'start';
    const { length } = literal;
    let group = this.#ends.find((one) => one.length === length && one.start === start);
    if (group === undefined) {
      group = { length, start, at: new Map() };
      this.#ends.push(group);
    }
    push(group.at, literal, question);
  }
}

function push(map: Map<string, number[]>, key: string, question: number): void {
  const known = map.get(key);
  if (known) known.push(question);
  else map.set(key, [question]);
}

/** The literals of which one must stand in the text; null where the question may hold without any. */
function literalsOf(tests: readonly ValueTest[], all: boolean): readonly Literal[] | null {
  const literals = tests.filter((test): test is Literal => test.kind === 'literal' && test.literal !== '');
  if (all) {
    const [longest] = literals.toSorted((a, b) => b.literal.length - a.literal.length);
    return longest ? [longest] : null;
  }
  return literals.length === tests.length && literals.length > 0 ? literals : null;
}

/** Aho and Corasick's automaton over UTF-16 units: all literals are looked for in one walk. */
class Automaton {
  readonly #classes: Uint16Array;
  readonly #classCount: number;
  readonly #next: Int32Array;
  /** Questions whose literal ends in the state, or in a state it falls back to. */
  readonly #questions: (readonly number[] | undefined)[];

  constructor(literals: readonly { readonly literal: string; readonly question: number }[]) {
    let length = charactersIndexed;
    let trie = buildTrie(literals, length);
    while (length > 1 && trie.states * trie.classCount > maxTransitions) {
      length >>= 1;
      trie = buildTrie(literals, length);
    }
    this.#classes = trie.classes;
    this.#classCount = trie.classCount;
    const { next, questions } = link(trie);
    this.#next = next;
    this.#questions = questions;
  }

  walk(text: string, take: (question: number) => void): void {
    const next = this.#next;
    const classes = this.#classes;
    const classCount = this.#classCount;
    let state = 0;
    for (let i = 0; i < text.length; i++) {
      state = next[state * classCount + classes[text.charCodeAt(i)]!]!;
      const questions = this.#questions[state];
      if (questions !== undefined) for (let q = 0; q < questions.length; q++) take(questions[q]!);
    }
  }
}

interface Trie {
  /** Class of each UTF-16 unit; 0 = stands in no literal. */
  readonly classes: Uint16Array;
  readonly classCount: number;
  readonly states: number;
  /** child of (state, class) as key state * classCount + class. */
  readonly children: Map<number, number>;
  readonly ends: Map<number, Set<number>>;
}

function buildTrie(
  literals: readonly { readonly literal: string; readonly question: number }[],
  length: number,
): Trie {
  const { classes, classCount } = classesOf(literals, length);
  const children = new Map<number, number>();
  const ends = new Map<number, Set<number>>();
  let states = 1;
  for (const { literal, question } of literals) {
    let state = 0;
    for (let i = 0; i < Math.min(literal.length, length); i++) {
      const key = state * classCount + classes[literal.charCodeAt(i)]!;
      let child = children.get(key);
      if (child === undefined) {
        child = states++;
        children.set(key, child);
      }
      state = child;
    }
    const here = ends.get(state);
    if (here) here.add(question);
    else ends.set(state, new Set([question]));
  }
  return { classes, classCount, states, children, ends };
}

/** Gives each unit of the literals a class; where there are very many, several share one: the walk finds more then. */
function classesOf(
  literals: readonly { readonly literal: string }[],
  length: number,
): Pick<Trie, 'classes' | 'classCount'> {
  const classes = new Uint16Array(65_536);
  let classCount = 1;
  for (const { literal } of literals) {
    for (let i = 0; i < Math.min(literal.length, length); i++) {
      const unit = literal.charCodeAt(i);
      if (classes[unit] === 0) classes[unit] = classCount++;
    }
  }
  if (classCount <= maxClasses) return { classes, classCount };
  for (let unit = 0; unit < classes.length; unit++) {
    if (classes[unit] !== 0) classes[unit] = 1 + (classes[unit]! % (maxClasses - 1));
  }
  return { classes, classCount: maxClasses };
}

/** Fills in where a walk goes on when a literal breaks off, state by state in order of depth. */
function link({ classCount, states, children, ends }: Trie): {
  next: Int32Array;
  questions: (readonly number[] | undefined)[];
} {
  const next = new Int32Array(states * classCount);
  for (const [key, child] of children) next[key] = child;
  const fallback = new Int32Array(states);
  const questions = new Array<readonly number[] | undefined>(states);
  const queue = new Int32Array(states);
  let queued = 0;
  for (let unit = 0; unit < classCount; unit++) {
    const child = next[unit]!;
    if (child !== 0) queue[queued++] = child;
  }
  for (let at = 0; at < queued; at++) {
    const state = queue[at]!;
    const back = fallback[state]!;
    const own = ends.get(state);
    const inherited = questions[back];
    questions[state] = own ? [...own, ...(inherited ?? [])] : inherited;
    for (let unit = 0; unit < classCount; unit++) {
      const key = state * classCount + unit;
      const child = next[key]!;
      if (child === 0) next[key] = next[back * classCount + unit]!;
      else {
        fallback[child] = next[back * classCount + unit]!;
        queue[queued++] = child;
      }
    }
  }
  return { next, questions };
}
