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

/** 12.3%; what is not none is not 0.0%, and what is not all not 100.0%. */
export function percent(share: number): string {
  if (share > 0 && share < 0.0005) return 'under 0.1%';
  if (share < 1 && share >= 0.9995) return 'over 99.9%';
  return `${(share * 100).toFixed(1)}%`;
}

/** 1 record, 2,000 records */
export function counted(value: number, one: string): string {
  return `${grouped(value)} ${one}${value === 1 ? '' : 's'}`;
}

/** The beginning of a text of a log, no character cut in two. */
export function beginning(text: string, characters = 200): string {
  if (text.length <= characters) return text;
  const last = text.charCodeAt(characters - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? characters - 1 : characters);
}

/** A text of a log within a sentence: short, in quotes, controls escaped. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${beginning(text, 59)}…` : text);
}
