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
  { name: 'light', media: { colorScheme: 'light' }, textPercent: 100 },
  { name: 'dark', media: { colorScheme: 'dark' }, textPercent: 100 },
  { name: 'forced colors', media: { colorScheme: 'light', forcedColors: 'active' }, textPercent: 100 },
  { name: '200 % text', media: { colorScheme: 'light' }, textPercent: 200 },
] as const;

test('axe finds nothing on any screen: light, dark, forced colors, 200 % text', async ({ shell }) => {
  test.setTimeout(400_000);
  const { page } = shell;
  const hands = mouse(page);
  const zip = await prepareSample(shell);
  const views = everyView({ log, zip });
  for (const { name, media, textPercent } of looks) {
    await test.step(name, async () => {
      await page.emulateMedia({ forcedColors: 'none', ...media });
      await goTo(hands, 'Help');
      await hands.choose(content(page).getByRole('combobox', { name: 'Text size' }), `${textPercent} %`);
      for (const view of views) {
        await view.reach(hands, shell);
        const found = [...(await violations(page)), ...(await outOfReach(page))];
        // Soft, so that one run lists what is wrong on every screen.
        expect.soft(found, `${view.name}, ${name}`).toEqual([]);
        await view.leave?.(hands);
      }
    });
  }
});

/** What larger text has pushed out of the window, where no scrolling reaches it or only sideways. */
function outOfReach(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth, clientHeight } = document.documentElement;
    const lines: string[] = [];
    if (scrollWidth > clientWidth)
      lines.push(`the window scrolls sideways by ${scrollWidth - clientWidth} px`);
    const controls = document.querySelectorAll('button, a[href], input, select, textarea, [role=tab]');
    for (const control of controls) {
      const { width, right, bottom } = control.getBoundingClientRect();
      if (width === 0 || control.closest('.visually-hidden, .app__skip, [role=grid]')) continue;
      let frame = control.parentElement;
      while (frame && !/auto|scroll/.test(getComputedStyle(frame).overflow)) frame = frame.parentElement;
      const isBelow = bottom > clientHeight + 1 && document.documentElement.scrollHeight <= clientHeight;
      if (!frame && (right > clientWidth + 1 || isBelow)) {
        lines.push(`out of the window: ${control.outerHTML.slice(0, 120)}`);
      }
    }
    return lines;
  });
}
