import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Cell } from '../../../electron/core/rules/cell.ts';
import { joinTests } from '../../../electron/core/rules/cell-test.ts';
import { LiteralIndex } from '../../../electron/core/rules/literal-index.ts';
import { anyText, type Pattern, parsePattern } from '../../../electron/core/rules/pattern.ts';
import { patternTest, type ValueTest } from '../../../electron/core/rules/value-test.ts';

// Few letters, so that texts and literals meet; ß and İ fold to more than one character.
const letters = fc.constantFrom('a', 'b', 'A', 'B', 'ß', 's', 'İ', 'i', '\u0307', '7', '\ud83d\ude00');
const text = fc.array(letters, { maxLength: 24 }).map((parts) => parts.join(''));
const free: Pattern = [anyText];
const pattern: fc.Arbitrary<Pattern> = fc
  .tuple(fc.boolean(), fc.array(letters, { maxLength: 12 }), fc.boolean())
  .map(
    ([before, middle, after]): Pattern => [
      ...(before ? free : []),
      ...(middle.length > 0 ? [middle.join('')] : []),
      ...(after ? free : []),
    ],
  )
  .filter((parts) => parts.length !== 2 || typeof parts[0] === 'string' || typeof parts[1] === 'string');
const test: fc.Arbitrary<ValueTest> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(pattern, fc.boolean()).map(([parts, cased]) => patternTest(parts, cased)),
  },
  { weight: 1, arbitrary: fc.constant(patternTest(parsePattern('a?b*'), false)) },
  { weight: 1, arbitrary: fc.constant<ValueTest>({ kind: 'exists', key: 'exists', expected: true }) },
);
const question = fc.record({ tests: fc.array(test, { minLength: 1, maxLength: 5 }), all: fc.boolean() });

describe('LiteralIndex', () => {
  it('names every question that a text meets, and those that no literal decides', () => {
    fc.assert(
      fc.property(
        fc.array(question, { maxLength: 12 }),
        fc.array(text, { maxLength: 20 }),
        (questions, texts) => {
          const index = new LiteralIndex(questions);
          const cell = new Cell();
          for (const one of texts) {
            cell.setText(one, one.trim() === '' ? 'empty' : 'value');
            const candidates = new Set(index.candidates(cell.folded));
            questions.forEach(({ tests, all }, i) => {
              if (joinTests(tests, all, undefined).ofCell(cell)) expect(candidates).toContain(i);
            });
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  it('names few others: a literal that stands nowhere in the text is no candidate', () => {
    const questions = ['stolen', 'warrant', 'bolo'].map((literal) => ({
      tests: [patternTest([anyText, literal, anyText], false)],
      all: false,
    }));
    expect([...new LiteralIndex(questions).candidates('a warrant')]).toEqual([1]);
    const anchored = [
      { tests: [patternTest(['abc'], false)], all: false },
      { tests: [patternTest(['ab', anyText], false)], all: false },
      { tests: [patternTest([anyText, 'bc'], false)], all: false },
    ];
    expect([...new LiteralIndex(anchored).candidates('xbc')]).toEqual([2]);
    expect([...new LiteralIndex(anchored).candidates('abd')]).toEqual([1]);
  });

  it('stays bounded with a hundred thousand different literals', () => {
    const tests = Array.from({ length: 60_000 }, (_, i) =>
      patternTest([anyText, `${String.fromCodePoint(0x4e00 + (i % 20_000))}${i}`, anyText], false),
    );
    const index = new LiteralIndex([{ tests, all: false }]);
    expect([...index.candidates(`x${String.fromCodePoint(0x4e00 + 5)}5`)]).toEqual([0]);
    expect([...index.candidates('nothing of it')]).toEqual([]);
  });
});
