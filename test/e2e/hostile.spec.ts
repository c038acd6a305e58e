import type { Page } from '@playwright/test';
import { visibleString } from '../../renderer/ui/visible-pieces.ts';
import type { EventRecord } from '../../shared/contract/records.ts';
import { ask, headersPerFile, hostileName, makeHostileCase } from './hostile-case.ts';
import { hostileTexts, invisibleTexts, missingTexts } from './hostile-texts.ts';
import { strangeInDocument, type Watch, watchForRunning } from './hostile-watch.ts';
import { expect, test } from './shell.ts';

test.skip(missingTexts !== '', `the lists of hostile texts are not here: ${missingTexts}`);

/** What a grid shows of a cell at most. */
const longestCell = 400;

let page: Page;
let watch: Watch;
let dir: string;
let texts: string[];

test('thousands of texts that want to be run are shown on every surface, and none is', async ({ shell }) => {
  test.setTimeout(600_000);
  ({ page } = shell);
  page.setDefaultTimeout(20_000);
  texts = hostileTexts();
  expect(texts.length).toBeGreaterThan(7000);
  await page.setViewportSize({ width: 3000, height: 3000 });
  dir = await makeHostileCase(page, shell.userData, texts);
  watch = await watchForRunning(page);
  await ask(page, 'host.rememberCase' as never, { dir, name: hostileName } as never);

  await test.step('cases, as a list of names', () => recentCases());
  await test.step('the header, the title and the overview', () => overview());
  await test.step('every event in the grid', () => eventsGrid());
  await test.step('facets, columns and one event', () => facetsAndInspector());
  await test.step('evidence, one source, its rejected rows', () => evidence());
  await test.step('notes, tags and reasons of findings', () => annotated());
  await test.step('the queue and the pages of findings', () => findings());
  await test.step('rules, activity, report, palette', () => others());
  await test.step('the import of a file, before it is one', () => importPreview(shell.answerDialog));
});

/** Lets a surface be finished, then looks whether anything was run or hidden. */
async function look(surface: string): Promise<void> {
  await page.waitForTimeout(50);
  await expect.poll(() => page.locator('main .loading').count(), { timeout: 30_000 }).toBe(0);
  expect.soft([...(await watch.happened()), ...(await strangeInDocument(page))], surface).toEqual([]);
}

async function go(hash: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
  await look(hash);
}

/** The texts that are not to be read in a part of the page as they are shown. */
async function notShown(selector: string, expected: readonly string[]): Promise<string[]> {
  const shown = (await page.locator(selector).allTextContents()).join('\n');
  return expected.filter((text) => !shown.includes(visibleString(text)));
}

async function recentCases(): Promise<void> {
  const batch = 20;
  const perName = 60;
  for (let from = 0; from < texts.length; from += batch * perName) {
    for (let i = 0; i < batch; i++) {
      const name = texts.slice(from + i * perName, from + (i + 1) * perName).join(' ');
      if (name === '') break;
      await ask(page, 'host.rememberCase' as never, { dir: `/no/${i}`, name: name.slice(0, 9000) } as never);
    }
    await page.evaluate(() => {
      location.hash = '#/help';
    });
    await expect(page.getByRole('heading', { name: 'Help', level: 1 })).toBeVisible();
    await go('#/cases');
  }
  await ask(page, 'host.rememberCase' as never, { dir, name: hostileName } as never);
  await go('#/help');
  await go('#/cases');
}

async function overview(): Promise<void> {
  await page.locator('main table .link-button').first().click();
  await expect(page.locator('.nav-item').filter({ hasText: 'Findings' })).toBeVisible({ timeout: 30_000 });
  await look('overview');
  expect.soft(await notShown('.header__case', [hostileName])).toEqual([]);
}

