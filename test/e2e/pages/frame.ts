import type { Locator, Page } from '@playwright/test';
import { expect } from '../shell.ts';
import type { Hands } from './hands.ts';

/** The frame around the screens, as a reader of the page meets it. */
const caseScreens = ['Overview', 'Evidence', 'Events', 'Findings', 'Rules', 'Report', 'Activity'] as const;
const otherScreens = ['Cases', 'Verify', 'Help'] as const;
export type ScreenTitle = (typeof caseScreens)[number] | (typeof otherScreens)[number];

export const content = (page: Page): Locator => page.getByRole('main');
export const dialog = (page: Page, name: string): Locator =>
  page.getByRole('dialog', { name }).or(page.getByRole('alertdialog', { name }));

export function navigation(page: Page, title: ScreenTitle): Locator {
  return page
    .getByRole('navigation', { name: 'Screens' })
    .getByRole('link', { name: new RegExp(`^${title}\\b`) });
}

/** Goes to a screen by its link, or by its Alt+number where it has one. */
export async function goTo(hands: Hands, title: ScreenTitle): Promise<void> {
  const number = (caseScreens as readonly string[]).indexOf(title) + 1;
  const link = navigation(hands.page, title);
  await hands.press(link, number > 0 ? `Alt+${number}` : undefined);
  await expect(link).toHaveAttribute('aria-current', 'page');
}

/** Runs a command by its name in the palette. */
export async function command(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+K');
  const palette = dialog(page, 'Commands');
  await palette.getByRole('combobox', { name: 'Search commands' }).waitFor();
  await page.keyboard.type(words);
  await expect(palette.getByRole('option').first()).toContainText(words);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(palette).toBeHidden();
}
