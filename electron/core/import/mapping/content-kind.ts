import type { DateOptions } from '../dates/infer.ts';
import { timeContent } from './time-content.ts';

/** Shapes of content that can be told without knowing what they mean. */
export const contentKinds = ['time', 'number', 'uuid', 'ip', 'email', 'text'] as const;
export type ContentKind = (typeof contentKinds)[number];

const number = /^[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?$/;
const uuid = /^\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$/i;
const ipv4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|(?=$|:))){4}(?::\d{1,5})?$/;
/** Shortened by "::" or with all its groups: a clock time has colons too. */
const ipv6 =
  /^(?=.*::|(?:[^:]*:){6})\[?(?=[0-9a-f:.]{3,45}(?:%\w+)?\]?(?::\d{1,5})?$)(?:[0-9a-f]{0,4}:){2,7}[0-9a-f.]{0,15}(?:%\w+)?\]?(?::\d{1,5})?$/i;
const email = /^[^\s@<>,;:()]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.)+[\p{L}\p{N}-]{2,63}$/u;
/** Letters, digits and wildcards as plates have them: short, at least one digit or three letters, in one or two parts. */
const plate = /^(?=.*[\p{L}\d])[\p{Lu}\d*?%]{1,8}(?:[ -][\p{Lu}\d*?%]{1,6}){0,2}$/u;

/** What a cell looks like, white space around it cut; times apart, which are judged by column. */
export function cellKind(text: string): Exclude<ContentKind, 'time'> {
  if (text.length > 400) return 'text';
  if (uuid.test(text)) return 'uuid';
  if (number.test(text)) return 'number';
  if (ipv4.test(text) || ipv6.test(text)) return 'ip';
  return email.test(text) ? 'email' : 'text';
}

export function looksLikePlate(text: string): boolean {
  return text.length <= 12 && plate.test(text.toUpperCase());
}

/** What at least nine of ten cells of a column are, blanks apart; null where they are all blank. */
export function columnKind(samples: readonly string[], options: DateOptions): ContentKind | null {
  const texts = samples.map((sample) => sample.trim()).filter((text) => text !== '');
  if (texts.length === 0) return null;
  const counts = new Map<ContentKind, number>();
  for (const text of texts) {
    const kind = cellKind(text);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const most = [...counts].find(([, count]) => count * 10 >= texts.length * 9);
  const kind = most?.[0] ?? 'text';
  // Counts of seconds are numbers until a name says that they are times.
  return kind === 'text' && timeContent(samples, options) === 'moment' ? 'time' : kind;
}
