import { globSync, readFileSync } from 'node:fs';
import { buildWindow } from '../window/build.ts';
import { buildPage } from '../window/page.ts';
import { parts, pathOf, repository } from '../window/places.ts';

/**
 * Builds what of the window is stale, and the page as users get it: where a test runner said NODE_ENV=test, vite makes
 * one for development, slow and with the paths of this machine in it.
 */
export async function buildReleaseWindow(tell: (line: string) => void = () => {}): Promise<void> {
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    await buildWindow(['page', 'preload', 'sample', 'program'], tell);
    if (namesThisMachine(parts.page)) {
      tell('the page was built for development: building it anew');
      await buildPage();
    }
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}

function namesThisMachine(folder: URL): boolean {
  const here = `${pathOf(repository)}renderer/`;
  return globSync(`${pathOf(folder)}**/*.js`).some((path) => readFileSync(path).includes(here));
}
