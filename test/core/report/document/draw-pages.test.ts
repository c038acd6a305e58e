import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unwatchedJob } from '../../../../electron/core/job.ts';
import { drawPages } from '../../../../electron/core/report/document/draw-pages.ts';
import { measurePages } from '../../../../electron/core/report/document/run-layout.ts';
import { rightToLeft } from '../../../../electron/core/report/fonts/exact-font.ts';
import type { ReportModel } from '../../../../electron/core/report/model.ts';
import type { PreviewPage } from '../../../../shared/contract/window.ts';
import {
  citedCell,
  citedRecord,
  hostileTexts,
  sampleModel,
  sampleModelWithRecords,
} from '../sample-model.ts';
import { tool, withoutSpace, writeTemporaryPdf } from './poppler.ts';

const textOf = ({ lines }: PreviewPage): string =>
  withoutSpace(lines.flatMap(({ runs }) => runs.map(({ text }) => text)).join(''));

/** poppler gives the words of text from right to left in the order in which they stand on the page. */
const comparable = (text: string): string => (rightToLeft.test(text) ? [...text].toSorted().join('') : text);

async function drawAll(model: ReportModel): Promise<readonly PreviewPage[]> {
  const paging = await measurePages(model, unwatchedJob());
  const pages = await drawPages(model, paging, { first: 1, last: paging.pages }, unwatchedJob());
  expect(pages.map(({ number }) => number)).toEqual(
    Array.from({ length: paging.pages }, (_, index) => index + 1),
  );
  return pages;
}

/** Text of each page of the PDF as other people's reader finds it, in the order in which it was painted. */
async function printed(model: ReportModel): Promise<string[]> {
  const path = await writeTemporaryPdf(model);
  return tool('pdftotext', '-raw', '-enc', 'UTF-8', path, '-').split('\f').slice(0, -1).map(withoutSpace);
}

describe('drawn pages', () => {
  test('say page by page what the PDF of the same model says', async () => {
    const model = sampleModel();
    const pages = await drawAll(model);
    expect(pages.length).toBeGreaterThan(5);
    expect(pages.map(textOf).map(comparable)).toEqual((await printed(model)).map(comparable));
  });

  test('say it of what a suspect may have typed too', async () => {
    const character = fc.oneof(
      fc.constantFrom(...Object.values(hostileTexts)),
      fc.string({ unit: 'binary', maxLength: 30 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(character, { minLength: 1, maxLength: 20 }), async (texts) => {
        const [first] = sampleModel().findings;
        const records = texts.map((text, index) =>
          citedRecord(index, { actor: citedCell(text), reason: citedCell(text) }),
        );
        const model = sampleModel({ findings: [{ ...first!, records }], recordsPrintedPerFinding: 20 });
        const pages = await drawAll(model);
        const asPrinted = await printed(model);
        expect(pages).toHaveLength(asPrinted.length);
        for (const { lines } of pages)
          for (const { runs } of lines)
            for (const { text } of runs) expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(pages.map(textOf).map(comparable)).toEqual(asPrinted.map(comparable));
      }),
      { numRuns: 8 },
    );
  });

  test('stand where the PDF has them', async () => {
    const model = sampleModel();
    const pages = await drawAll(model);
    const path = await writeTemporaryPdf(model);
    const boxes = [
      ...tool('pdftotext', '-f', '3', '-l', '3', '-bbox', path, '-').matchAll(
        /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</g,
      ),
    ].map(([, xMin, yMin, , yMax, text]) => ({
      x: Number(xMin),
      top: Number(yMin),
      foot: Number(yMax),
      text,
    }));
    expect(boxes.length).toBeGreaterThan(50);
    let found = 0;
    for (const { baselineY, runs } of pages[2]!.lines) {
      for (const { text, x, width } of runs) {
        expect(width).toBeGreaterThan(0);
        const [word] = text.split(' ');
        const same = boxes.filter((box) => box.text === word);
        if (same.length === 0) continue;
        found++;
        expect(
          same.some((box) => Math.abs(box.x - x) < 0.5 && box.top < baselineY && baselineY < box.foot + 1),
        ).toBe(true);
      }
    }
    expect(found).toBeGreaterThan(20);
    expect(pages[2]!.rules.length).toBeGreaterThan(2);
  });

  test('are those asked for, and of a long report not all that follow', async () => {
    const model = sampleModelWithRecords(1_200);
    const paging = await measurePages(model, unwatchedJob());
    const pages = await drawPages(model, paging, { first: 40, last: 42 }, unwatchedJob(), 2_000);
    expect(pages.slice(0, 3).map(({ number }) => number)).toEqual([40, 41, 42]);
    expect(pages.at(-1)!.number).toBeGreaterThan(42);
    expect(pages.at(-1)!.number).toBeLessThan(60);
    const asPrinted = await printed(model);
    expect(paging.pages).toBe(asPrinted.length);
    // the last one too: none is half drawn
    for (const page of [pages[0]!, pages.at(-1)!]) expect(textOf(page)).toBe(asPrinted[page.number - 1]);
  });

  test('stop when asked', async () => {
    const model = sampleModelWithRecords(3_000);
    const stop = new AbortController();
    const seen: string[] = [];
    const job = {
      signal: stop.signal,
      report: ({ stage }: { stage: string }) => {
        seen.push(stage);
        if (stage === 'drawing the pages') stop.abort();
      },
    };
    const paging = await measurePages(model, job);
    await expect(drawPages(model, paging, { first: 1, last: paging.pages }, job)).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(seen).toContain('laying out the report');
    await expect(measurePages(model, job)).rejects.toMatchObject({ code: 'cancelled' });
  });
});
