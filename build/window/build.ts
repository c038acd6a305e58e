import { buildPage } from './page.ts';
import { parts } from './places.ts';
import { buildPreload } from './preload.ts';
import { buildProgram } from './program.ts';
import { buildSample } from './sample.ts';
import { buildIfStale, type Part } from './stale.ts';

const all = {
  page: {
    name: 'page',
    sources: ['renderer/**/*.*', 'shared/**/*.*'],
    output: parts.page,
    build: buildPage,
  },
  preload: {
    name: 'preload',
    sources: ['electron/preload.ts', 'electron/shell/channels.ts'],
    output: parts.preload,
    build: buildPreload,
  },
  sample: { name: 'sample', sources: ['build/sample/**/*.ts'], output: parts.sample, build: buildSample },
  program: {
    name: 'program',
    sources: ['electron/**/*.*', 'shared/**/*.*', 'package.json'],
    output: parts.program,
    build: buildProgram,
  },
} satisfies Record<string, Part>;

export type PartName = keyof typeof all;

/** Builds the named parts of the window that are missing or older than what they are made of. */
export async function buildWindow(
  names: readonly PartName[],
  tell: (line: string) => void = () => {},
): Promise<void> {
  for (const name of names) {
    const startedAtMs = performance.now();
    if (!(await buildIfStale(all[name]))) continue;
    tell(`built the ${name} (${((performance.now() - startedAtMs) / 1000).toFixed(1)} s)`);
  }
}
