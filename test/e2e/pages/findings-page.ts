import type { Locator } from '@playwright/test';
import { expect } from '../shell.ts';
import { content, dialog } from './frame.ts';
import type { Hands } from './hands.ts';

/** The queue on the left and the one finding on the right. */
export function findingsPage({ page }: Pick<Hands, 'page'>): {
  readonly queue: Locator;
  readonly current: Locator;
  readonly finding: Locator;
  readonly decide: Locator;
} {
  const main = content(page);
  const queue = main.getByRole('list', { name: 'Findings by rank' });
  return {
    queue: queue.getByRole('link'),
    current: queue.locator('[aria-current=true]'),
    finding: main.getByRole('article'),
    decide: main.getByRole('region', { name: 'Decide on this finding' }),
  };
}

const recorded = (hands: Hands, words: string) => expect(hands.page.getByText(words).first()).toBeVisible();

/** Decides on the finding shown. `number` is the key of the disposition. */
export async function decide(
  hands: Hands,
  disposition: string,
  number: string,
  reason: string,
): Promise<void> {
  await hands.press(
    findingsPage(hands).decide.getByRole('button', { name: disposition, exact: true }),
    number,
  );
  const form = dialog(hands.page, `Decide: ${disposition}`);
  await hands.write(form.getByRole('textbox', { name: 'Reason' }), reason);
  await hands.press(form.getByRole('button', { name: 'Record' }), 'Control+Enter');
  await recorded(hands, `Recorded: ${disposition}.`);
  await expect(form).toBeHidden();
}

/** Puts a note for the report on the finding shown. */
export async function noteForReport(hands: Hands, text: string): Promise<void> {
  await hands.press(findingsPage(hands).decide.getByRole('button', { name: 'Note', exact: true }), 'c');
  const form = dialog(hands.page, 'Add a note');
  await hands.write(form.getByRole('textbox', { name: 'Note' }), text);
  const internal = form.getByRole('radio', { name: 'Internal' });
  const forReport = form.getByRole('radio', { name: 'For the report' });
  // Radios are one stop of Tab; arrows go from one to the other.
  if (await internal.isChecked()) {
    if (hands.kind === 'mouse') await hands.press(forReport);
    else {
      await hands.page.keyboard.press('Tab');
      await expect(internal).toBeFocused();
      await hands.page.keyboard.press('ArrowDown');
    }
  }
  await expect(forReport).toBeChecked();
  await hands.press(form.getByRole('button', { name: 'Record' }));
  await recorded(hands, 'Note for the report recorded.');
  await expect(form).toBeHidden();
}

export async function tag(hands: Hands, text: string): Promise<void> {
  await hands.press(findingsPage(hands).decide.getByRole('button', { name: 'Tag', exact: true }), 't');
  const form = dialog(hands.page, 'Add a tag');
  await hands.write(form.getByRole('textbox', { name: 'Tag' }), text);
  await hands.press(form.getByRole('button', { name: 'Record' }));
  await recorded(hands, 'Tag recorded.');
  await expect(form).toBeHidden();
}
