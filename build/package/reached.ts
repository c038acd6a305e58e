import { globSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from 'esbuild';
import { pathOf, repository } from '../window/places.ts';

const root = pathOf(repository);

/** Where the program starts: window, command line, core, and each thread of core. */
export function programEntries(): string[] {
  const workers = globSync('electron/core/**/*-worker.ts', { cwd: root }).toSorted();
  return ['electron/entry.ts', 'electron/cli/main.ts', 'electron/core/process/main.ts', ...workers];
}

/** Where the page starts. */
export const pageEntries = ['renderer/app/main.tsx'];

/**
 * The files of node_modules that the entries import, directly or not, as paths from the repository. esbuild resolves
 * them as Node does; what is found by a name made at run time (fonts, data files, the addon) is not among them.
 */
export async function reachedFiles(entries: readonly string[]): Promise<string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [...entries],
    outdir: join(root, 'out/package/never-written'),
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    // Without this esbuild prefers files meant for bundlers, which Node never loads.
    conditions: [],
    mainFields: ['main'],
    external: ['electron', '*.node'],
    loader: { '.woff': 'empty', '.woff2': 'empty' },
    logLevel: 'error',
  });
  return Object.keys(metafile.inputs)
    .map((path) => relative(root, join(root, path)).replaceAll('\\', '/'))
    .filter((path) => path.startsWith('node_modules/'))
    .toSorted();
}
