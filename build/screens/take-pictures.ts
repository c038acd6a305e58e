import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openCase } from '../../test/e2e/pages/cases-page.ts';
import { eugeneLog, hasEugeneLog, prepareEugene } from '../../test/e2e/pages/eugene-case.ts';
import { everyView, prepareSample, type View } from '../../test/e2e/pages/every-screen.ts';
import { content, goTo } from '../../test/e2e/pages/frame.ts';
import { mouse } from '../../test/e2e/pages/hands.ts';
import type { Shell } from '../../test/e2e/shell.ts';
import { parts, pathOf } from '../window/places.ts';
import { smallerPng } from './smaller-png.ts';

interface Look {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly scheme: 'light' | 'dark';
  readonly textPercent: number;
  /** Names of the views that are kept; all where there is no list. */
  readonly views?: readonly string[];
}

const large = { width: 1440, height: 900 } as const;
const small = { width: 1024, height: 768 } as const;
const kept: readonly Look[] = [
  { name: 'light', ...large, scheme: 'light', textPercent: 100 },
  { name: 'dark', ...large, scheme: 'dark', textPercent: 100 },
  { name: 'small-light', ...small, scheme: 'light', textPercent: 100 },
  {
    name: '200-percent',
    ...large,
    scheme: 'light',
    textPercent: 200,
    views: ['overview', 'findings', 'event'],
  },
];
const further: readonly Look[] = [
  { name: 'small-dark', ...small, scheme: 'dark', textPercent: 100 },
  { name: '200-percent', ...large, scheme: 'light', textPercent: 200 },
  { name: '200-percent-dark', ...large, scheme: 'dark', textPercent: 200 },
];
/** What a real log looks like, beside the sample. */
const ofEugene = ['overview', 'source', 'event', 'findings', 'rules'];

interface Pictures {
  readonly shell: Shell;
  readonly out: string;
  readonly isEvery: boolean;
  readonly say: (line: string) => void;
}

/** Takes every view of the sample case in every look, and some of the real log of Eugene where it is there. */
export async function takePictures({ shell, out, isEvery, say }: Pictures): Promise<void> {
  const log = join(shell.userData, 'delivery', '1_1_2025-1_31_2025-Cedar-Hollow-PD-Audit.csv');
  cpSync(join(pathOf(parts.sample), 'logs'), join(shell.userData, 'delivery'), { recursive: true });
  const zip = await prepareSample(shell);
  const views = everyView({ log, zip });
  for (const look of isEvery ? [...kept, ...further] : kept) {
    await wear(shell, look);
    for (const view of views) {
      if (look.views && !look.views.includes(view.name)) continue;
      await take(shell, view, join(out, `${view.name}-${look.name}.png`), say);
    }
  }
  if (!hasEugeneLog) {
    say(`left out, as the real log is not here: ${eugeneLog}`);
    return;
  }
  const dir = await prepareEugene(shell);
  await openCase(mouse(shell.page), shell, dir);
  await wear(shell, kept[0]!);
  for (const view of everyView({ log: eugeneLog, zip })) {
    if (ofEugene.includes(view.name))
      await take(shell, view, join(out, `eugene-${view.name}-light.png`), say);
  }
}

async function wear({ page }: Shell, { width, height, scheme, textPercent }: Look): Promise<void> {
  const hands = mouse(page);
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
  await page.setViewportSize({ width, height });
  await goTo(hands, 'Help');
  await hands.choose(content(page).getByRole('combobox', { name: 'Text size' }), `${textPercent} %`);
}

async function take(shell: Shell, view: View, path: string, say: (line: string) => void): Promise<void> {
  const hands = mouse(shell.page);
  try {
    await view.reach(hands, shell);
    await shell.page.mouse.move(0, 0);
    const png = await shell.page.screenshot({ animations: 'disabled', caret: 'hide', scale: 'css' });
    writeFileSync(path, smallerPng(png));
  } catch (error) {
    say(`not taken: ${path}: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
    await shell.page.screenshot({ path: path.replace(/\.png$/, '.failed.png') });
    process.exitCode = 1;
    await shell.page.keyboard.press('Escape');
  }
  await view.leave?.(hands).catch(() => {});
}
