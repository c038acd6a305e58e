import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathOf, repository, windowDir } from './places.ts';

/** One part of the window: what it is made of, what comes out, how it is made. */
export interface Part {
  readonly name: string;
  readonly sources: readonly string[];
  readonly output: URL;
  readonly build: () => Promise<void> | void;
}

/** Builds the part unless what it is made of is as it was when it was built last. Returns whether it did. */
export async function buildIfStale({ name, sources, output, build }: Part): Promise<boolean> {
  const stamp = pathOf(new URL(`.${name}.stamp`, windowDir));
  const state = fingerprint([...sources, 'build/window/*.ts', 'package-lock.json']);
  if (existsSync(output) && existsSync(stamp) && readFileSync(stamp, 'utf8') === state) return false;
  await build();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, state);
  return true;
}

/** By names, sizes and times of change: reading all of it would take longer than it is worth. */
function fingerprint(patterns: readonly string[]): string {
  const root = pathOf(repository);
  const hash = createHash('sha256');
  for (const path of globSync([...patterns], { cwd: root }).toSorted()) {
    const { size, mtimeMs, isFile } = look(join(root, path));
    if (isFile) hash.update(`${path}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function look(file: string) {
  const stats = statSync(file);
  return { size: stats.size, mtimeMs: stats.mtimeMs, isFile: stats.isFile() };
}
