import { expect, type Shell } from '../shell.ts';
import { content, dialog, goTo } from './frame.ts';
import type { Hands } from './hands.ts';

/** Makes an identity on the report screen, which then has chosen it. */
export async function createIdentity(
  hands: Hands,
  shell: Shell,
  { file, name, passphrase }: { file: string; name: string; passphrase: string },
): Promise<void> {
  const { page } = hands;
  await goTo(hands, 'Report');
  await hands.press(content(page).getByRole('button', { name: 'Create…' }));
  const form = dialog(page, 'Create a signing identity');
  await hands.write(form.getByRole('textbox', { name: 'Name of the signer' }), name);
  await shell.answerDialog(file);
  await hands.press(form.getByRole('button', { name: 'Choose…' }));
  await expect(form.getByRole('textbox', { name: 'File' })).toHaveValue(file);
  await hands.write(form.getByLabel('Passphrase', { exact: true }), passphrase);
  await hands.write(form.getByLabel('Passphrase again'), passphrase);
  await hands.press(form.getByRole('button', { name: 'Create', exact: true }));
  await expect(form).toBeHidden({ timeout: 30_000 });
  await expect(content(page).getByRole('textbox', { name: 'Identity file' })).toHaveValue(file);
  await expect(content(page).getByText(name)).toBeVisible();
}

/** Builds and signs a package in the folder `out`, on all findings or on those decided. */
export async function buildReport(
  hands: Hands,
  shell: Shell,
  { out, passphrase, onlyDecided }: { out: string; passphrase: string; onlyDecided: boolean },
): Promise<void> {
  const main = content(hands.page);
  await hands.write(main.getByLabel('Passphrase', { exact: true }), passphrase);
  await shell.answerDialog(out);
  await hands.press(main.getByRole('button', { name: 'Choose…' }).last());
  await expect(main.getByRole('textbox', { name: /^Folder to be made/ })).toHaveValue(out);
  if (onlyDecided) await hands.press(main.getByRole('button', { name: /^Only those decided/ }));
  await hands.press(main.getByRole('button', { name: /^Build and sign a report/ }));
  await expect(main.getByText(/is built and signed/)).toBeVisible({ timeout: 60_000 });
}

/** Follows the report to Verify, which checks it. Returns the answers to the three questions. */
export async function verifyReport(hands: Hands): Promise<readonly string[]> {
  const main = content(hands.page);
  await hands.press(main.getByRole('link', { name: 'Verify it now' }));
  const verdicts = main.getByRole('status', { name: 'Verdicts' });
  await expect(verdicts.getByRole('heading')).toHaveCount(3, { timeout: 30_000 });
  return verdicts.getByRole('heading').allTextContents();
}