async function eventsGrid(): Promise<void> {
  const expected = await allEvents();
  await go('#/events');
  const shown = new Set<string>();
  const grid = page.locator('.event-grid');
  await expect(grid).toBeVisible();
  let reached = -1;
  for (let turn = 0; turn < 1000; turn++) {
    const [cells, last] = await readGrid(reached);
    for (const cell of cells) shown.add(cell);
    if (last === reached) break;
    reached = last;
    await grid.evaluate((box) => box.scrollBy({ top: box.clientHeight - 120 }));
  }
  expect(reached).toBe(expected.length + 1);
  await look('every event in the grid');
  const wanted = expected.flatMap((event) =>
    ['actor', 'target', 'reason', 'caseNumber'].flatMap((field) => {
      const text = event[field];
      const isShort = typeof text === 'string' && text.length <= longestCell;
      return isShort && event.states[field] === undefined ? [visibleString(text)] : [];
    }),
  );
  expect(new Set(wanted).size).toBeGreaterThan(6500);
  expect([...new Set(wanted)].filter((text) => !shown.has(text))).toEqual([]);
}

/** The cells on screen once they are there and others than before, and the row that is the last of them. */
function readGrid(before: number): Promise<[string[], number]> {
  return page.evaluate(async (lastBefore) => {
    const rows = () => [...document.querySelectorAll('.event-grid-body .event-grid-row')];
    const last = () => Math.max(...rows().map((row) => Number(row.getAttribute('aria-rowindex'))));
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    for (let frames = 0; frames < 60 && last() === lastBefore; frames++) await frame();
    // The focused row stays in the document, and is not fetched again when it is far away.
    const isBusy = (row: Element) => row.matches('[aria-busy=true]') && !row.querySelector('[tabindex="0"]');
    while (rows().some(isBusy)) await frame();
    const cells = rows().flatMap((row) => [...row.children].map((cell) => cell.textContent ?? ''));
    return [cells, last()];
  }, before);
}

async function allEvents(): Promise<EventRecord[]> {
  const { total, events } = await ask(page, 'events', { dir, limit: 10_000 });
  const rest = total > 10_000 ? await ask(page, 'events', { dir, limit: 10_000, offset: 10_000 }) : null;
  return [...events, ...(rest?.events ?? [])];
}

