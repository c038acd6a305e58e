import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groundStrength, scoreOf } from '../../../electron/core/findings/score.ts';

const plain = { shareWithCase: 0, shareMaybeAutomatic: 0, otherActors: 0 };

describe('groundStrength', () => {
  it('multiplies level, weight, events on a log scale and rarity', () => {
    expect(groundStrength({ level: 'high', weight: 1.5, eventCount: 10, baseRate: 0.25 })).toBe(
      8 * 1.5 * 2 * 0.75,
    );
    expect(groundStrength({ level: 'informational', weight: 1, eventCount: 1, baseRate: 0 })).toBe(1);
    expect(groundStrength({ level: 'critical', weight: 1, eventCount: 1000, baseRate: 1 })).toBe(0);
  });
});

describe('scoreOf', () => {
  it('counts the strongest ground whole, the next half, then a quarter', () => {
    expect(scoreOf({ ...plain, strengths: [8, 4, 4] })).toBe(11);
  });

  it('takes away for what speaks against', () => {
    expect(scoreOf({ ...plain, strengths: [10], shareWithCase: 1 })).toBe(4);
    expect(scoreOf({ ...plain, strengths: [10], shareMaybeAutomatic: 1 })).toBe(5);
    expect(scoreOf({ ...plain, strengths: [10], otherActors: 4 })).toBe(7.5);
  });

  it('never falls below a tenth, and never rises by what speaks against', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, fc.nat(1_000_000), (shareWithCase, shareMaybeAutomatic, otherActors) => {
        const score = scoreOf({ strengths: [100], shareWithCase, shareMaybeAutomatic, otherActors });
        expect(score).toBeGreaterThanOrEqual(10);
        expect(score).toBeLessThanOrEqual(100);
      }),
    );
  });
});
