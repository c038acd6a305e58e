import '../../electron/core/process/node-version.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from '@playwright/test';
import type { Bridge } from '../../shared/contract/bridge.ts';
import { openStandIn } from '../../test/e2e/open-stand-in.ts';
import { buildWindow } from '../window/build.ts';
import {
  clickFacet,
  dragScrollBar,
  filterBy,
  inspectEvents,
  jumpToRows,
  openAndFirstPage,
  showFindings,
  showRhythm,
} from './actions.ts';
import { printBlocks } from './blocks.ts';
import { importAndWork } from './during-import.ts';
import { type Bench, type Block, installBench } from './in-page.ts';
import { benchCase, sampleLog } from './prepare-case.ts';
import { type Figures, machineLoad, printTable } from './table.ts';

declare const bench: Bench;
declare const scrutineer: Bridge;

/**
 * npm run bench:window [-- --rows N --repetitions R --import-rows M --fresh]: how long a user waits in the window, in headless
 * Chromium, on a generated year of logs. Times run from the click to the frame that shows the answer, in the page.
 */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '2000000' },
    repetitions: { type: 'string', default: '20' },
    fresh: { type: 'boolean', default: false },
    'import-rows': { type: 'string', default: '500000' },
  },
});
const rows = Number(values.rows);
const repetitions = Number(values.repetitions);
const importRows = Number(values['import-rows']);
const turns = Array.from({ length: repetitions }, (_, index) => index);

const caseDir = await benchCase(rows, values.fresh);
const log = sampleLog(importRows);
await buildWindow(['page', 'preload', 'sample'], console.log);
const folder = mkdtempSync(join(tmpdir(), 'bench-window-'));
const loadBefore = machineLoad();
const figures: Figures[] = [];
const blocks: Block[] = [];

try {
  figures.push(await startAgainAndAgain(Math.min(repetitions, 5)));
  const shell = await openStandIn(join(folder, 'profile'));
  const { page } = shell;
  try {
    await page.evaluate(installBench);
    await rememberCase(page);
    const add = (more: Figures | Figures[]) => void figures.push(...[more].flat());
    const opening = await openAndFirstPage(page, caseDir, repetitions);
    add(opening.figures);
    blocks.push(...opening.blocks);
    await page.getByRole('link', { name: 'Cases' }).click();
    await page.getByRole('button', { name: 'Bench', exact: true }).click();
    await page.getByRole('heading', { name: 'Bench', level: 1 }).waitFor();
    add(await filterBy(page, 'filter: actor is', await commonValues(page, 'actor', repetitions)));
    const words = (await commonValues(page, 'reason', repetitions)).map((text) => text.replace('=', '~'));
    add(await filterBy(page, 'filter: reason contains', words));
    add(await clickFacet(page, repetitions));
    add(
      await jumpToRows(
        page,
        turns.map((turn) => Math.ceil(rows / 2) + turn * 7001),
      ),
    );
    add(
      await dragScrollBar(
        page,
        turns.map((turn) => ((turn * 37 + 11) % 100) / 100),
      ),
    );
    add(await inspectEvents(page, repetitions));
    add(await showRhythm(page, repetitions));
    add(await showFindings(page, repetitions));
    const ofActions = await page.evaluate(() => bench.takeBlocks());
    await page.getByRole('link', { name: 'Cases' }).click();
    const { screens, seconds } = await importAndWork(
      page,
      folder,
      log,
      (path) => void shell.answerDialog(path),
    );
    add(screens);
    console.log(
      `the import of ${importRows} records took ${seconds.toFixed(1)} s while screens were changed`,
    );
    blocks.push(...ofActions, ...(await page.evaluate(() => bench.takeBlocks())));
  } finally {
    await shell.close();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

console.log(
  `\n${rows} events, times in ms; load of the machine ${loadBefore} before, ${machineLoad()} after (1 min average)\n`,
);
printTable(figures);
console.log('');
printBlocks(blocks);

/** From the call that starts the program to the first paint of its screen; most of it is Chromium's own start. */
async function startAgainAndAgain(times: number): Promise<Figures> {
  const taken: number[] = [];
  for (let run = 0; run < times; run++) {
    const startedAtMs = Date.now();
    const shell = await openStandIn(join(folder, `start-${run}`));
    await shell.page.getByRole('heading', { level: 1 }).waitFor();
    const paintedAtMs = await shell.page.evaluate(async () => {
      const paint = () => performance.getEntriesByName('first-contentful-paint')[0];
      while (!paint()) await new Promise((resolve) => setTimeout(resolve, 5));
      return performance.timeOrigin + paint()!.startTime;
    });
    taken.push(paintedAtMs - startedAtMs);
    await shell.close();
  }
  return { name: 'start to the first screen (with Chromium)', times: taken, aimMs: null };
}

async function rememberCase(page: Page): Promise<void> {
  await page.evaluate(
    (dir) => scrutineer.call(1_000_000, 'host.rememberCase', JSON.stringify({ dir, name: 'Bench' })),
    caseDir,
  );
}

/** Conditions for the values of a field that most events have. */
async function commonValues(page: Page, field: string, most: number): Promise<string[]> {
  const reply = await page.evaluate(
    ([dir, name, limit]) =>
      scrutineer.call(1_000_000, 'events.facet', JSON.stringify({ dir, field: name, most: limit })),
    [caseDir, field, most * 2] as const,
  );
  const { value } = JSON.parse(reply) as { value: { values: { text: string; state: string }[] } };
  return value.values
    .filter(({ text, state }) => state === 'value' && text.trim() !== '')
    .map(({ text }) => `${field}=${text}`)
    .slice(0, most);
}
