import type { Locator, Page } from '@playwright/test';

const longestWaitMs = 15_000;

/** How the window is worked: one job, done by two kinds of hands. */
export interface Hands {
  readonly kind: 'mouse' | 'keyboard';
  readonly page: Page;
  /** Does what a control does. `keys` are its shortcut, which only a keyboard uses. */
  press(control: Locator, keys?: string): Promise<void>;
  /** Puts a text in place of what a field holds. */
  write(field: Locator, text: string): Promise<void>;
  /** Chooses from a list by the words its choice begins with. */
  choose(list: Locator, words: string): Promise<void>;
}

/** Points and clicks; types only where text is wanted. */
export function mouse(page: Page): Hands {
  page.setDefaultTimeout(longestWaitMs);
  return {
    kind: 'mouse',
    page,
    press: (control) => control.click(),
    async write(field, text) {
      await field.click({ clickCount: 3 });
      await page.keyboard.press('Control+A');
      await page.keyboard.insertText(text);
    },
    async choose(list, words) {
      const choices = await list.getByRole('option').allTextContents();
      const index = choices.findIndex((choice) => choice.startsWith(words));
      if (index < 0) throw new Error(`no choice begins with ${words}: ${choices.join(', ')}`);
      await list.selectOption({ index });
    },
  };
}

/** Keys alone: goes to a control by Tab or Shift+Tab, whichever way it lies, as one who sees the page would. */
export function keyboard(page: Page): Hands {
  page.setDefaultTimeout(longestWaitMs);
  const goTo = (control: Locator) => tabTo(page, control);
  return {
    kind: 'keyboard',
    page,
    async press(control, keys) {
      if (keys !== undefined) {
        await control.waitFor();
        await page.keyboard.press(keys);
        return;
      }
      await goTo(control);
      await page.keyboard.press('Enter');
    },
    async write(field, text) {
      await goTo(field);
      await page.keyboard.press('Control+A');
      await page.keyboard.type(text);
    },
    async choose(list, words) {
      await goTo(list);
      // What is typed quickly is what the list looks for.
      await page.keyboard.type(words);
    },
  };
}

const mostStops = 400;

/** Presses Tab until the control has the focus. Fails where it is not reached: then a keyboard cannot work it. */
export async function tabTo(page: Page, control: Locator): Promise<number> {
  await control.waitFor();
  for (let stops = 0; stops <= mostStops; stops++) {
    const way = await control.evaluate((element) => {
      const active = document.activeElement;
      if (active === element) return 'here';
      if (!active || active === document.body) return 'after';
      return element.compareDocumentPosition(active) & Node.DOCUMENT_POSITION_FOLLOWING ? 'before' : 'after';
    });
    if (way === 'here') return stops;
    await page.keyboard.press(way === 'after' ? 'Tab' : 'Shift+Tab');
  }
  throw new Error(`no focus after ${mostStops} presses of Tab: ${control}`);
}
