import {
  civilDate,
  microsPerDay,
  microsPerHour,
  microsPerMinute,
  microsPerSecond,
} from '../import/dates/civil.ts';
import { createZone } from '../import/dates/zones.ts';
import type { Rule } from '../rules/rule.ts';

/** Cells of a log are cut in sentences; whole they stand with the cited records. */
const maxQuoted = 120;

/**
 * A cell of the log within a sentence: what cannot be seen or would turn the text around is written as its code point,
 * white space as a blank, and a long text is cut.
 */
export function cellInSentence(text: string): string {
  const characters = Array.from(
    text
      .trim()
      .replaceAll(/\s+/gu, ' ')
      .slice(0, 4 * maxQuoted),
  );
  const cut = characters.length > maxQuoted;
  const visible = (cut ? characters.slice(0, maxQuoted) : characters).map((character) =>
    /[\p{C}\p{Z}]/u.test(character) && character !== ' '
      ? `<U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}>`
      : character,
  );
  return visible.join('') + (cut ? '…' : '');
}

export function quoted(text: string): string {
  return `“${cellInSentence(text)}”`;
}

export function counted(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** The zone times are given in, and what it rests on. */
export function zoneInWords(zone: string | null): string {
  return zone === null ? 'UTC, as the case has no time zone' : `${zone}, the time zone of the case`;
}

/** Writes instants (microseconds since 1970 UTC) as local date, time and offset: 2025-06-18 17:02:04 -07:00. */
export function createTimeFormat(zoneName: string | null): (micros: number) => string {
  const zone = createZone(zoneName ?? 'UTC');
  const two = (number: number) => String(number).padStart(2, '0');
  return (micros) => {
    if (Number.isNaN(micros)) return 'an unknown time';
    const offset = zone.offsetAt(micros);
    const local = micros + offset;
    const dayNumber = Math.floor(local / microsPerDay);
    const { year, month, day } = civilDate(dayNumber);
    const ofDay = local - dayNumber * microsPerDay;
    const clock = [
      Math.floor(ofDay / microsPerHour),
      Math.floor((ofDay % microsPerHour) / microsPerMinute),
      Math.floor((ofDay % microsPerMinute) / microsPerSecond),
    ];
    const minutes = Math.round(Math.abs(offset) / microsPerMinute);
    const east = `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
    return `${year}-${two(month)}-${two(day)} ${clock.map(two).join(':')} ${east}`;
  };
}

export { inequalityInWords } from '../rules/inequality.ts';

export function windowInWords(rule: Rule): string {
  return rule.kind === 'correlation' ? rule.correlation.timeSpan.words : 'no time span';
}