async function facetsAndInspector(): Promise<void> {
  for (const more of await page.locator('.facet__more').all()) await more.click();
  await look('facets of 200 values');
  await page.locator('.facet__value').nth(3).click();
  await look('a hostile value as a condition');
  const wide = await ask(page, 'events', { dir, where: ['actor=headers'], limit: 50 });
  expect(wide.total).toBeGreaterThan(5);
  for (let row = 1; row <= wide.total; row++) {
    await go(`#/events?where=${encodeURIComponent('actor=headers')}&open=${row}`);
    await expect(page.locator('.inspector pre')).toBeVisible();
    const headers = Object.keys(wide.events[row - 1]!.extra);
    expect(headers.length).toBeGreaterThan(200);
    await look(`event ${row} with ${headers.length} hostile columns`);
    expect
      .soft(
        await notShown(
          '.inspector',
          headers.filter((header) => header.length < 100),
        ),
      )
      .toEqual([]);
  }
  // The last of them has the headers that would hide something.
  const lastFrom = Math.floor((texts.length - 1) / headersPerFile) * headersPerFile;
  await go(`#/events?where=${encodeURIComponent(`caseNumber=H${lastFrom}`)}`);
  await page.getByRole('button', { name: 'Columns…' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await look('the columns to choose from');
  const dialog = page.getByRole('dialog');
  for (const header of invisibleTexts.slice(-3)) {
    await dialog.getByText(visibleString(header), { exact: true }).click();
  }
  await page.keyboard.press('Escape');
  await look('columns with hostile titles');
}

async function evidence(): Promise<void> {
  await go('#/evidence');
  const { sources } = await ask(page, 'case.info', { dir });
  expect
    .soft(
      await notShown(
        'main table',
        sources.map(({ file }) => file),
      ),
    )
    .toEqual([]);
  const byColumns = sources.toSorted((a, b) => b.bytes - a.bytes).slice(0, 12);
  for (const { id } of byColumns) await go(`#/evidence/${id}`);
  const rejecting = sources.find(({ rejectedTotal }) => rejectedTotal > 0)!;
  expect(rejecting.rejectedTotal).toBeGreaterThan(6500);
  await go(`#/evidence/${rejecting.id}`);
  const next = page.getByRole('button', { name: 'Next' });
  for (let pages = 0; pages < 200 && (await next.isEnabled()); pages++) {
    const first = await page.locator('main').textContent();
    await next.click();
    await expect.poll(() => page.locator('main').textContent()).not.toBe(first);
    if (pages % 10 === 0) await look(`rejected rows, page ${pages}`);
  }
  await look('the last rejected rows');
}

async function annotated(): Promise<void> {
  const findings = await ask(page, 'findings', { dir, top: 8 });
  const share = Math.ceil(texts.length / findings.length);
  for (const [index, { id }] of findings.entries()) {
    const own = texts.slice(index * share, (index + 1) * share);
    const notes = Array.from({ length: Math.ceil(own.length / 60) }, (_, i) =>
      own.slice(i * 60, i * 60 + 60).join('\n'),
    );
    for (const note of notes) {
      await ask(page, 'annotate', { dir, finding: id, note: note.slice(0, 9_900) });
    }
    const tags = [...new Set(own.map((text) => text.trim()))].filter(
      (tag) => tag.length <= 100 && !/\p{Cc}/u.test(tag),
    );
    await ask(page, 'annotate', { dir, finding: id, tags, examiner: own[0]! });
    await ask(page, 'annotate', {
      ...{ dir, finding: id, disposition: 'substantiated' as never },
      reason: own.slice(0, 60).join(' ').slice(0, 9_900),
    });
  }
}

async function findings(): Promise<void> {
  await page.reload();
  await page.locator('main table .link-button').first().click();
  watch = await watchForRunning(page);
  await expect(page.locator('.nav-item').filter({ hasText: 'Findings' })).toBeVisible();
  await go('#/findings?state=all');
  const top = await ask(page, 'findings', { dir });
  expect(top.length).toBeGreaterThan(5000);
  for (const { id, kind } of [
    ...top.slice(0, 20),
    ...top.filter((finding) => finding.kind === 'actor-pattern').slice(0, 8),
    ...top.filter((_, index) => index % 400 === 0),
  ]) {
    await go(`#/findings/${id}?state=all`);
    await expect(page.locator('.finding__facts .code')).toHaveText(id);
    if (kind !== 'actor-pattern') continue;
    const all = page.getByRole('button', { name: /^Show (all|the first)/ });
    if (await all.isVisible()) await all.click();
    await look(`rows of ${id}`);
  }
  const more = page.getByRole('button', { name: /^Show more of/ });
  await go('#/findings?state=all');
  while (await more.isVisible()) await more.click();
  await look('the whole queue');
  expect(await page.locator('.queue__item').count()).toBe(top.length);
}

async function others(): Promise<void> {
  await go('#/rules');
  const { rules } = await ask(page, 'rules.results', { dir });
  for (const { status } of rules.slice(0, 3)) await go(`#/rules/${encodeURIComponent(status.ruleId)}`);
  await go('#/rules/00000000-0000-4000-8000-000000000001');
  await go('#/activity');
  await go(`#/activity?text=${encodeURIComponent(invisibleTexts.join(''))}`);
  await go('#/report');
  for (const text of texts.filter((_, index) => index % 600 === 0)) {
    await go(`#/${text}`);
    await go(`#/events?where=${encodeURIComponent(`reason~${text}`)}&open=${text}`);
    await go(
      `#/findings/${encodeURIComponent(text)}?state=${encodeURIComponent(text)}&rule=${encodeURIComponent(text)}`,
    );
    await go(`#/verify?package=${encodeURIComponent(text)}`);
  }
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  for (const text of texts.filter((_, index) => index % 200 === 0))
    await page.locator('.palette input').fill(text);
  await look('the palette');
  await page.keyboard.press('Escape');
}

async function importPreview(answerDialog: (...paths: string[]) => Promise<void>): Promise<void> {
  const { sources } = await ask(page, 'case.info', { dir });
  const largest = sources.toSorted((a, b) => b.bytes - a.bytes)[0]!;
  await go('#/import');
  await answerDialog(`${dir}/../logs/${largest.file}`);
  await page.getByRole('button', { name: 'Choose files' }).click();
  await look('files to import');
  await page.getByRole('button', { name: 'Preview' }).click();
  await look('the preview of a file');
}
