import type { FindingRecord } from '../../../shared/contract/records.ts';
import { writeCondition } from '../../state/events.ts';
import { formatRoute } from '../../state/route.ts';
import { countOf } from '../../ui/number-format.ts';

/** One name, or how many. Names come from the log. */
export function partyWords(names: readonly string[], word: string): string {
  if (names.length === 1) return names[0] === '' ? `${word} not named` : names[0]!;
  return names.length === 0 ? `any ${word}` : countOf(names.length, word);
}

/** A long name cut in the middle: both ends of a file name tell files apart. */
export function shortName(name: string, longest: number): string {
  const characters = [...name];
  if (characters.length <= longest) return name;
  const head = Math.ceil((longest - 1) / 2);
  return `${characters.slice(0, head).join('')}…${characters.slice(characters.length - (longest - 1 - head)).join('')}`;
}

/** The address of the events of an actor, a target, or both. */
export function eventsHref(conditions: {
  readonly actor?: string | undefined;
  readonly target?: string | undefined;
}) {
  const where = Object.entries(conditions).flatMap(([field, value]) =>
    value === undefined ? [] : [['where', writeCondition({ field, operator: '=', value })]],
  );
  return formatRoute({ screen: 'events', query: new URLSearchParams(where) });
}

/** The address of one event, by its time and what is known of it. */
export function eventHref(event: FindingRecord['events'][number], conditions: readonly string[]): string {
  const known = event.nativeId ? [`nativeId=${event.nativeId}`] : conditions;
  const query = new URLSearchParams([`at=${event.at}`, ...known].map((text) => ['where', text]));
  query.set('open', '1');
  return formatRoute({ screen: 'events', query });
}
