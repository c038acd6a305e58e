import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  firstOfPair,
  NumberIndex,
  pairKey,
  secondOfPair,
} from '../../../electron/core/events/number-index.ts';

const part = fc.integer({ min: 0, max: 2 ** 26 - 1 });

it('numbers keys as a map would, in the order they come', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.oneof(fc.integer({ min: 0, max: 20 }), part), part), { maxLength: 300 }),
      (pairs) => {
        const index = new NumberIndex(4);
        const known = new Map<number, number>();
        for (const [first, second] of pairs) {
          const key = pairKey(first, second);
          expect([firstOfPair(key), secondOfPair(key)]).toEqual([first, second]);
          expect(index.find(key)).toBe(known.get(key) ?? -1);
          if (!known.has(key)) known.set(key, known.size);
          expect(index.add(key)).toBe(known.get(key));
          expect(index.key(known.get(key)!)).toBe(key);
        }
        expect(index.size).toBe(known.size);
      },
    ),
  );
});
