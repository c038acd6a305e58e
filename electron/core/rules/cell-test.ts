import type { Cell } from './cell.ts';
import { localTimePart, type OffsetAt, type ValueTest } from './value-test.ts';

/** Tests joined into one question about a cell that is there. */
export interface CellQuestion {
  /** Asked of a cell that is there. */
  readonly ofCell: (cell: Cell) => boolean;
  /** Asked of several cells of one field: each test may hold of another of them. */
  readonly ofCells: (count: number, cellAt: (index: number) => Cell) => boolean;
  /** The answer where there is no cell. */
  readonly ofNothing: boolean;
}

/** Joins tests: all of them, or any. Whole texts are looked up in a set, however many there are. */
export function joinTests(
  tests: readonly ValueTest[],
  all: boolean,
  offsetAt: OffsetAt | undefined,
): CellQuestion {
  const ofNothing = all ? tests.every(holdsOfNothing) : tests.some(holdsOfNothing);
  const singles =
    all || tests.length < 4 ? tests.map((test) => cellTest(test, offsetAt)) : grouped(tests, offsetAt);
  const [first, second] = singles;
  const one = singles.length === 1 ? first! : undefined;
  return {
    ofNothing,
    ofCell:
      one ??
      (singles.length === 2
        ? all
          ? (cell) => first!(cell) && second!(cell)
          : (cell) => first!(cell) || second!(cell)
        : all
          ? (cell) => singles.every((test) => test(cell))
          : (cell) => singles.some((test) => test(cell))),
    ofCells: (count, cellAt) => {
      const anyCell = (test: SingleTest) => {
        for (let i = 0; i < count; i++) if (test(cellAt(i))) return true;
        return false;
      };
      return all ? singles.every(anyCell) : singles.some(anyCell);
    },
  };
}

type SingleTest = (cell: Cell) => boolean;

function holdsOfNothing(test: ValueTest): boolean {
  return test.kind === 'null' || (test.kind === 'exists' && !test.expected);
}

function cellTest(test: ValueTest, offsetAt: OffsetAt | undefined): SingleTest {
  switch (test.kind) {
    case 'cell':
      return test.test;
    case 'empty':
      return ({ state }) => state === 'empty';
    case 'null':
      return () => false;
    case 'exists':
      return () => test.expected;
    case 'time-part': {
      const { part, holds } = test;
      return (cell) => {
        const value = localTimePart(part, cell, offsetAt);
        return value !== undefined && holds(value);
      };
    }
    case 'literal':
      return literalTest(test);
  }
}

function literalTest({ anchor, literal, cased }: ValueTest & { kind: 'literal' }): SingleTest {
  switch (anchor) {
    case 'whole':
      return cased ? ({ text }) => text === literal : ({ folded }) => folded === literal;
    case 'start':
      return cased ? ({ text }) => text.startsWith(literal) : ({ folded }) => folded.startsWith(literal);
    case 'end':
      return cased ? ({ text }) => text.endsWith(literal) : ({ folded }) => folded.endsWith(literal);
    case 'anywhere':
      return cased ? ({ text }) => text.includes(literal) : ({ folded }) => folded.includes(literal);
  }
}

/** Many tests of which any may hold: whole literals become one set for each way of comparing. */
function grouped(tests: readonly ValueTest[], offsetAt: OffsetAt | undefined): SingleTest[] {
  const whole = { cased: new Set<string>(), folded: new Set<string>() };
  const singles: SingleTest[] = [];
  for (const test of tests) {
    if (test.kind === 'literal' && test.anchor === 'whole') {
      (test.cased ? whole.cased : whole.folded).add(test.literal);
    } else singles.push(cellTest(test, offsetAt));
  }
  if (whole.folded.size > 0) singles.unshift(({ folded }) => whole.folded.has(folded));
  if (whole.cased.size > 0) singles.unshift(({ text }) => whole.cased.has(text));
  return singles;
}
