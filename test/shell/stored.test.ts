import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readPreferences, writePreferences } from '../../electron/shell/preferences.ts';
import { recentCases } from '../../electron/shell/recent-cases.ts';
import { readWindowBounds, smallestSize, writeWindowBounds } from '../../electron/shell/window-bounds.ts';

let userData: string;
beforeEach(() => {
  userData = join(mkdtempSync(join(tmpdir(), 'scrutineer-stored-')), 'data');
});
afterEach(() => rmSync(join(userData, '..'), { recursive: true }));

const damage = [
  '',
  '{',
  'null',
  '7',
  '"x"',
  '[1]',
  '{"x":1}',
  '[{"dir":1}]',
  '\0\0\0',
  `"${'x'.repeat(1_000_001)}"`,
];
const spoil = (name: string, content: string) => {
  mkdirSync(userData, { recursive: true });
  writeFileSync(join(userData, name), content);
};

describe('recent cases', () => {
  test('newest first, each once, twenty at most, and whether they are still there', () => {
    let day = 0;
    const recent = recentCases(userData, () => new Date(Date.UTC(2026, 0, ++day)));
    const there = join(userData, 'case 3');
    mkdirSync(there, { recursive: true });
    writeFileSync(join(there, 'case.db'), '');
    for (let at = 1; at <= 25; at++) recent.remember(join(userData, `case ${at}`), `Case ${at}`);
    recent.remember(`${there}/../case 3/`, 'Case 3, renamed');
    const list = recentCases(userData).list();
    expect(list.length).toBe(20);
    expect(list[0]).toEqual({
      dir: there,
      name: 'Case 3, renamed',
      openedAt: '2026-01-26T00:00:00.000Z',
      exists: true,
    });
    expect(list.slice(1).map(({ name }) => name)).toEqual(
      Array.from({ length: 19 }, (_, at) => `Case ${25 - at}`),
    );
    expect(list.filter(({ exists }) => exists).length).toBe(1);
    recent.forget(there);
    expect(recent.list().some(({ dir }) => dir === there)).toBe(false);
  });

  test('files are for their owner only, and nothing is left beside them', () => {
    recentCases(userData).remember('/c', 'C');
    expect(readdirSync(userData)).toEqual(['recent-cases.json']);
    expect(statSync(join(userData, 'recent-cases.json')).mode & 0o777).toBe(0o600);
    expect(statSync(userData).mode & 0o777).toBe(0o700);
  });

  test.each(damage)('a damaged list (%.20j) is none, is kept aside and does not stop the next', (content) => {
    spoil('recent-cases.json', content);
    const recent = recentCases(userData);
    expect(recent.list()).toEqual([]);
    expect(readFileSync(join(userData, 'recent-cases.json.damaged'), 'utf8')).toBe(content);
    recent.remember('/c', 'C');
    expect(recent.list()).toMatchObject([{ dir: '/c', name: 'C', exists: false }]);
  });
});

/** Names that could reach an object's prototype are left out of what is kept. */
const plainKey = fc.string().filter((key) => !['__proto__', 'prototype', 'constructor'].includes(key));

describe('preferences', () => {
  test('come back as they were', () => {
    fc.assert(
      fc.property(fc.dictionary(plainKey, fc.jsonValue()), (preferences) => {
        const given = JSON.parse(JSON.stringify(preferences));
        writePreferences(userData, given);
        expect(JSON.stringify(readPreferences(userData))).toBe(JSON.stringify(given));
      }),
      { numRuns: 50 },
    );
  });

  test('that are too long are refused and the old ones stay', () => {
    writePreferences(userData, { theme: 'dark' });
    expect(() => writePreferences(userData, { x: 'x'.repeat(100_000) })).toThrow('at most 100000');
    expect(readPreferences(userData)).toEqual({ theme: 'dark' });
  });

  test('a half-written file of a run that was cut off is not read', () => {
    writePreferences(userData, { theme: 'dark' });
    writeFileSync(join(userData, 'preferences.json.partial'), '{"theme":');
    expect(readPreferences(userData)).toEqual({ theme: 'dark' });
  });

  test('what cannot be read at all is no reason not to start', () => {
    mkdirSync(join(userData, 'preferences.json'), { recursive: true });
    expect(readPreferences(userData)).toEqual({});
    writePreferences(userData, { theme: 'dark' });
    expect(readPreferences(userData)).toEqual({ theme: 'dark' });
  });
});

describe('where the window stood', () => {
  const screen = { x: 0, y: 0, width: 1920, height: 1080 };
  const bounds = { x: 100, y: 50, width: 1200, height: 800 };

  test('is found again', () => {
    writeWindowBounds(userData, bounds, true);
    expect(readWindowBounds(userData, [screen])).toEqual({ ...bounds, maximized: true });
  });

  test('at first, the usual size and no place of our choosing', () => {
    expect(readWindowBounds(userData, [screen])).toEqual({ width: 1440, height: 900, maximized: false });
  });

  test.each([
    ['a screen that is gone', { ...bounds, x: 3000 }],
    ['above every screen, where its title bar cannot be caught', { ...bounds, y: -400 }],
    ['all but the last of it beyond the edge', { ...bounds, x: 1900 }],
    ['below', { ...bounds, y: 1070 }],
  ])('%s: without a place', (_where, stood) => {
    writeWindowBounds(userData, stood, false);
    expect(readWindowBounds(userData, [screen])).toEqual({ width: 1200, height: 800, maximized: false });
  });

  test('on the second screen it stays there', () => {
    const stood = { ...bounds, x: -1500 };
    writeWindowBounds(userData, stood, false);
    expect(readWindowBounds(userData, [screen, { ...screen, x: -1920 }])).toMatchObject(stood);
  });

  test('is never smaller than can be worked with', () => {
    writeWindowBounds(userData, { x: 0, y: 0, width: 1, height: 1 }, false);
    expect(readWindowBounds(userData, [screen])).toMatchObject(smallestSize);
  });

  test.each([...damage, '{"x":0,"y":0,"width":1e999,"height":5,"maximized":false}'])(
    'damaged (%.20j): as at first',
    (content) => {
      spoil('window.json', content);
      expect(readWindowBounds(userData, [screen])).toEqual({ width: 1440, height: 900, maximized: false });
      expect(existsSync(join(userData, 'window.json.damaged'))).toBe(true);
    },
  );
});
