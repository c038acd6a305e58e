import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What stands before the fuses in Electron's binary: https://www.electronjs.org/docs/latest/tutorial/fuses */
export const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const fuseCount = 8;

/** A folder that electron-builder takes for Electron's: the binary is a script with the fuses' place in it, all on. */
export function makeFakeElectronDist(folder: string): void {
  mkdirSync(join(folder, 'resources'), { recursive: true });
  mkdirSync(join(folder, 'locales'));
  for (const language of ['de', 'en-US', 'fr'])
    writeFileSync(join(folder, `locales/${language}.pak`), language);
  const wire = Buffer.concat([
    Buffer.from(`#!/bin/sh\nexit 0\n${fuseSentinel}`),
    Buffer.from([1, fuseCount]),
    Buffer.from('1'.repeat(fuseCount)),
  ]);
  writeFileSync(join(folder, 'electron'), wire);
  chmodSync(join(folder, 'electron'), 0o755);
  writeFileSync(join(folder, 'version'), '45.4.1');
  writeFileSync(join(folder, 'LICENSE'), 'terms of Electron');
  writeFileSync(join(folder, 'LICENSES.chromium.html'), '<p>terms of what is in it');
}
