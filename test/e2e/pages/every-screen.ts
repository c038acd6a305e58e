import { join } from 'node:path';
import { expect, type Shell } from '../shell.ts';
import { ask } from './ask-core.ts';
import { openCase } from './cases-page.ts';
import { addCondition, eventsPage, goToRow } from './events-page.ts';
import { findingsPage } from './findings-page.ts';
import { content, dialog, goTo } from './frame.ts';
import { type Hands, mouse } from './hands.ts';

/** One picture of the program: how to get there from anywhere in the open case, and away from what it leaves open. */
export interface View {
  readonly name: string;
  reach(hands: Hands, shell: Shell): Promise<void>;
  leave?(hands: Hands): Promise<void>;
}

const passphrase = 'correct horse battery staple';

/**
 * Prepares the sample case with something of everything: decisions, a note, tags, an identity, a signed package and a
 * check of the case. Returns the package.
 */
export async function prepareSample(shell: Shell): Promise<string> {
  const { page, userData } = shell;
  const { dir } = await ask(page, 'host.sampleCase', {});
  await openCase(mouse(page), shell, dir);
  const [first, second, third] = await ask(page, 'findings', { dir });
  const reasons = [
    {
      finding: first!.id,
      disposition: 'needs-information',
      reason: 'The unit’s call records were asked for.',
    },
    {
      finding: second!.id,
      disposition: 'explained',
      reason: 'The case file lists this vehicle from 3 March on.',
    },
  ] as const;
  for (const words of reasons) await ask(page, 'annotate', { dir, ...words });
  await ask(page, 'annotate', {
    dir,
    finding: first!.id,
    note: 'Asked the records unit on Monday.',
    internal: true,
  });
  await ask(page, 'annotate', { dir, finding: third!.id, tags: ['second look', 'night shift'] });
  const identity = join(userData, 'examiner.identity');
  await ask(page, 'identity.create', {
    file: identity,
    name: 'Sample examiner',
    agency: 'Cedar Hollow',
    passphrase,
  });
  const out = join(userData, 'sample-report');
  const { zip } = await ask(page, 'report', { dir, out, identity, passphrase });
  await ask(page, 'case.verify', { dir });
  // Opened anew, the window knows of all this.
  await openCase(mouse(page), shell, dir);
  return zip;
}

/** Every screen of the program with the open case in it, and the dialogs that matter. */
export function everyView({ log, zip }: { readonly log: string; readonly zip: string }): readonly View[] {
  const closeDialog = async ({ page }: Hands) => {
    await page.keyboard.press('Escape');
    await expect(page.locator('.veil')).toHaveCount(0);
  };
  const screen = (name: string, title: Parameters<typeof goTo>[1], more?: View['reach']): View => ({
    name,
    async reach(hands, shell) {
      await goTo(hands, title);
      await settled(hands);
      await more?.(hands, shell);
      await settled(hands);
    },
  });
  const importStep = (name: string, steps: number): View =>
    screen(name, 'Evidence', async (hands, shell) => {
      const main = content(hands.page);
      await hands.page.keyboard.press('Control+I');
      await expect(main.getByRole('heading', { level: 1, name: 'Import' })).toBeVisible();
      await shell.answerDialog(log);
      await hands.press(main.getByRole('button', { name: 'Choose files' }));
      for (const next of ['Preview', 'Delivery'].slice(0, steps)) {
        await settled(hands);
        await hands.press(main.getByRole('button', { name: next, exact: true }));
      }
    });
  return [
    screen('cases', 'Cases'),
    {
      ...screen('new-case', 'Cases', async (hands) => {
        await hands.press(content(hands.page).getByRole('button', { name: 'New case' }));
        await dialog(hands.page, 'New case').waitFor();
      }),
      leave: closeDialog,
    },
    screen('overview', 'Overview'),
    screen('evidence', 'Evidence'),
    screen('source', 'Evidence', async (hands) => {
      await hands.press(content(hands.page).getByRole('table').getByRole('link').first());
    }),
    importStep('import-files', 0),
    importStep('import-preview', 1),
    importStep('import-delivery', 2),
    screen('events', 'Events'),
    screen('event', 'Events', async (hands) => {
      await addCondition(hands, 'Reason', 'contains', 'theft');
      await goToRow(hands, 5);
      await hands.press(eventsPage(hands.page).row(5).getByRole('gridcell').first());
      await eventsPage(hands.page).inspector.waitFor();
    }),
    {
      ...screen('events-when', 'Events', async (hands) => {
        await hands.press(content(hands.page).getByRole('button', { name: 'When', exact: true }));
      }),
      leave: (hands) => hands.press(content(hands.page).getByRole('button', { name: 'When', exact: true })),
    },
    screen('findings', 'Findings'),
    {
      ...screen('decision', 'Findings', async (hands) => {
        await hands.page.keyboard.press('1');
        await dialog(hands.page, 'Decide: Substantiated').waitFor();
      }),
      leave: closeDialog,
    },
    screen('finding-decided', 'Findings', async (hands) => {
      await hands.choose(content(hands.page).getByRole('combobox', { name: 'Disposition' }), 'All');
      await hands.press(findingsPage(hands).queue.first());
    }),
    screen('rules', 'Rules'),
    screen('report', 'Report'),
    screen('report-pages', 'Report', async (hands) => {
      await hands.press(content(hands.page).getByRole('button', { name: 'Show the pages' }));
      const sheet = content(hands.page).getByRole('region', { name: /^Page 1 of / });
      await sheet.waitFor({ timeout: 30_000 });
      await sheet.scrollIntoViewIfNeeded();
    }),
    {
      ...screen('identity', 'Report', async (hands) => {
        await hands.press(content(hands.page).getByRole('button', { name: 'Create…' }));
        await dialog(hands.page, 'Create a signing identity').waitFor();
      }),
      leave: closeDialog,
    },
    screen('verify', 'Verify', async (hands, shell) => {
      await shell.answerDialog(zip);
      await hands.press(content(hands.page).getByRole('button', { name: 'Choose a package (zip)' }));
      await hands.page.getByRole('status', { name: 'Verdicts' }).waitFor();
    }),
    screen('activity', 'Activity'),
    screen('help', 'Help'),
    {
      ...screen('palette', 'Overview', async (hands) => {
        await hands.page.keyboard.press('Control+K');
        await dialog(hands.page, 'Commands').waitFor();
      }),
      leave: closeDialog,
    },
    {
      ...screen('shortcuts', 'Findings', async (hands) => {
        await hands.page.keyboard.press('?');
        await dialog(hands.page, 'Keyboard shortcuts').waitFor();
      }),
      leave: closeDialog,
    },
  ];
}

/** Until nothing on the screen is still being read, and messages of before are gone. */
async function settled({ page }: Hands): Promise<void> {
  await expect(page.locator('.loading, [aria-busy=true], .event-grid-row-loading')).toHaveCount(0, {
    timeout: 20_000,
  });
  await page.evaluate(() =>
    document.fonts.ready.then(() => new Promise((next) => requestAnimationFrame(next))),
  );
}
