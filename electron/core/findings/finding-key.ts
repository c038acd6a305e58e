import { createHash } from 'node:crypto';
import type { FindingKind } from '../../../shared/contract/records.ts';
import type { EventTable } from '../events/table.ts';
import type { Rule } from '../rules/rule.ts';

/** What a finding is about: its kind and whom, never which rules or events. */
export interface FindingSubject {
  readonly kind: FindingKind;
  /** Numbers of identities; -1 where the kind has none. */
  readonly actor: number;
  readonly target: number;
  /** actor-pattern: name of the pattern; otherwise empty. */
  readonly pattern: string;
}

/** Crockford's base 32: no letter is taken for a digit when an id is read out. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const shortLength = 10;
const longLength = 26;

/** Base 32 of SHA-256 over kind, identity keys and pattern as one JSON array. */
function fingerprint(kind: FindingKind, actor: string, target: string, pattern: string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([kind, actor, target, pattern]))
    .digest();
  let text = '';
  let bits = 0;
  let value = 0;
  for (const byte of hash) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[(value >> bits) & 31];
    }
    value &= (1 << bits) - 1;
  }
  return text.slice(0, longLength);
}

/**
 * Ids of findings: `F-` and ten characters. Where two subjects would share one (names can be chosen so), both get all
 * 26 characters: a decision recorded under the short id is then nobody's rather than the wrong one's.
 */
export function findingIds(
  subjects: readonly {
    readonly kind: FindingKind;
    readonly actor: string;
    readonly target: string;
    readonly pattern: string;
  }[],
): string[] {
  const prints = subjects.map(({ kind, actor, target, pattern }) =>
    fingerprint(kind, actor, target, pattern),
  );
  return shortenDistinct(prints).map((text) => `F-${text}`);
}

/** Cuts texts to ten characters; those whose short form is not theirs alone stay whole. */
export function shortenDistinct(prints: readonly string[]): string[] {
  const seen = new Map<string, number>();
  for (const print of prints) {
    const short = print.slice(0, shortLength);
    seen.set(short, (seen.get(short) ?? 0) + 1);
  }
  return prints.map((print) => {
    const short = print.slice(0, shortLength);
    return seen.get(short) === 1 ? short : print;
  });
}

/**
 * What a rule's hits become: as its block says, otherwise by the fields it groups by or, failing that, the log has.
 * Undefined where events name neither actor nor target.
 */
export function findingKindOf(rule: Rule, table: EventTable): FindingKind | undefined {
  if (rule.own?.finding !== undefined) return rule.own.finding;
  const grouped = rule.kind === 'correlation' ? (rule.groupFields[0] ?? []) : [];
  return kindByFields(grouped) ?? kindByFields(table.columnNames());
}

function kindByFields(fields: readonly string[]): FindingKind | undefined {
  if (fields.includes('actor')) return fields.includes('target') ? 'actor-target' : 'actor-pattern';
  return fields.includes('target') ? 'target-crowd' : undefined;
}

/** The name of the pattern a rule belongs to; its own id where it says none. */
export function patternOf(rule: Rule): string {
  return rule.own?.pattern ?? rule.ruleId;
}
