import type { DateInference, DateOptions } from './infer.ts';
import { createDateParser } from './parse.ts';
import { isoDate, quoted } from './quoted.ts';

const days = /^\d{5}(?:\.\d{1,15})?$/;

/**
 * Numbers that can be the days of a spreadsheet: since 1900, or since 1904 as older Macs counted, which is four years
 * later. Never read without a choice. Null where they are something else.
 */
export function serialDays(texts: readonly string[], options: DateOptions): DateInference | null {
  if (options.epochUnit !== undefined || options.serialEpochYear !== undefined) return null;
  const numbers = texts.map((text) => text.trim()).filter((text) => days.test(text));
  if (numbers.length * 2 < texts.length) return null;
  const example = numbers[0]!;
  const [since1900, since1904] = ([1900, 1904] as const).map((epochYear) => dateOf(example, epochYear));
  if (since1900 === null || since1904 === null) return null;
  return {
    kind: 'ambiguous',
    layout: { kind: 'serial', epochYear: 1900 },
    detail: `${quoted(example)} can be ${since1900} (the days of a spreadsheet since 1900) or ${since1904} (since 1904). Say serialEpochYear in a profile`,
  };
}

function dateOf(text: string, epochYear: 1900 | 1904): string | null {
  const layout = { kind: 'serial', epochYear } as const;
  const bytes = Buffer.from(text, 'utf8');
  const micros = createDateParser({ layout, zone: 'UTC', zoneInText: false, twoDigitYearsFrom: null }).parse(
    bytes,
    0,
    bytes.length,
  );
  return Number.isNaN(micros) ? null : isoDate(micros);
}
