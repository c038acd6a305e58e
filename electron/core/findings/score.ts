import type { Level } from '../../../shared/vocabulary/levels.ts';

/** Each level counts twice the one below it. */
const levelWeights: Readonly<Record<Level, number>> = {
  informational: 1,
  low: 2,
  medium: 4,
  high: 8,
  critical: 16,
};

/**
 * What one ground counts: level weight x rule weight x (1 + log10 of its events) x (1 - base rate). The base rate is
 * the share of actors, targets or pairs of the log for which the rule holds: what holds for everybody tells nothing.
 */
export function groundStrength(ground: {
  readonly level: Level;
  readonly weight: number;
  readonly eventCount: number;
  readonly baseRate: number;
}): number {
  const { level, weight, eventCount, baseRate } = ground;
  return levelWeights[level] * weight * (1 + Math.log10(eventCount)) * (1 - baseRate);
}

export interface ScoreInput {
  /** Strengths of the grounds, the strongest first. */
  readonly strengths: readonly number[];
  /** Shares of the finding's events, 0 to 1. */
  readonly shareWithCase: number;
  readonly shareMaybeAutomatic: number;
  /** Other actors that searched for the same target; 0 where the finding is not about one actor and target. */
  readonly otherActors: number;
}

/**
 * How early a finding should be looked at; no measure of guilt (docs/methodology.md, "Order"). The strongest ground
 * counts whole, the next half, and so on. What speaks against takes away: up to 60 % for case references, 50 % for
 * searches that may be automatic, 50 % for other actors on the same target. Two decimals.
 */
export function scoreOf({ strengths, shareWithCase, shareMaybeAutomatic, otherActors }: ScoreInput): number {
  const sum = strengths.reduce((total, strength, index) => total + strength / 2 ** index, 0);
  const against =
    (1 - 0.6 * shareWithCase) * (1 - 0.5 * shareMaybeAutomatic) * (0.5 + 0.5 / (1 + otherActors / 4));
  return Math.round(sum * against * 100) / 100;
}
