import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pathOf, repository, windowDir } from '../../../build/window/places.ts';
import { buildIfStale, type Part } from '../../../build/window/stale.ts';

const folder = new URL('out/stale-test/', repository);
const output = new URL('output.txt', folder);
let built: number;
const part: Part = {
  name: 'stale-test',
  sources: ['out/stale-test/*.source'],
  output,
  build: () => {
    built++;
    writeFileSync(output, 'built');
  },
};

beforeEach(() => {
  built = 0;
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL('a.source', folder), 'a');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  rmSync(pathOf(new URL('.stale-test.stamp', windowDir)), { force: true });
});

test('a part is built when it is missing or what it is made of has changed, and not otherwise', async () => {
  expect([await buildIfStale(part), await buildIfStale(part), built]).toEqual([true, false, 1]);
  writeFileSync(new URL('b.source', folder), 'b');
  expect([await buildIfStale(part), await buildIfStale(part)]).toEqual([true, false]);
  writeFileSync(new URL('a.source', folder), 'longer');
  expect([await buildIfStale(part), await buildIfStale(part)]).toEqual([true, false]);
  rmSync(new URL('b.source', folder));
  expect(await buildIfStale(part)).toBe(true);
  rmSync(output);
  expect([await buildIfStale(part), await buildIfStale(part), built]).toEqual([true, false, 5]);
});

test('two at once build it once', async () => {
  const slow = { ...part, build: () => wait(150).then(part.build) };
  expect((await Promise.all([buildIfStale(slow), buildIfStale(slow)])).toSorted()).toEqual([false, true]);
  expect(built).toBe(1);
});

test('a build that was killed holds nobody up', async () => {
  mkdirSync(windowDir, { recursive: true });
  writeFileSync(new URL('.stale-test.lock', windowDir), '999999999');
  expect(await buildIfStale(part)).toBe(true);
});

test('a build that fails is tried again', async () => {
  const failing = { ...part, build: () => Promise.reject(new Error('no')) };
  await expect(buildIfStale(failing)).rejects.toThrow('no');
  expect(await buildIfStale(part)).toBe(true);
});
