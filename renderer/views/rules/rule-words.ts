import type { RuleStatus } from '../../../shared/contract/records.ts';
import type { RuleResult } from '../../../shared/contract/window.ts';
import { levels } from '../../../shared/vocabulary/levels.ts';

const words: Record<RuleStatus['status'], string> = {
  ran: 'Ran',
  'not-applicable': 'Not applicable',
  failed: 'Failed',
};

export function statusWord(status: RuleStatus['status']): string {
  return words[status];
}

/** What a rule's result means for a reader who does not know the engine. */
export function statusSentence({ status, hits, rowsExamined }: RuleStatus): string {
  const count = (value: number) => value.toLocaleString('en-US');
  switch (status) {
    case 'ran':
      return `Looked at ${count(rowsExamined)} records; ${count(hits)} ${hits === 1 ? 'hit' : 'hits'}. A hit is a reason to look, not a conclusion.`;
    case 'not-applicable':
      return 'Did not apply to this case. That it has no hits says nothing about the events.';
    case 'failed':
      return 'Could not be run. That it has no hits says nothing about the events.';
  }
}

/** Is it only counted by another rule, so that it reports nothing of its own? As core words it. */
export function isPart({ status }: RuleResult): boolean {
  return status.reason?.startsWith('reported only by the correlations') ?? false;
}

/** Rules that report before the parts they rest on, each by level, hits and title. */
export function reportingFirst(rules: readonly RuleResult[]): RuleResult[] {
  return rules.toSorted(
    (a, b) =>
      Number(isPart(a)) - Number(isPart(b)) ||
      weight(b) - weight(a) ||
      b.status.hits - a.status.hits ||
      a.status.title.localeCompare(b.status.title),
  );
}

export function timeWords(ms: number): string {
  return ms < 1 ? 'under 1 ms' : `${Math.round(ms).toLocaleString('en-US')} ms`;
}

function weight({ level }: RuleResult): number {
  return (levels as readonly string[]).indexOf(level);
}
