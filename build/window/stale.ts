import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { oneAtATime } from './one-at-a-time.ts';
import { pathOf, repository, windowDir } from './places.ts';

/** One part of the window: what it is made of, what comes out, how it is made. */
export interface Part {
  readonly name: string;
  readonly sources: readonly string[];
  readonly output: URL;
  readonly build: () => Promise<void> | void;
}

/** Builds the part unless what it is made of is as it was when it was built last. Returns whether it did. */
export function buildIfStale(part: Part): Promise<boolean> {
  return oneAtATime(stampOf(part, 'lock'), () => build(part));
}

async function build(part: Part): Promise<boolean> {
  const stamp = stampOf(part, 'stamp');
  const state = fingerprint([...part.sources, 'build/window/*.ts', 'package-lock.json']);
  if (existsSync(part.output) && existsSync(stamp) && readFileSync(stamp, 'utf8') === state) return false;
  // One that breaks off leaves something half made, which no stamp may vouch for.
  rmSync(stamp, { force: true });
  await part.build();
  writeFileSync(stamp, state);
  return true;
}

function stampOf({ name }: Part, kind: string): string {
  return pathOf(new URL(`.${name}.${kind}`, windowDir));
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
