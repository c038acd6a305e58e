import type { FindingGround } from '../../../shared/contract/records.ts';
import { createLocalClock } from '../knowledge/facts/local-clock.ts';
import { fillSentence, type SentenceValues } from '../rules/sentence.ts';
import type { Ground } from './gather-grounds.ts';
import { distinctAscending } from './gather-grounds.ts';
import type { HitRows } from './hit-rows.ts';
import type { RowCell } from './row-cells.ts';
import {
  cellInSentence,
  counted,
  createTimeFormat,
  inequalityInWords,
  quoted,
  windowInWords,
  zoneInWords,
} from './words.ts';

/** Whom a sentence speaks of, as the log writes them. */
export interface Named {
  readonly actor: string | undefined;
  readonly target: string | undefined;
}

/** Puts grounds into words. `reasonOf` reads the reason of a row. */
export function createGroundWriter(
  hits: HitRows,
  zone: string | null,
  reasonOf: (row: number) => RowCell,
): (ground: Ground, named: Named) => FindingGround {
  const timeOf = createTimeFormat(zone);
  const clock = createLocalClock(zone ?? 'UTC');
  const zoneWords = zoneInWords(zone);

  const daysOf = (places: Int32Array) => {
    const days = new Set<string>();
    for (const place of places) {
      const micros = hits.micros[place]!;
      if (!Number.isNaN(micros)) days.add(clock.date(micros));
    }
    return days.size;
  };
  const valuesOf = (ground: Ground, named: Named, places: Int32Array): SentenceValues => {
    const { rule, strongest } = ground;
    const first = timeOf(hits.micros[places[0]!]!);
    const last = timeOf(hits.micros[places.at(-1)!]!);
    return {
      actor: named.actor === undefined ? 'several actors' : cellInSentence(named.actor),
      target: named.target === undefined ? 'several targets' : cellInSentence(named.target),
      count: places.length,
      distinct: strongest === undefined ? places.length : strongest.distinct || strongest.peak,
      values: listOf(strongest?.values ?? [], strongest?.distinct ?? 0),
      days: daysOf(places),
      first,
      last,
      when: first === last ? `at ${first}` : `between ${first} and ${last}`,
      zone: zoneWords,
      window: windowInWords(rule),
      inequality: inequalityInWords(rule),
      // Read only where a sentence speaks of it: the cell may have to come from the evidence.
      get reason() {
        return reasonInWords(reasonOf(hits.rows[places[0]!]!));
      },
    };
  };
  return (ground, named) => {
    const { rule, places, strongest, matchCount } = ground;
    const described = strongest === undefined ? places : placesWithin(places, strongest.rows, hits);
    const template = rule.own?.sentence;
    const values = valuesOf(ground, named, described);
    const sentence =
      template === undefined ? plainSentence(rule.title, values) : fillSentence(template, values);
    const more =
      matchCount > 1
        ? ` The condition was met in ${counted(matchCount, 'separate stretch', 'separate stretches')} of time with ${counted(places.length, 'event')} in all; the figures are those of the stretch with the highest number.`
        : '';
    return {
      ruleId: rule.ruleId,
      title: rule.title,
      level: rule.level,
      author: rule.author,
      sentence: sentence + more,
      eventCount: places.length,
    };
  };
}

/** The places of a match that belong to the finding. */
function placesWithin(places: Int32Array, rows: Int32Array, { placeOf }: HitRows): Int32Array {
  const own = new Set(places);
  return distinctAscending(rows.map(placeOf)).filter((place) => own.has(place));
}

/** For a rule that brings no sentence of its own. */
function plainSentence(title: string, values: SentenceValues): string {
  const { actor, target, count, when, zone, inequality } = values;
  return `The rule ${quoted(title)} (${inequality}) points at ${counted(Number(count), 'event')} of ${actor} on ${target} ${when} (${zone}).`;
}

function listOf(values: readonly string[], distinct: number): string {
  const more = distinct - values.length;
  return values.map(quoted).join(', ') + (more > 0 ? ` and ${counted(more, 'other')}` : '');
}

function reasonInWords({ text, state }: RowCell): string {
  switch (state) {
    case 'empty':
      return 'a blank';
    case 'not-exported':
      return 'not part of the log';
    case 'redacted':
    case 'withheld':
      return 'hidden in the log';
    default:
      return quoted(text);
  }
}
