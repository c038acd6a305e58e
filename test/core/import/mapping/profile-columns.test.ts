import { describe, expect, test } from 'vitest';
import { loadProfiles } from '../../../../electron/core/import/profiles/load.ts';
import type { Profile } from '../../../../electron/core/import/profiles/profile.ts';
import { pipes, read } from '../profiles/tables.ts';

const generic = loadProfiles().find(({ id }) => id === 'generic')!;

function profile(changes: Partial<Profile>): Profile {
  return {
    ...generic,
    required: [
      { header: 'Who', field: 'actor' },
      { header: 'When', field: 'at' },
    ],
    ...changes,
  };
}

const when = '2025-06-18 00:02:04';

describe('a field that stands in one of several columns', () => {
  const choice = profile({ firstOf: [{ field: 'device', headers: ['Terminal', 'Workstation'] }] });

  test('is the first where they say as much', () => {
    const { fields, mapping } = read(
      pipes('Who|When|Workstation|Terminal', `a|${when}|w1|t1`, `b|${when}|w2|t2`),
      [choice],
    );
    expect(fields).toMatchObject({ Terminal: 'device' });
    expect(mapping.notes.filter(({ check }) => check === 'mapping-choice')).toEqual([]);
  });

  test('is the one that says something where others are blank or say nothing', () => {
    for (const nothing of ['', ' ', 'n/a', '-']) {
      const { fields } = read(pipes('Who|When|Terminal|Workstation', `a|${when}|${nothing}|w1`), [choice]);
      expect(fields, nothing).toMatchObject({ Workstation: 'device' });
      expect(Object.keys(fields)).not.toContain('Terminal');
    }
  });

  test('may be hidden: what is masked says something', () => {
    const { fields } = read(pipes('Who|When|Terminal|Workstation', `a|${when}|***|w1`), [choice]);
    expect(fields).toMatchObject({ Terminal: 'device' });
  });

  test('is not a column that has another field already', () => {
    const taken = profile({ firstOf: [{ field: 'onBehalfOf', headers: ['Who', 'For'] }] });
    expect(read(pipes('Who|When|For', `a|${when}|b`), [taken]).fields).toEqual({
      Who: 'actor',
      When: 'at',
      For: 'onBehalfOf',
    });
  });
});

test("a column the profile keeps as the source's own is not matched by its name", () => {
  const kept = profile({ optional: [{ header: 'Reason', field: null }] });
  const { fields, mapping } = read(pipes('Who|When|Reason|IP', `a|${when}|inv|10.0.0.1`), [kept]);
  expect(fields).toEqual({ Who: 'actor', When: 'at', IP: 'ipAddress' });
  expect(mapping.columns[2]).toMatchObject({ field: null, how: null });
});
