import { join } from 'node:path';
import { ask } from './pages/ask-core.ts';
import { violations } from './pages/axe.ts';
import { openSampleCase } from './pages/cases-page.ts';
import { content, goTo } from './pages/frame.ts';
import { mouse } from './pages/hands.ts';
import { expect, test } from './shell.ts';

test('the pages of a report are seen, turned and read before it is signed', async ({ shell }) => {
  test.setTimeout(120_000);
  const { page, userData } = shell;
  const hands = mouse(page);
  const dir = join(userData, 'sample-case');
  await openSampleCase(hands);
  await goTo(hands, 'Report');
  const main = content(page);
  const logBefore = await ask(page, 'log', { dir });
  await hands.press(main.getByRole('button', { name: 'Show the pages' }));

  const frame = main.getByRole('region', { name: /preview, not signed$/ });
  await expect(frame).toHaveAccessibleName(/^Page 1 of \d+, /, { timeout: 30_000 });
  await expect(frame).toContainText('Report of Examination');
  await expect(frame).toContainText('not signed yet: preview');
  const { pages } = await ask(page, 'report.preview', { dir });
  const shows = (number: number) =>
    expect(frame).toHaveAccessibleName(`Page ${number} of ${pages}, preview, not signed`);

  await test.step('by keys, buttons and number', async () => {
    await frame.focus();
    for (const key of ['ArrowRight', 'PageDown', 'PageDown', 'ArrowLeft', 'PageUp'])
      await page.keyboard.press(key);
    await shows(2);
    await page.keyboard.press('End');
    await shows(pages);
    await expect(frame).toContainText('End of report');
    await expect(main.getByRole('button', { name: 'Next page' })).toBeDisabled();
    await hands.press(main.getByRole('button', { name: 'Previous page' }));
    await shows(pages - 1);
    const number = main.getByRole('textbox', { name: 'Page' });
    await number.fill('3');
    await number.press('Enter');
    await shows(3);
    await number.fill('99999999');
    await number.press('Enter');
    await shows(pages);
    await number.fill('2x');
    await number.press('Enter');
    await shows(pages);
    await number.fill('3');
    await number.press('Enter');
  });

  await test.step('with every run as wide as it will be printed', async () => {
    const { drawn } = await ask(page, 'report.preview', { dir, first: 3 });
    const lines = drawn[0]!.lines;
    await expect(frame.locator('svg g')).toHaveCount(lines.length);
    const runs = lines.flatMap((line) => line.runs);
    const onScreen = await frame
      .locator('svg g text')
      .evaluateAll((texts) =>
        texts.map((text) => [text.textContent, (text as SVGTextElement).getComputedTextLength()] as const),
      );
    expect(onScreen.map(([text]) => text)).toEqual(runs.map(({ text }) => text));
    onScreen.forEach(([, width], index) => {
      expect(Math.abs(width - runs[index]!.width)).toBeLessThan(0.5);
    });
  });

  await test.step('of the findings chosen', async () => {
    await hands.press(main.getByRole('button', { name: 'None', exact: true }));
    await page.waitForFunction(
      (all) => !document.querySelector('.preview__frame')?.getAttribute('aria-label')?.includes(`of ${all},`),
      pages,
    );
    await expect(frame).toHaveAccessibleName(/^Page 3 of \d+, /, { timeout: 30_000 });
    await hands.press(main.getByRole('button', { name: 'All', exact: true }));
    await shows(3);
  });

  await test.step('by everyone', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      for (const name of ['Whole page', '100 %']) {
        await hands.press(main.getByRole('button', { name }));
        expect(await violations(page)).toEqual([]);
      }
    }
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
    expect(await violations(page)).toEqual([]);
  });

  expect(await ask(page, 'log', { dir })).toEqual(logBefore);
});
