import { CalendarParser } from './calendar-parser.ts';
import { createDateParser } from './parse.ts';
import type { DateLayout, DatePlan } from './plan.ts';
import { noOffset } from './read-offset.ts';
import type { ZoneWord } from './zone-words.ts';

/** What one layout makes of the samples. */
export interface SampleReading {
  readonly layout: DateLayout;
  /** By sample; NaN where it does not fit. Times without a zone are read as UTC. */
  readonly micros: readonly number[];
  readonly fits: number;
  /** How many of those that fit carry no zone. */
  readonly withoutZone: number;
  /** How many say their zone by an abbreviation of the given one. */
  readonly byWord: number;
  /** The distinct offsets in the texts, as `UTC` or `+02:00`, in the order they came. */
  readonly offsets: readonly string[];
}

/** Two-digit years are tried in a century of their own when it is not said. */
const anyCentury = 1970;

export function readAll(
  cells: readonly Uint8Array[],
  layout: DateLayout,
  twoDigitYearsFrom = anyCentury,
  zoneWords: readonly ZoneWord[] = [],
): SampleReading {
  const plan: DatePlan = { layout, zone: 'UTC', zoneInText: false, twoDigitYearsFrom, zoneWords };
  const parser = layout.kind === 'calendar' ? new CalendarParser(layout, plan) : createDateParser(plan);
  const offsets = new Set<string>();
  let withoutZone = 0;
  let byWord = 0;
  const micros = cells.map((bytes) => {
    const value = parser.parse(bytes, 0, bytes.length);
    if (Number.isNaN(value)) return value;
    const offset = offsetOf(parser, layout);
    if (offset === noOffset) withoutZone++;
    else offsets.add(formatOffset(offset));
    if (parser instanceof CalendarParser && parser.lastWasWord) byWord++;
    return value;
  });
  return {
    layout,
    micros,
    fits: micros.filter((value) => !Number.isNaN(value)).length,
    withoutZone,
    byWord,
    offsets: [...offsets],
  };
}

export function encodeCells(texts: readonly string[]): Uint8Array[] {
  return texts.map((text) => Buffer.from(text, 'utf8'));
}

function offsetOf(parser: unknown, layout: DateLayout): number {
  if (parser instanceof CalendarParser) return parser.lastOffset;
  return layout.kind === 'epoch' ? 0 : noOffset;
}

function formatOffset(minutes: number): string {
  if (minutes === 0) return 'UTC';
  const size = Math.abs(minutes);
  const hours = String(Math.trunc(size / 60)).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${hours}:${String(size % 60).padStart(2, '0')}`;
}
