import { build } from 'esbuild';
import { parts, pathOf, repository } from './places.ts';

/** A sandboxed preload must be one CommonJS file that requires nothing but Electron. */
export async function buildPreload(): Promise<void> {
  await build({
    entryPoints: [pathOf(new URL('electron/preload.ts', repository))],
    outfile: pathOf(parts.preload),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    external: ['electron'],
    logLevel: 'warning',
  });
}
