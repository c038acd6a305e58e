import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathOf, repository } from '../window/places.ts';
import { shippedComponents } from './components.ts';
import { makeNotices } from './notices.ts';
import { makeSbom } from './sbom.ts';
import { stage } from './stage.ts';

const root = pathOf(repository);

/** Writes the bill of materials into a folder and returns its path. */
export async function writeSbom(outDir: string): Promise<string> {
  const file = join(outDir, 'sbom.cdx.json');
  mkdirSync(outDir, { recursive: true });
  writeFileSync(file, makeSbom(ownManifest(), await shippedComponents()));
  return file;
}

/** Everything electron-builder.yml packs: `app/` with notices of others' work, and the bill of materials beside it. */
export async function preparePackage(windowDir: URL, outDir: string): Promise<void> {
  await stage(windowDir, join(outDir, 'app'), makeNotices(await shippedComponents()));
  await writeSbom(outDir);
}

function ownManifest(): { name: string; version: string; license: string } {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
}
