import type { Locator, Page } from '@playwright/test';
import { expect } from '../shell.ts';
import { content, dialog } from './frame.ts';
import type { Hands } from './hands.ts';

interface EventsPage {
  readonly count: Locator;
  readonly grid: Locator;
  readonly conditions: Locator;
  readonly inspector: Locator;
  /** The counts by one field. */
  facet(title: string): Locator;
  /** A row by its number among the events in force, from 1. */
  row(number: number): Locator;
}

export function eventsPage(page: Page): EventsPage {
  const main = content(page);
  const grid = main.getByRole('grid', { name: 'Events' });
  return {
    count: main.getByRole('status').first(),
    grid,
    conditions: main.getByRole('list', { name: /^Conditions in force/ }).getByRole('listitem'),
    inspector: main.getByRole('complementary', { name: 'Event', exact: true }),
    facet: (title) =>
      main
        .getByRole('complementary', { name: 'Counts by field' })
        .getByRole('region', { name: title, exact: true }),
    // Row 1 of the grid is the header.
    row: (number) => grid.locator(`[role=row][aria-rowindex="${number + 1}"]`),
  };
}

/** How many events the screen says meet the conditions. */
export async function countShown(page: Page): Promise<number> {
  const { count } = eventsPage(page);
  await expect(count).toHaveText(/[\d,]+ (of [\d,]+ )?events?/);
  return Number(/[\d,]+/.exec((await count.textContent())!)![0].replaceAll(',', ''));
}

/** Adds a condition in the words of the form. */
export async function addCondition(
  hands: Hands,
  field: string,
  comparison: string,
  value: string,
): Promise<void> {
  const main = content(hands.page);
  const before = await eventsPage(hands.page).conditions.count();
  await hands.press(main.getByRole('button', { name: 'Condition', exact: true }));
  await hands.choose(main.getByRole('combobox', { name: 'Field', exact: true }), field);
  await hands.choose(main.getByRole('combobox', { name: 'Comparison', exact: true }), comparison);
  await hands.write(main.getByRole('textbox', { name: 'Value', exact: true }), value);
  await hands.press(main.getByRole('button', { name: 'Add', exact: true }));
  await expect(eventsPage(hands.page).conditions).toHaveCount(before + 1);
}

export async function goToRow(hands: Hands, number: number): Promise<void> {
  await hands.press(content(hands.page).getByRole('button', { name: 'Go to…' }));
  const form = dialog(hands.page, 'Go to');
  await hands.write(form.getByRole('textbox', { name: 'Row' }), String(number));
  await hands.press(form.getByRole('button', { name: 'Go to row' }));
  await expect(form).toBeHidden();
}
