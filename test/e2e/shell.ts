import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, type Page } from '@playwright/test';
import { buildWindow } from '../../build/window/build.ts';
import { openElectron } from './open-electron.ts';
import { openStandIn } from './open-stand-in.ts';

/** The program under test: its page for Playwright, and what a page cannot do by itself. */
export interface Shell {
  readonly page: Page;
  readonly userData: string;
  /** Lays out what the next dialog for files, folders or a place to save answers; otherwise dialogs are dismissed. */
  answerDialog(...paths: string[]): Promise<void>;
  corePid(): number | undefined;
  /** Closes the window as a user does and waits for the program to end. */
  close(): Promise<void>;
}

export interface ShellOptions {
  /** A page in place of the program's own. */
  readonly pageDir?: URL;
  /** A folder of its own where none is named; it is then removed at the end. */
  readonly userData?: string;
}

const inElectron = process.env.E2E_SHELL === 'electron';

/**
 * `openShell` starts the program, any number of times; what a test leaves open is closed. `shell` is one with the
 * program's own page.
 */
export const test = base.extend<{
  openShell: (options?: ShellOptions) => Promise<Shell>;
  shell: Shell;
}>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern
  openShell: async ({}, use) => {
    const opened: Shell[] = [];
    const folders: string[] = [];
    await use(async ({ pageDir, userData } = {}) => {
      await buildWindow([
        'preload',
        'sample',
        ...(pageDir ? [] : (['page'] as const)),
        ...(inElectron ? (['program'] as const) : []),
      ]);
      const folder = userData ?? mkdtempSync(join(tmpdir(), 'scrutineer-window-'));
      if (userData === undefined) folders.push(folder);
      const shell = await (inElectron ? openElectron : openStandIn)(folder, pageDir);
      opened.push(shell);
      return shell;
    });
    for (const shell of opened) await shell.close();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  },
  shell: async ({ openShell }, use) => use(await openShell()),
});

export { expect } from '@playwright/test';
