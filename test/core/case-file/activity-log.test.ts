import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../electron/core/canonical-json.ts';
import {
  activityHead,
  appendActivity,
  checkActivity,
  readActivity,
} from '../../../electron/core/case-file/activity-log.ts';
import { freshCase } from '../fresh-case.ts';

function threeEntries() {
  const caseFile = freshCase();
  for (const text of ['one', 'two']) {
    caseFile.change(() => appendActivity(caseFile.db, { actor: 'A', action: 'note', details: { text } }));
  }
  return caseFile.db;
}

describe('the activity log', () => {
  test('chains each entry to the one before it by the documented hash', () => {
    const db = threeEntries();
    const entries = readActivity(db);
    expect(entries.map(({ action }) => action)).toEqual(['case.create', 'note', 'note']);
    let previous = '0'.repeat(64);
    const stored = db.prepare('SELECT details FROM activity ORDER BY seq').all() as { details: string }[];
    entries.forEach(({ seq, at, actor, action, hash, previous: link }, i) => {
      expect(link).toBe(previous);
      const text = JSON.stringify([previous, seq, at, actor, action, stored[i]!.details]);
      expect(hash).toBe(createHash('sha256').update(text).digest('hex'));
      previous = hash;
    });
    expect(activityHead(db)).toBe(previous);
    expect(checkActivity(db)).toEqual({ entries: 3, problem: null });
  });

  test('can be checked from a copy in canonical JSON, as reports hold it', () => {
    const caseFile = freshCase();
    caseFile.change(() =>
      appendActivity(caseFile.db, { actor: 'Ä', action: 'x', details: { b: 1, a: { d: null, c: ['é'] } } }),
    );
    for (const { hash, previous, seq, at, actor, action, details } of readActivity(caseFile.db)) {
      const text = JSON.stringify([previous, seq, at, actor, action, canonicalJson(details)]);
      expect(createHash('sha256').update(text).digest('hex')).toBe(hash);
    }
  });

  test.each([
    ["UPDATE activity SET actor = 'B' WHERE seq = 2", /entry 2 was changed/],
    ["UPDATE activity SET details = '{}' WHERE seq = 1", /entry 1 was changed/],
    ['DELETE FROM activity WHERE seq = 2', /entry 2 is missing/],
    ["UPDATE activity SET hash = 'ff' WHERE seq = 3", /entry 3 was changed/],
  ])('finds what was done behind its back: %s', (sql, problem) => {
    const db = threeEntries();
    db.exec('DROP TRIGGER activity_is_append_only_update; DROP TRIGGER activity_is_append_only_delete');
    db.exec(sql);
    expect(checkActivity(db).problem).toMatch(problem);
  });
});
