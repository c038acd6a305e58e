import '../../electron/core/process/node-version.ts';
import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStandIn } from '../../test/e2e/open-stand-in.ts';
import { buildWindow } from '../window/build.ts';
import { pathOf, repository } from '../window/places.ts';
import { takePictures } from './take-pictures.ts';

/**
 * npm run screens [-- --out DIR] [-- --all]: every screen as a picture, in docs/screens. `--all` also takes the looks
 * that are to be looked at but are not kept in the repository.
 */
const words = process.argv.slice(2);
const out = words.includes('--out')
  ? words[words.indexOf('--out') + 1]!
  : pathOf(new URL('docs/screens/', repository));
const say = (line: string) => void process.stderr.write(`${line}\n`);
await buildWindow(['page', 'preload', 'sample'], say);
// The same folder each time: its name is in the pictures.
const userData = join(tmpdir(), 'scrutineer');
rmSync(userData, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const shell = await openStandIn(userData);
try {
  await takePictures({ shell, out, isEvery: words.includes('--all'), say });
} finally {
  await shell.close();
  rmSync(userData, { recursive: true, force: true });
}
