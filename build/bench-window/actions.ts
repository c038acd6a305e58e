/// <reference lib="dom" />
import type { Page } from '@playwright/test';
import type { Bridge } from '../../shared/contract/bridge.ts';
import { type Bench, type Block, installBench } from './in-page.ts';
import type { Figures } from './table.ts';

declare const bench: Bench;
declare const scrutineer: Bridge;

export const aimMs = 200;
/** What an action shows first, and what it has shown when all is there. */
type Staged = readonly [first: number, complete: number];

/** Turns repetitions of an action in two stages into two rows; the aim is that of what the user waits for. */
function figuresOf(name: string, firstWord: string, completeWord: string, times: Staged[]): Figures[] {
  return [
    { name: `${name}: ${firstWord}`, times: times.map(([first]) => first), aimMs },
    { name: `${name}: ${completeWord}`, times: times.map(([, complete]) => complete), aimMs: null },
  ];
}

/** Opens the case anew each time, so that core has nothing of it in memory, and looks at its events first. */
export async function openAndFirstPage(
  page: Page,
  dir: string,
  repetitions: number,
): Promise<{ figures: Figures[]; blocks: Block[] }> {
  const blocks: Block[] = [];
  const opened: Staged[] = [];
  const events: Staged[] = [];
  for (let run = 0; run < repetitions; run++) {
    const [open, first] = await page.evaluate(async () => {
      const isLoaded = () => document.querySelector('main .loading') === null;
      // The list is read when the screen appears.
      bench.go('#/help');
      await bench.until(() => document.querySelector('h1')?.textContent === 'Help');
      bench.go('#/cases');
      await bench.until(() => document.querySelector('main table .link-button') !== null);
      const open = await bench.time(
        'open case',
        () => bench.find('main table .link-button', 'Bench').click(),
        [
          () => document.querySelector('h1')?.textContent === 'Bench',
          () => document.querySelector('h1')?.textContent === 'Bench' && isLoaded(),
        ],
      );
      const first = await bench.time(
        'first events page',
        () => bench.find('nav .nav-item', 'Events').click(),
        [
          () => bench.isSettled('.event-grid-row[aria-rowindex="2"]'),
          () => bench.isSettled('.facet') && document.querySelectorAll('.facet__distinct').length > 2,
        ],
      );
      return [open, first] as unknown as [Staged, Staged];
    });
    opened.push(open);
    events.push(first);
    blocks.push(...(await page.evaluate(() => bench.takeBlocks())));
    await closeCase(page, dir);
  }
  const figures = [
    ...figuresOf('open a case', 'its name and counts', 'overview with coverage', opened),
    ...figuresOf('first events page after opening', 'rows', 'rows and three facets', events),
  ];
  return { figures, blocks };
}

/** Core forgets the case, and the page is as it is after a start. */
async function closeCase(page: Page, dir: string): Promise<void> {
  await page.evaluate(
    (argsJson) => scrutineer.call(1_000_001, 'case.close', argsJson),
    JSON.stringify({ dir }),
  );
  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.evaluate(installBench);
}

/** One condition after another, each of other values. */
export async function filterBy(page: Page, name: string, conditions: readonly string[]): Promise<Figures[]> {
  const times: Staged[] = [];
  for (const condition of conditions) {
    times.push(
      await page.evaluate(
        async ([during, text]) => {
          const count = () => document.querySelector('.events__count')?.textContent ?? '';
          bench.go('#/events');
          await bench.until(() => /^[\d,]+ events$/.test(count()) && bench.isSettled('.facet'));
          const where = `#/events?where=${encodeURIComponent(text!)}`;
          return (await bench.time(during!, () => bench.go(where), [
            () => / of /.test(count()) && bench.isSettled('.event-grid-row[aria-rowindex="2"]'),
            () => bench.isSettled('.facet'),
          ])) as unknown as Staged;
        },
        [name, condition],
      ),
    );
  }
  return figuresOf(name, 'rows and count', 'and three facets', times);
}

/** Takes a value of a facet, as by a click on it. */
export async function clickFacet(page: Page, repetitions: number): Promise<Figures[]> {
  const times: Staged[] = [];
  for (let run = 0; run < repetitions; run++) {
    times.push(
      await page.evaluate(async (index) => {
        const count = () => document.querySelector('.events__count')?.textContent ?? '';
        bench.go('#/events');
        await bench.until(() => /^[\d,]+ events$/.test(count()) && bench.isSettled('.facet'));
        const values = [...document.querySelectorAll<HTMLElement>('.facet__value')];
        const value = values[index % values.length]!;
        return (await bench.time('facet', () => value.click(), [
          () => / of /.test(count()) && bench.isSettled('.event-grid-row[aria-rowindex="2"]'),
          () => bench.isSettled('.facet'),
        ])) as unknown as Staged;
      }, run),
    );
  }
  return figuresOf('click a value of a facet', 'rows and count', 'and three facets counted anew', times);
}

