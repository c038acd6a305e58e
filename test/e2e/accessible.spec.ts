import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { parts, pathOf } from '../../build/window/places.ts';
import { violations } from './pages/axe.ts';
import { everyView, prepareSample } from './pages/every-screen.ts';
import { content, goTo } from './pages/frame.ts';
import { mouse } from './pages/hands.ts';
import { expect, test } from './shell.ts';

const log = join(pathOf(parts.sample), 'logs', '1_1_2025-1_31_2025-Cedar-Hollow-PD-Audit.csv');

/** What is done to the window, and the size of its text in percent. */
const looks = [
  { name: 'light', media: { colorScheme: 'light' }, textPercent: '100' },
  { name: 'dark', media: { colorScheme: 'dark' }, textPercent: '100' },
  { name: 'forced colors', media: { colorScheme: 'light', forcedColors: 'active' }, textPercent: '100' },
  { name: '200 % text', media: { colorScheme: 'light' }, textPercent: '200' },
] as const;

test('axe finds nothing on any screen: light, dark, forced colors, 200 % text', async ({ shell }) => {
  test.setTimeout(300_000);
  const { page } = shell;
  const hands = mouse(page);
  const zip = await prepareSample(shell);
  const found: string[] = [];
  for (const { name, media, textPercent } of looks) {
    await page.emulateMedia({ forcedColors: 'none', ...media });
    await goTo(hands, 'Help');
    await hands.choose(content(page).getByRole('combobox', { name: 'Text size' }), `${textPercent} %`);
    for (const view of everyView({ log, zip })) {
      await view.reach(hands, shell);
      for (const line of await violations(page)) found.push(`${view.name}, ${name}: ${line}`);
      if (textPercent === '200')
        found.push(...(await cutOff(page)).map((line) => `${view.name}, ${name}: ${line}`));
      await view.leave?.(hands);
      console.log(name, view.name, Math.round(performance.now()), found.splice(0).join('\n').slice(0, 3000));
    }
  }
  expect(found).toEqual([]);
});

/** At a larger text nothing may be pushed out of the window where no scrolling reaches it. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    const lines: string[] = [];
    if (root.scrollWidth > root.clientWidth)
      lines.push(`the window scrolls sideways by ${root.scrollWidth - root.clientWidth} px`);
    for (const control of document.querySelectorAll('button, a[href], input, select, textarea, [role=tab]')) {
      const box = control.getBoundingClientRect();
      if (box.width === 0 || control.closest('.visually-hidden, [role=grid]')) continue;
      let frame = control.parentElement;
      while (frame && !/auto|scroll/.test(getComputedStyle(frame).overflow)) frame = frame.parentElement;
      if (!frame && (box.right > innerWidth + 1 || box.bottom > innerHeight + 1)) {
        lines.push(`out of the window: ${control.outerHTML.slice(0, 80)}`);
      }
    }
    return lines;
  });
}
