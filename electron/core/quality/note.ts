import type { QualityExample, QualityNote } from '../../../shared/contract/quality.ts';

export const examplesListed = 10;

type Severity = QualityNote['severity'];

/** A note with at most ten examples. */
export function note(
  check: string,
  severity: Severity,
  message: string,
  rule: string,
  [count, of]: readonly [number, number],
  more: { readonly cannotTell?: string; readonly examples?: readonly QualityExample[] } = {},
): QualityNote {
  return {
    check,
    severity,
    message,
    rule,
    count,
    of,
    ...(more.cannotTell === undefined ? {} : { cannotTell: more.cannotTell }),
    examples: (more.examples ?? []).slice(0, examplesListed),
  };
}

/** 1,234 */
export function grouped(value: number): string {
  return value.toLocaleString('en-US');
}

/** 12.3% */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

/** 1 record, 2,000 records */
export function counted(value: number, one: string): string {
  return `${grouped(value)} ${one}${value === 1 ? '' : 's'}`;
}

/** A text of a log within a sentence: short, in quotes, controls escaped. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 59)}…` : text);
}
