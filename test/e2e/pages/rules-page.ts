import { expect } from '../shell.ts';
import { content, goTo } from './frame.ts';
import type { Hands } from './hands.ts';

/** Runs the rules and returns how many findings the screen says there are to review. */
export async function runRules(hands: Hands): Promise<number> {
  await goTo(hands, 'Rules');
  const main = content(hands.page);
  await hands.press(main.getByRole('button', { name: 'Run the rules' }));
  const outcome = main.getByRole('status').filter({ hasText: 'to review' });
  await expect(outcome).toBeVisible({ timeout: 30_000 });
  const words = (await outcome.textContent()) ?? '';
  const [, findings] = /([\d,]+) findings? to review/.exec(words) ?? [];
  return Number(findings?.replaceAll(',', ''));
}
