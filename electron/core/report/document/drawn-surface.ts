import type { PreviewLine, PreviewPage, PreviewRule } from '../../../../shared/contract/window.ts';
import { page } from './page.ts';
import type { Surface, Tag } from './surface.ts';

export interface DrawnSurface extends Surface {
  /** Pages begun, from the first one wanted; the last may not be complete. */
  readonly pages: readonly PreviewPage[];
  /** Runs of text in them, which is what they cost to keep. */
  readonly runCount: number;
  /** Takes away the last page, begun but not complete. */
  dropLast(): void;
}

/** Keeps what is painted as plain data, from a page on: the pages to look at before there is a file. */
export function drawnSurface(first: number): DrawnSurface {
  const pages: PreviewPage[] = [];
  let pageNumber = 0;
  let runCount = 0;
  let lines: PreviewLine[] = [];
  let rules: PreviewRule[] = [];
  let isRunningTitle = false;
  const tag: Tag = { child: () => tag, content: (paint) => paint(), end: () => {} };

  return {
    pages,
    get runCount() {
      return runCount;
    },
    dropLast: () => void pages.pop(),
    document: tag,
    nextPage() {
      pageNumber++;
      if (pageNumber < first) return;
      lines = [];
      rules = [];
      pages.push({ number: pageNumber, width: page.width, height: page.height, lines, rules });
    },
    artifact(_, paint) {
      isRunningTitle = true;
      paint();
      isRunningTitle = false;
    },
    line({ runs }, x, baselineY) {
      if (pageNumber < first || runs.length === 0) return;
      runCount += runs.length;
      lines.push({
        baselineY: hundredths(baselineY),
        isRunningTitle,
        runs: runs.map(({ text, face, size, color, x: runX, width }) => ({
          text,
          x: hundredths(x + runX),
          width: hundredths(width),
          size: hundredths(size),
          color,
          face,
        })),
      });
    },
    rule(x, y, width, thickness, color) {
      if (pageNumber < first) return;
      rules.push({ x, y: hundredths(y), width: hundredths(width), thickness, color });
    },
    place: () => {},
    bookmark: () => {},
    link: () => {},
  };
}

/** Finer is not seen, and costs room on the way to the window. */
const hundredths = (points: number): number => Math.round(points * 100) / 100;