/** Rows that no page in memory holds. */
export async function jumpToRows(page: Page, rows: readonly number[]): Promise<Figures> {
  const times: number[] = [];
  await page.evaluate(() => bench.go('#/events'));
  for (const row of rows) {
    await page.getByRole('button', { name: 'Go to…' }).click();
    await page.getByRole('textbox', { name: 'Row' }).fill(String(row));
    const [ms] = await page.evaluate(
      (wanted) =>
        bench.time('jump to the middle', () => bench.find('button', 'Go to row').click(), [
          () => bench.isSettled(`.event-grid-row[aria-rowindex="${wanted + 1}"]`),
        ]),
      row,
    );
    times.push(ms!);
  }
  return { name: `jump to row ${rows[0]!.toLocaleString('en-US')} and others`, times, aimMs };
}

/** Drags the scroll bar to places all over the log. */
export async function dragScrollBar(page: Page, fractions: readonly number[]): Promise<Figures> {
  const times: number[] = [];
  for (const fraction of fractions) {
    const [ms] = await page.evaluate((share) => {
      const grid = bench.find('.event-grid');
      const firstRow = () =>
        grid
          .querySelector('.event-grid-body .event-grid-row[aria-rowindex]:nth-child(3)')
          ?.getAttribute('aria-rowindex');
      const before = firstRow();
      return bench.time('drag the scroll bar', () => grid.scrollTo({ top: share * grid.scrollHeight }), [
        () => firstRow() !== before && bench.isSettled('.event-grid-body .event-grid-row'),
      ]);
    }, fraction);
    times.push(ms!);
  }
  return { name: 'drag the scroll bar anywhere', times, aimMs };
}

/** One event with its original bytes. */
export async function inspectEvents(page: Page, repetitions: number): Promise<Figures> {
  const times: number[] = [];
  for (let run = 0; run < repetitions; run++) {
    const [ms] = await page.evaluate(async (index) => {
      const rows = [...document.querySelectorAll('.event-grid-body .event-grid-row')];
      const cell = rows[3 + (index % (rows.length - 6))]!.querySelector<HTMLElement>('[role=gridcell]')!;
      const address = location.hash;
      return bench.time('inspect an event', () => cell.click(), [
        () =>
          location.hash !== address &&
          bench.isSettled('.inspector') &&
          document.querySelector('.inspector pre') !== null,
      ]);
    }, run);
    times.push(ms!);
  }
  return { name: 'one event with its bytes', times, aimMs };
}

/** Days and hours of all events. */
export async function showRhythm(page: Page, repetitions: number): Promise<Figures> {
  const times: number[] = [];
  await page.evaluate(() => bench.go('#/events'));
  for (let run = 0; run < repetitions; run++) {
    const [ms] = await page.evaluate(async () => {
      await bench.until(() => document.querySelector('.event-grid') !== null);
      const when = bench.find('.events__tools button', 'When');
      const taken = await bench.time('days and hours', () => when.click(), [
        () => bench.isSettled('.rhythm'),
      ]);
      when.click();
      await bench.until(() => document.querySelector('.rhythm') === null);
      return taken;
    });
    times.push(ms!);
  }
  return { name: 'days and hours of all events', times, aimMs };
}

/** One finding after another, as by j. */
export async function showFindings(page: Page, repetitions: number): Promise<Figures> {
  const times: number[] = [];
  await page.evaluate(async () => {
    bench.go('#/findings');
    await bench.until(() => document.querySelector('#finding-title') !== null);
  });
  for (let run = 0; run < repetitions; run++) {
    const [ms] = await page.evaluate(async (index) => {
      const item = [...document.querySelectorAll<HTMLAnchorElement>('.queue__item')][index + 1]!;
      const id = item.hash.replace(/^#\/findings\//, '').replace(/\?.*$/, '');
      return bench.time('finding page', () => item.click(), [
        () => document.querySelector('.finding__facts .code')?.textContent === id,
      ]);
    }, run);
    times.push(ms!);
  }
  return { name: 'a finding on its page', times, aimMs };
}
