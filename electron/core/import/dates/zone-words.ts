import { createZone } from './zones.ts';

/** What a zone calls its times, as PST and PDT, and how far they are from UTC. */
export interface ZoneWord {
  /** In capitals. */
  readonly word: string;
  readonly offsetMinutes: number;
}

const known = new Map<string, readonly ZoneWord[]>();
const years = [1995, 2005, 2015, 2025];
const word = /^[A-Z]{2,5}$/;

/**
 * The abbreviations of a zone, as English-speaking readers know them (Intl); empty for fixed offsets and for zones that
 * have none. The same letters mean other zones elsewhere, so they are read only by the zone that somebody gave.
 */
export function zoneWordsOf(zone: string): readonly ZoneWord[] {
  const kept = known.get(zone);
  if (kept) return kept;
  const words = /^[+-]/.test(zone) ? [] : findWords(zone);
  known.set(zone, words);
  return words;
}

function findWords(zone: string): ZoneWord[] {
  const { offsetAt } = createZone(zone);
  const offsets = new Map<string, Set<number>>();
  for (const locale of ['en-US', 'en-GB', 'en-AU']) {
    const format = new Intl.DateTimeFormat(locale, {
      timeZone: zone,
      timeZoneName: 'short',
      year: 'numeric',
    });
    for (const year of years) {
      for (const month of [0, 6]) {
        const millis = Date.UTC(year, month, 15, 12);
        const name = format.formatToParts(millis).find(({ type }) => type === 'timeZoneName')?.value ?? '';
        if (!word.test(name) || name === 'UTC' || name === 'GMT') continue;
        const minutes = offsetAt(millis * 1000) / 60_000_000;
        offsets.set(name, (offsets.get(name) ?? new Set()).add(minutes));
      }
    }
  }
  // A word that stood for two offsets tells neither.
  return [...offsets].flatMap(([name, all]) =>
    all.size === 1 ? [{ word: name, offsetMinutes: [...all][0]! }] : [],
  );
}

const lastWord = / ([A-Za-z]{1,5})$/;

/** The word at the end of a text that can be a zone's; null if there is none, or one that is plain to everybody. */
export function zoneWordOf(text: string): string | null {
  const found = lastWord.exec(text.trim())?.[1]?.toUpperCase();
  return found === undefined || /^(?:AM|PM|UTC|GMT|Z)$/.test(found) ? null : found;
}

export function withoutZoneWord(text: string): string {
  return zoneWordOf(text) === null ? text : text.trim().replace(lastWord, '');
}
