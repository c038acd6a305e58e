import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parts, pathOf } from '../../build/window/places.ts';
import { ask } from './pages/ask-core.ts';
import { openSampleCase } from './pages/cases-page.ts';
import { addCondition, countShown, eventsPage, goToRow } from './pages/events-page.ts';
import { findingsPage } from './pages/findings-page.ts';
import { content, goTo, navigation } from './pages/frame.ts';
import { type Hands, keyboard, mouse } from './pages/hands.ts';
import { expect, type Shell, test } from './shell.ts';

test.setTimeout(90_000);
let hands: Hands;
let shell: Shell;
let dir: string;

test.beforeEach(async ({ shell: opened }) => {
  shell = opened;
  hands = mouse(shell.page);
  dir = join(shell.userData, 'sample-case');
  await openSampleCase(hands);
});

test('one press opens the sample, and its findings name rows that can be followed', async () => {
  const { page } = shell;
  await expect(navigation(page, 'Events')).toContainText('20,000');
  await goTo(hands, 'Findings');
  const findings = findingsPage(hands);
  const all = await ask(page, 'findings', { dir });
  expect(all.length).toBeGreaterThan(10);
  await expect(navigation(page, 'Findings')).toContainText(String(all.length));
  const second = all.find(({ rank }) => rank === 2)!;
  await hands.press(findings.queue.nth(1));
  await expect(findings.finding).toContainText(second.id);
  await expect(findings.current).toContainText(second.title);
  await hands.press(findings.finding.getByRole('link').first());
  await expect(navigation(page, 'Events')).toHaveAttribute('aria-current', 'page');
  const shown = await countShown(page);
  const counted = await ask(page, 'events.facet', { dir, field: 'actor', where: [] });
  expect(shown).toBe(counted.values.find(({ text }) => text === second.actors[0])?.count);
  await page.goBack();
  await expect(findings.finding).toContainText(second.id);
});

test('events are narrowed by a condition and by a count, and widened again', async () => {
  const { page } = shell;
  await goTo(hands, 'Events');
  const events = eventsPage(page);
  expect(await countShown(page)).toBe(20_000);
  const facet = events.facet('Actor').getByRole('listitem').getByRole('button').first();
  const words = (await facet.textContent())!;
  const [, actor, count] = /^(.*?)([\d,]+)$/.exec(words)!;
  await hands.press(facet);
  await expect(events.conditions).toHaveCount(1);
  await expect(events.count).toContainText(`${count} of 20,000 events`);
  await expect(events.row(1)).toContainText(actor!);

  await addCondition(hands, 'Reason', 'contains', 'theft');
  const both = await countShown(page);
  const told = await ask(page, 'events.facet', {
    dir,
    field: 'actor',
    where: [`actor=${actor}`, 'reason~theft'],
  });
  expect(both).toBe(told.events);
  expect(both).toBeLessThan(Number(count!.replaceAll(',', '')));
  await hands.press(content(page).getByRole('button', { name: 'Clear all' }));
  await expect(events.conditions).toHaveCount(0);
  await expect(events.count).toHaveText('20,000 events');
});

for (const kind of ['mouse', 'keyboard'] as const) {
  test(`by ${kind}: a jump to the middle, and the original bytes of the row`, async () => {
    const { page } = shell;
    hands = (kind === 'mouse' ? mouse : keyboard)(page);
    await goTo(hands, 'Events');
    const events = eventsPage(page);
    await goToRow(hands, 10_000);
    const row = events.row(10_000);
    await expect(row.getByRole('gridcell').first()).toBeFocused();
    await hands.press(row.getByRole('gridcell').first(), 'Enter');
    await expect(events.inspector.getByRole('heading', { level: 2 })).toContainText('10,000');
    const { event } = await ask(page, 'event.detail', { dir, position: 9_999 });
    const original = events.inspector.getByRole('region', { name: 'Original text of the record' });
    const [, length, offset] = /([\d,]+) from offset ([\d,]+)/.exec(
      (await events.inspector.getByText(/from offset/).textContent())!,
    )!;
    const [start, size] = [offset, length].map((text) => Number(text!.replaceAll(',', '')));
    expect(start).toBe(event.offset);
    const file = readFileSync(join(pathOf(parts.sample), 'logs', event.file));
    const bytes = file.subarray(start!, start! + size!).toString('utf8');
    expect((await original.textContent())!.trimEnd()).toBe(bytes.trimEnd());
    expect(bytes).toContain(event.nativeId ?? '\u0000');
    await expect(events.inspector).toContainText(event.file);
  });
}

test('the grid tells assistive technology which rows it shows, at the end of the log too', async () => {
  const { page } = shell;
  await goTo(hands, 'Events');
  const { grid, row } = eventsPage(page);
  await expect(grid).toHaveAttribute('aria-rowcount', '20001');
  for (const number of [19_990, 3, 12_345]) {
    await goToRow(hands, number);
    await expect(row(number).getByRole('gridcell').first()).toBeFocused();
    await expect(grid.locator('[role=row][aria-busy=true]')).toHaveCount(0);
    const told = await grid.evaluate((element) =>
      [...element.querySelectorAll('[role=row]')].map((one) => ({
        index: Number(one.getAttribute('aria-rowindex')),
        columns: [...one.children].map((cell) => Number(cell.getAttribute('aria-colindex'))),
        top: one.getBoundingClientRect().top,
        text: one.textContent,
      })),
    );
    const [head, ...rows] = told;
    expect(head!.index).toBe(1);
    expect(rows.map(({ index }) => index)).toContain(number + 1);
    expect(rows.length).toBeLessThan(120);
    for (const [place, { index, columns, top }] of rows.entries()) {
      expect(columns).toEqual(columns.map((_, column) => column + 1));
      if (place === 0) continue;
      expect(index).toBeGreaterThan(rows[place - 1]!.index);
      expect(top).toBeGreaterThan(rows[place - 1]!.top);
    }
    // The text of a row is that of the event of this number.
    for (const { index, text } of rows.slice(0, 3)) {
      const { event } = await ask(page, 'event.detail', { dir, position: index - 2 });
      expect(text).toContain(event.actor ?? '');
      expect(text).toContain(event.reason ?? '');
    }
  }
});
