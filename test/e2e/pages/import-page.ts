import type { Locator } from '@playwright/test';
import { expect, type Shell } from '../shell.ts';
import { content, goTo } from './frame.ts';
import type { Hands } from './hands.ts';

/** Takes one log through the wizard to its receipt, which it returns. */
export async function importLog(
  hands: Hands,
  shell: Shell,
  { file, receivedFrom, sha256, rows }: { file: string; receivedFrom: string; sha256: string; rows: number },
): Promise<Locator> {
  const { page } = hands;
  const main = content(page);
  await goTo(hands, 'Evidence');
  await hands.press(main.getByRole('button', { name: /^Import/ }).first(), 'Control+I');
  const step = main.getByRole('list').filter({ hasText: 'Receipt' }).getByRole('listitem');
  const isAt = (name: string) =>
    expect(step.filter({ hasText: name })).toHaveAttribute('aria-current', 'step', { timeout: 30_000 });
  await isAt('Files');
  await shell.answerDialog(file);
  await hands.press(main.getByRole('button', { name: 'Choose files' }));
  await hands.press(main.getByRole('button', { name: 'Preview' }));
  await isAt('Preview');
  await expect(main.getByRole('table').first()).toBeVisible();
  await hands.press(main.getByRole('button', { name: 'Delivery' }));
  await isAt('Delivery');
  await hands.write(main.getByRole('textbox', { name: 'Received from' }), receivedFrom);
  await hands.write(main.getByRole('textbox', { name: 'SHA-256 as stated by the agency' }), sha256);
  await hands.write(main.getByRole('textbox', { name: 'Number of rows as stated' }), String(rows));
  await hands.press(main.getByRole('button', { name: 'Import 1 file' }));
  await isAt('Receipt');
  return main;
}
