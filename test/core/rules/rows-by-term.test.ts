import fc from 'fast-check';
import { expect, it } from 'vitest';
import { maskOfCodes, noRows } from '../../../electron/core/rules/row-mask.ts';
import { RowsByTerm } from '../../../electron/core/rules/rows-by-term.ts';

it('gives the rows that looking at every row gives', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(40), { maxLength: 200 }),
      fc.uniqueArray(fc.nat(60), { maxLength: 20 }),
      (cells, terms) => {
        const codes = Int32Array.from(cells);
        const bits = new Uint32Array(3);
        for (const term of terms) bits[term >>> 5]! |= 1 << (term & 31);
        const expected = maskOfCodes(codes, codes.length, bits);
        const mask = new RowsByTerm(codes, codes.length).maskOf(terms);
        if (expected === noRows) expect(mask).toBe(noRows);
        else expect(mask).toEqual(expected);
      },
    ),
  );
});
