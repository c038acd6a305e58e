import type { FindingRecord } from '../../shared/contract/records.ts';
import { type Disposition, dispositions } from '../../shared/vocabulary/dispositions.ts';
import { type Level, levels } from '../../shared/vocabulary/levels.ts';

/** Which findings the queue shows. Empty texts do not narrow it. */
export interface FindingFilter {
  /** `open` for findings without a disposition. */
  readonly state: 'all' | 'open' | Disposition;
  readonly level: Level | '';
  readonly rule: string;
  readonly tag: string;
  readonly text: string;
}

export const everyFinding: FindingFilter = { state: 'all', level: '', rule: '', tag: '', text: '' };

/** The filter in the address, and back: `state=all&rule=…`. Without a state: what needs review. */
export function readFindingFilter(query: URLSearchParams): FindingFilter {
  const state = query.get('state') ?? '';
  const level = query.get('level') ?? '';
  return {
    state: state === 'all' || isDisposition(state) ? state : 'open',
    level: isLevel(level) ? level : '',
    rule: query.get('rule') ?? '',
    tag: query.get('tag') ?? '',
    text: query.get('text') ?? '',
  };
}

export function writeFindingFilter(filter: FindingFilter): URLSearchParams {
  const query = new URLSearchParams();
  if (filter.state !== 'open') query.set('state', filter.state);
  for (const name of ['level', 'rule', 'tag', 'text'] as const)
    if (filter[name]) query.set(name, filter[name]);
  return query;
}

/** The findings that meet the filter, in their order. */
export function filterFindings(findings: readonly FindingRecord[], filter: FindingFilter): FindingRecord[] {
  const text = filter.text.trim().toLowerCase();
  return findings.filter(
    (finding) =>
      (filter.state === 'all' || finding.disposition === (filter.state === 'open' ? null : filter.state)) &&
      (filter.level === '' || finding.level === filter.level) &&
      (filter.rule === '' || finding.grounds.some(({ ruleId }) => ruleId === filter.rule)) &&
      (filter.tag === '' || finding.tags.includes(filter.tag)) &&
      (text === '' || searchedText(finding).includes(text)),
  );
}

/** What the filters can choose from, with how many findings each has. */
export interface FindingChoices {
  readonly states: ReadonlyMap<'all' | 'open' | Disposition, number>;
  readonly levels: ReadonlyMap<Level, number>;
  readonly rules: readonly { readonly id: string; readonly title: string; readonly count: number }[];
  readonly tags: readonly { readonly tag: string; readonly count: number }[];
}

export function findingChoices(findings: readonly FindingRecord[]): FindingChoices {
  const states = new Map<'all' | 'open' | Disposition, number>([
    ['all', findings.length],
    ['open', 0],
    ...dispositions.map((disposition) => [disposition, 0] as const),
  ]);
  const levelCounts = new Map<Level, number>();
  const rules = new Map<string, { id: string; title: string; count: number }>();
  const tags = new Map<string, number>();
  for (const finding of findings) {
    const state = finding.disposition ?? 'open';
    states.set(state, (states.get(state) ?? 0) + 1);
    levelCounts.set(finding.level, (levelCounts.get(finding.level) ?? 0) + 1);
    for (const tag of new Set(finding.tags)) tags.set(tag, (tags.get(tag) ?? 0) + 1);
    for (const { ruleId, title } of new Map(
      finding.grounds.map((ground) => [ground.ruleId, ground]),
    ).values()) {
      const rule = rules.get(ruleId) ?? { id: ruleId, title, count: 0 };
      rule.count++;
      rules.set(ruleId, rule);
    }
  }
  return {
    states,
    levels: new Map(
      levels.toReversed().flatMap((level) => {
        const count = levelCounts.get(level);
        return count ? [[level, count] as const] : [];
      }),
    ),
    rules: [...rules.values()].toSorted((a, b) => a.title.localeCompare(b.title)),
    tags: [...tags].map(([tag, count]) => ({ tag, count })).toSorted((a, b) => a.tag.localeCompare(b.tag)),
  };
}

/**
 * The finding `step` places after the current one in the queue. Without a current one in it (it was just filtered out)
 * the one that now stands where it would be, by rank. Null for an empty queue.
 */
export function stepFinding(
  queue: readonly FindingRecord[],
  current: { readonly id: string; readonly rank: number } | null,
  step: 1 | -1,
): string | null {
  if (queue.length === 0) return null;
  if (!current) return queue[0]!.id;
  const here = queue.findIndex(({ id }) => id === current.id);
  if (here >= 0) return queue[Math.min(queue.length - 1, Math.max(0, here + step))]!.id;
  const after = queue.findIndex(({ rank }) => rank > current.rank);
  if (step === 1) return queue[after === -1 ? queue.length - 1 : after]!.id;
  return queue[Math.max(0, (after === -1 ? queue.length : after) - 1)]!.id;
}

/** How far the review is: findings with a disposition, of all. */
export function reviewProgress(findings: readonly FindingRecord[]): { reviewed: number; total: number } {
  return {
    reviewed: findings.filter(({ disposition }) => disposition !== null).length,
    total: findings.length,
  };
}

/** What the disposition keys 1 to 5 stand for. */
export function dispositionForKey(key: string): Disposition | null {
  return /^[1-5]$/.test(key) ? dispositions[Number(key) - 1]! : null;
}

/** Explanations by what they are: found in the log, how common the pattern is, and readings to check elsewhere. */
export function sortExplanations(explanations: FindingRecord['explanations']) {
  return {
    found: explanations.filter(({ kind }) => !commonness.has(kind) && kind !== 'other-reading'),
    common: explanations.filter(({ kind }) => commonness.has(kind)),
    readings: explanations.filter(({ kind }) => kind === 'other-reading'),
  };
}

const commonness = new Set(['base-rate', 'many-tests']);

function searchedText({ title, actors, targets, id, grounds }: FindingRecord): string {
  return [title, ...actors, ...targets, id, ...grounds.map(({ sentence }) => sentence)]
    .join('\n')
    .toLowerCase();
}

function isDisposition(text: string): text is Disposition {
  return (dispositions as readonly string[]).includes(text);
}

function isLevel(text: string): text is Level {
  return (levels as readonly string[]).includes(text);
}
