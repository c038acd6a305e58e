import { expect, type Shell } from '../shell.ts';
import { content, dialog, goTo, navigation } from './frame.ts';
import type { Hands } from './hands.ts';

/** Makes a case in a folder and opens it. */
export async function newCase(
  hands: Hands,
  shell: Shell,
  { dir, name, examiner, matter }: { dir: string; name: string; examiner: string; matter: string },
): Promise<void> {
  const { page } = hands;
  await hands.press(content(page).getByRole('button', { name: 'New case' }));
  const form = dialog(page, 'New case');
  await hands.write(form.getByRole('textbox', { name: 'Name of the case' }), name);
  await hands.write(form.getByRole('textbox', { name: 'Examiner' }), examiner);
  await hands.write(form.getByRole('textbox', { name: 'Matter' }), matter);
  await shell.answerDialog(dir);
  await hands.press(form.getByRole('button', { name: 'Choose the folder and create' }));
  await expect(page.getByRole('banner').filter({ hasText: 'Scrutineer' })).toContainText(name);
  await expect(navigation(page, 'Overview')).toHaveAttribute('aria-current', 'page');
}

/** Opens the case of a folder. */
export async function openCase(hands: Hands, shell: Shell, dir: string): Promise<void> {
  await goTo(hands, 'Cases');
  await shell.answerDialog(dir);
  await hands.press(content(hands.page).getByRole('button', { name: 'Open a case' }), 'Control+O');
  await expect(navigation(hands.page, 'Overview')).toHaveAttribute('aria-current', 'page');
}

/** One press; the first time the case is made. */
export async function openSampleCase(hands: Hands): Promise<void> {
  await hands.press(content(hands.page).getByRole('button', { name: 'Open the sample case' }));
  await expect(navigation(hands.page, 'Overview')).toHaveAttribute('aria-current', 'page', {
    timeout: 60_000,
  });
}
