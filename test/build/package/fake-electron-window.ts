import '../../../electron/core/process/node-version.ts';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from '@playwright/test';
import { launchStandIn } from '../../shells/chromium.ts';

/**
 * node fake-electron-window.ts FOLDER: opens the program unpacked in FOLDER/app in the stand-in for Electron and presses
 * *Open the sample case*. Main is the repository's; page, preload, core and sample are the packed ones. A process of
 * its own, so that nothing of Chromium outlives it.
 */
// Chromium, when it is ended, may leave words of ours unread on its pipe.
process.on('uncaughtException', (error: NodeJS.ErrnoException) => {
  if (error.code === 'ECONNRESET') return;
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
const folder = process.argv[2]!;
const at = (path: string) => pathToFileURL(join(folder, 'app', path));
const standIn = await launchStandIn({
  userData: join(folder, 'user'),
  places: {
    pageDir: at('page/'),
    preload: at('preload.cjs'),
    sampleDir: at('sample/'),
    coreEntry: at('program/electron/core/process/main.js'),
    shell: 'stand-in',
  },
});
const page = (await chromium.connectOverCDP(standIn.transport)).contexts()[0]!.pages()[0]!;
await page.waitForURL('https://app.invalid/**');
await page
  .getByRole('button', { name: /sample/i })
  .first()
  .click();
await page.waitForURL(/#\/overview/, { timeout: 60_000 });
process.stdout.write(`${await page.title()}\n`);
await standIn.close();
process.exit(0);
