import { chromium } from '@playwright/test';
import { parts } from '../../build/window/places.ts';
import { launchStandIn } from '../shells/chromium.ts';
import type { Shell } from './shell.ts';

/** The program in the stand-in, Playwright on the same pipe. */
export async function openStandIn(userData: string, pageDir: URL = parts.page): Promise<Shell> {
  const standIn = await launchStandIn({
    userData,
    places: {
      pageDir,
      preload: parts.preload,
      sampleDir: parts.sample,
      coreEntry: new URL('../../electron/core/process/main.ts', import.meta.url),
      shell: 'stand-in',
    },
  });
  const browser = await chromium.connectOverCDP(standIn.transport);
  const page = browser.contexts()[0]?.pages()[0];
  if (!page) throw new Error('the stand-in has no page');
  await page.waitForURL('https://app.invalid/**');
  return {
    page,
    userData,
    answerDialog: async (...paths) => standIn.dialogs.answerPaths(...paths),
    corePid: standIn.corePid,
    close: standIn.close,
  };
}
