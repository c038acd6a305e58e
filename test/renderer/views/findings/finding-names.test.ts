import { expect, test } from 'vitest';
import { parseRoute } from '../../../../renderer/state/route.ts';
import {
  eventHref,
  eventsHref,
  partyWords,
  shortName,
} from '../../../../renderer/views/findings/finding-names.ts';

test('one party is named, several are counted, a blank one is said to be blank', () => {
  expect(partyWords(['K. Brandt'], 'actor')).toBe('K. Brandt');
  expect(partyWords(['a', 'b'], 'actor')).toBe('2 actors');
  expect(partyWords([''], 'target')).toBe('target not named');
  expect(partyWords([], 'target')).toBe('any target');
});

test('links ask for exactly the events they name, whatever stands in the names', () => {
  const { screen, query } = parseRoute(eventsHref({ actor: 'a&b=c #1', target: 'x%y' }));
  expect(screen).toBe('events');
  expect(query.getAll('where')).toEqual(['actor=a&b=c #1', 'target=x%y']);
  expect(parseRoute(eventsHref({ target: '' })).query.getAll('where')).toEqual(['target=']);
});

test('an event is found by its own id where it has one, otherwise by time, actor and target', () => {
  const event = { file: 'f', row: 1, at: '2025-01-01T00:00:00.000Z', nativeId: 'n-1' };
  const byId = parseRoute(eventHref(event, ['actor=a']));
  expect(byId.query.getAll('where')).toEqual(['at=2025-01-01T00:00:00.000Z', 'nativeId=n-1']);
  expect(byId.query.get('open')).toBe('1');
  const byParties = parseRoute(eventHref({ ...event, nativeId: null }, ['actor=a', 'target=t']));
  expect(byParties.query.getAll('where')).toEqual(['at=2025-01-01T00:00:00.000Z', 'actor=a', 'target=t']);
});

test('a long file name keeps both its ends', () => {
  expect(shortName('short.csv', 24)).toBe('short.csv');
  expect(shortName('10_1_2025-10_31_2025-Cedar-Hollow-PD-Audit.csv', 15)).toBe('10_1_20…dit.csv');
  expect([...shortName('😀'.repeat(40), 11)].length).toBe(11);
});
