import { existsSync } from 'node:fs';
import { expect, test } from './shell.ts';

test("the program's own page starts under its policy, without a complaint", async ({ openShell }) => {
  const { page } = await openShell();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  // Loaded once more, so that nothing it said before the test listened is missed.
  await page.reload();
  await expect(page.getByRole('main')).toBeVisible();
  await page.waitForTimeout(300);
  expect(complaints).toEqual([]);
  expect(await page.locator('#root > *').count()).toBeGreaterThan(0);
});

test('the user closing the window ends the program and its core', async ({ openShell }) => {
  const shell = await openShell();
  const core = shell.corePid();
  await shell.page.close();
  await shell.close();
  if (core !== undefined) expect(existsSync(`/proc/${core}`)).toBe(false);
});
