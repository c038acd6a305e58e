import { openSampleCase } from './pages/cases-page.ts';
import { hasEugeneLog, withoutEugeneLog } from './pages/eugene-case.ts';
import { findingsPage } from './pages/findings-page.ts';
import { command, content, dialog, goTo, navigation } from './pages/frame.ts';
import { keyboard } from './pages/hands.ts';
import { doWholeJob } from './pages/whole-job.ts';
import { expect, test } from './shell.ts';

test.beforeEach(async ({ shell }) => {
  await shell.page.evaluate(() => {
    const seen: string[] = [];
    Reflect.set(globalThis, 'pointersSeen', seen);
    for (const name of ['pointerdown', 'mousedown', 'mousemove', 'wheel', 'touchstart']) {
      window.addEventListener(name, () => seen.push(name), { capture: true, passive: true });
    }
  });
});

test('the whole job by keyboard alone', async ({ shell }) => {
  test.skip(!hasEugeneLog, withoutEugeneLog);
  test.setTimeout(180_000);
  await doWholeJob(keyboard(shell.page), shell, async () => {
    expect(await shell.page.evaluate(() => Reflect.get(globalThis, 'pointersSeen'))).toEqual([]);
  });
});

test('shortcuts: the palette, the list of keys, and single keys that can be switched off', async ({
  shell,
}) => {
  test.setTimeout(90_000);
  const { page } = shell;
  const hands = keyboard(page);
  await openSampleCase(hands);

  await command(page, 'Findings');
  const findings = findingsPage(hands);
  // Keys of the screen are there once its finding is.
  await expect(findings.finding).toBeVisible();
  const first = await findings.current.textContent();
  await page.keyboard.press('j');
  await expect(findings.current).not.toHaveText(first!);
  await page.keyboard.press('k');
  await expect(findings.current).toHaveText(first!);

  // A decision without a reason is not recorded, and Escape leaves everything as it was.
  await page.keyboard.press('1');
  const form = dialog(page, 'Decide: Substantiated');
  await expect(form.getByRole('textbox', { name: 'Reason' })).toBeFocused();
  await page.keyboard.type('jkz5');
  await expect(form.getByRole('textbox', { name: 'Reason' })).toHaveValue('jkz5');
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Control+Enter');
  await expect(form.getByRole('textbox', { name: 'Reason' })).toHaveAttribute('aria-invalid', 'true');
  await page.keyboard.press('Escape');
  await expect(form).toBeHidden();
  await expect(findings.current).toHaveText(first!);

  await page.keyboard.press('?');
  await expect(dialog(page, 'Keyboard shortcuts')).toContainText('Next finding');
  await page.keyboard.press('Escape');

  await command(page, 'Switch single-key shortcuts off');
  await page.keyboard.press('1');
  await expect(form).toBeHidden();
  await page.keyboard.press('Alt+7');
  await expect(navigation(page, 'Activity')).toHaveAttribute('aria-current', 'page');
  await goTo(hands, 'Help');
  await expect(content(page).getByRole('heading', { level: 1 })).toBeVisible();
  await page.goBack();
  await expect(navigation(page, 'Activity')).toHaveAttribute('aria-current', 'page');
  expect(await page.evaluate(() => Reflect.get(globalThis, 'pointersSeen'))).toEqual([]);
});
