import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build, type Configuration } from 'electron-builder';
import { parse } from 'yaml';
import { repository } from '../window/places.ts';

/** What to pack: electron-builder's words for systems, processors and kinds. */
const packOptions = {
  linux: { type: 'boolean' },
  win: { type: 'boolean' },
  mac: { type: 'boolean' },
  x64: { type: 'boolean' },
  arm64: { type: 'boolean' },
  dir: { type: 'boolean' },
} as const;

/**
 * Runs electron-builder on a folder that `preparePackage` filled; the packages are in `release/` there. `words` are
 * packOptions as flags: nothing chooses this system. `changes` goes over the configuration.
 */
export async function pack(folder: string, words: string[], changes: Configuration = {}): Promise<string[]> {
  const { values } = parseArgs({ args: words, options: packOptions });
  const { linux, win, mac, ...rest } = values;
  const text = readFileSync(new URL('electron-builder.yml', repository), 'utf8');
  return await build({
    ...rest,
    ...(linux && { linux: [] }),
    ...(win && { win: [] }),
    ...(mac && { mac: [] }),
    projectDir: resolve(folder),
    publish: 'never',
    config: {
      ...(parse(text) as Configuration),
      electronVersion: electronVersion(),
      ...changes,
      // It would look for dependencies, find none beside the app, and pack all of the project's instead.
      beforeBuild: async () => false,
    },
  });
}

function electronVersion(): string {
  const path = new URL('node_modules/electron/package.json', repository);
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
}
