import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from '@playwright/test';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium } from '../../../../shells/chromium.ts';

/** The grid in real Chromium: scrolling, keys and what assistive technology is told, at twenty million rows. */
const total = 20_000_000;
const axe = readFileSync(new URL('../../../../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

let folder: string;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'grid-page-'));
  await build({
    configFile: false,
    root: fileURLToPath(new URL('./page/', import.meta.url)),
    base: './',
    publicDir: false,
    plugins: [react()],
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true, modulePreload: { polyfill: false } },
  });
  const executablePath = findChromium();
  if (executablePath === undefined)
    throw new Error('Chromium is not installed: sudo apt-get install chromium');
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
});

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function openGrid(rows = total): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 900, height: 700 } });
  await page.route('**/*', (route) => {
    const { pathname } = new URL(route.request().url());
    const name = pathname === '/' ? 'index.html' : pathname.slice(1);
    return route.fulfill({ body: readFileSync(join(folder, name)), contentType: types[extname(name)] ?? '' });
  });
  await page.goto(`https://grid.invalid/?total=${rows}`);
  await page.getByRole('gridcell', { name: 'row 0 a' }).waitFor();
  return page;
}

const focused = (page: Page) =>
  page.evaluate(() => {
    const cell = document.activeElement;
    const row = Number(cell?.closest('[role=row]')?.getAttribute('aria-rowindex')) - 2;
    return { row, column: Number(cell?.getAttribute('aria-colindex')) - 1 };
  });

/** 0-based numbers of the rows wholly on screen. */
const onScreen = (page: Page) =>
  page.evaluate(() => {
    const grid = document.querySelector('[role=grid]')!;
    const box = grid.getBoundingClientRect();
    const top = grid.querySelector('[role=columnheader]')!.getBoundingClientRect().bottom;
    const rows = [...grid.querySelectorAll('[role=row]:has([role=gridcell])')].filter((row) => {
      const { top: from, bottom: to } = row.getBoundingClientRect();
      return from >= top - 1 && to <= box.bottom + 1;
    });
    return rows.map((row) => Number(row.getAttribute('aria-rowindex')) - 2);
  });

const goTo = (page: Page, row: number) =>
  page.evaluate((to) => (window as unknown as { goTo: (row: number) => void }).goTo(to), row);

describe('at twenty million rows', () => {
  test('a jump to row 1,000,000 shows it, focuses it and tells its true number', async () => {
    const page = await openGrid();
    await goTo(page, 999_999);
    await page.getByRole('gridcell', { name: 'row 999999 a' }).waitFor();
    expect(await focused(page)).toEqual({ row: 999_999, column: 0 });
    expect(await onScreen(page)).toContain(999_999);
    const grid = page.getByRole('grid', { name: 'Rows' });
    expect(await grid.getAttribute('aria-rowcount')).toBe(String(total + 1));
    expect(await grid.getAttribute('aria-colcount')).toBe('3');
    const tree = await grid.ariaSnapshot();
    expect(tree).toContain('columnheader "Column a"');
    expect(tree).toContain('gridcell "row 999999 a"');
    expect(await grid.getByRole('row').count()).toBeLessThan(40);
    expect(await grid.locator('[tabindex="0"]').count()).toBe(1);
  });

  test('keys move the focus from cell to cell and the view with it', async () => {
    const page = await openGrid();
    await page.keyboard.press('Tab');
    await goTo(page, 5_000_000);
    for (const key of [
      'ArrowDown',
      'ArrowRight',
      'ArrowRight',
      'ArrowRight',
      'ArrowLeft',
      'ArrowUp',
      'ArrowUp',
    ]) {
      await page.keyboard.press(key);
    }
    expect(await focused(page)).toEqual({ row: 4_999_999, column: 1 });
    await page.keyboard.press('PageDown');
    const { row } = await focused(page);
    expect(row).toBeGreaterThan(5_000_010);
    expect(await onScreen(page)).toContain(row);
    await page.keyboard.press('Control+End');
    expect(await focused(page)).toEqual({ row: total - 1, column: 2 });
    expect((await onScreen(page)).at(-1)).toBe(total - 1);
    await page.keyboard.press('Control+Home');
    expect(await focused(page)).toEqual({ row: 0, column: 0 });
    expect((await onScreen(page))[0]).toBe(0);
  });

  test('the wheel moves by its pixels anywhere, and the focus stays in the document', async () => {
    const page = await openGrid();
    await goTo(page, 12_345_678);
    await page.getByRole('gridcell', { name: 'row 12345678 a' }).waitFor();
    const before = (await onScreen(page))[0]!;
    await page.mouse.move(300, 300);
    // 32 px is the height of a row.
    for (let step = 0; step < 50; step++) await page.mouse.wheel(0, 32);
    await expect.poll(async () => (await onScreen(page))[0]).toBe(before + 50);
    expect(await focused(page)).toEqual({ row: 12_345_678, column: 0 });
    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).toEqual({ row: 12_345_679, column: 0 });
    expect(await onScreen(page)).toContain(12_345_679);
  });

  test('the scroll bar reaches both ends and the middle', async () => {
    const page = await openGrid();
    const drag = (fraction: number) =>
      page.evaluate((to) => {
        const grid = document.querySelector('[role=grid]')!;
        grid.scrollTop = to * (grid.scrollHeight - grid.clientHeight);
      }, fraction);
    await drag(0.5);
    await expect.poll(async () => Math.abs((await onScreen(page))[0]! - total / 2) < 100).toBe(true);
    await drag(1);
    await expect.poll(async () => (await onScreen(page)).at(-1)).toBe(total - 1);
    await drag(0);
    await expect.poll(async () => (await onScreen(page))[0]).toBe(0);
  });
});

test('a short grid scrolls like any other, and axe finds nothing', async () => {
  const page = await openGrid(1000);
  await page.mouse.move(300, 300);
  await page.mouse.wheel(0, 320);
  await expect.poll(async () => (await onScreen(page))[0]).toBe(10);
  await page.getByRole('gridcell', { name: 'row 12 b' }).click();
  expect(await focused(page)).toEqual({ row: 12, column: 1 });
  const row = page.getByRole('row', { name: 'row 12 a' });
  expect(await row.getAttribute('aria-selected')).toBe('true');
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const { run } = (
      window as unknown as { axe: { run(part: string): Promise<{ violations: { id: string }[] }> } }
    ).axe;
    return (await run('[role=grid]')).violations.map(({ id }) => id);
  });
  expect(violations).toEqual([]);
});
