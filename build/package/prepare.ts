import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathOf, repository } from '../window/places.ts';
import { shippedComponents } from './components.ts';
import { makeNotices } from './notices.ts';
import { makeSbom } from './sbom.ts';
import { stage } from './stage.ts';

const root = pathOf(repository);

/** Writes the bill of materials into a folder and returns its path. */
export async function writeSbom(folder: string): Promise<string> {
  const file = join(folder, 'sbom.cdx.json');
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, makeSbom(ownManifest(), await shippedComponents()));
  return file;
}

/** Everything electron-builder.yml packs: `app/`, and beside it what others find in the package without unpacking it. */
export async function preparePackage(windowDir: URL, folder: string): Promise<void> {
  await stage(windowDir, join(folder, 'app'));
  await writeSbom(folder);
  writeFileSync(join(folder, 'THIRD-PARTY-NOTICES.txt'), makeNotices(await shippedComponents()));
  cpSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
}

function ownManifest(): { name: string; version: string; license: string } {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
}
