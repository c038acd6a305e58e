/// <reference lib="dom" />
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Bridge } from '../../shared/contract/bridge.ts';
import { aimMs } from './actions.ts';
import type { Bench } from './in-page.ts';
import type { Figures } from './table.ts';

declare const bench: Bench;
declare const scrutineer: Bridge;

/**
 * Imports a log through the wizard and works meanwhile: stays with the progress for a moment, then goes from screen to
 * screen until the file is in the case. Returns how long each change of screen took.
 */
export async function importAndWork(
  page: Page,
  folder: string,
  log: string,
  answerDialog: (path: string) => void,
): Promise<{ screens: Figures; seconds: number }> {
  const dir = join(mkdtempSync(join(folder, 'import-')), 'case');
  await openNewCase(page, dir);
  await page.evaluate(() => bench.go('#/import'));
  answerDialog(log);
  await page.getByRole('button', { name: 'Choose files' }).click();
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.getByRole('button', { name: 'Delivery' }).click();
  await page.evaluate(() => {
    bench.takeBlocks();
    bench.during('import');
  });
  const startedAtMs = performance.now();
  await page.getByRole('button', { name: 'Import 1 file' }).click();
  await page.waitForTimeout(1500);
  const times = await page.evaluate(async () => {
    const isDone = () =>
      bench.find('nav .nav-item', 'Evidence').querySelector('.nav-item__count')?.textContent === '1';
    const taken: number[] = [];
    const screens = ['overview', 'evidence', 'events', 'rules', 'activity', 'help'];
    for (let turn = 0; !isDone() && turn < 2000; turn++) {
      const screen = screens[turn % screens.length]!;
      const [ms] = await bench.time(
        `import, going to ${screen}`,
        () => bench.find(`nav .nav-item[href="#/${screen}"]`).click(),
        [
          () => {
            const item = document.querySelector('nav .nav-item[aria-current=page]');
            return (
              item?.getAttribute('href') === `#/${screen}` && document.querySelector('main .loading') === null
            );
          },
        ],
      );
      taken.push(ms!);
      bench.during('import');
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    return taken;
  });
  const seconds = (performance.now() - startedAtMs) / 1000;
  return { screens: { name: 'change of screen during an import', times, aimMs }, seconds };
}

async function openNewCase(page: Page, dir: string): Promise<void> {
  await page.evaluate(
    async ([where, name]) => {
      // Far from the numbers that the page itself gives its calls.
      let id = 1_000_000;
      const ask = (method: string, args: object) => scrutineer.call(id++, method, JSON.stringify(args));
      await ask('case.create', { dir: where, name, examiner: 'Bench', timezone: 'America/Chicago' });
      await ask('host.rememberCase', { dir: where, name });
      bench.go('#/help');
      await bench.until(() => document.querySelector('main table .link-button') === null);
      bench.go('#/cases');
      await bench.until(() =>
        [...document.querySelectorAll('main table .link-button')].some((one) => one.textContent === name),
      );
      bench.find('main table .link-button', name).click();
      await bench.until(() => document.querySelector('h1')?.textContent === name);
    },
    [dir, 'Import of a log'] as const,
  );
}
