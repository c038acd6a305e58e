import { breakLines, type Style } from './lines.ts';
import { bodyWidth, page } from './page.ts';
import { styles } from './styles.ts';
import type { Surface } from './surface.ts';

/** What stands at the head and foot of every page. */
export interface RunningTitles {
  readonly marking: string | null;
  readonly left: string;
  readonly right: string;
  readonly foot: string;
  /** 0 while it is not known. */
  readonly pages: number;
}

/** Fills pages from top to bottom. */
export interface Flow {
  readonly surface: Surface;
  /** Where the next thing is painted, from the top of the page. */
  y: number;
  /** Pages begun so far. */
  readonly pageNumber: number;
  readonly room: number;
  /** True where nothing stands on the page yet. */
  readonly atTop: boolean;
  nextPage(): void;
  /** Begins a page unless there is this much room. */
  ensure(height: number): void;
  /** White space between blocks; none at the top of a page. */
  gap(height: number): void;
  /** On which page each place is. */
  readonly places: ReadonlyMap<string, number>;
  place(name: string): void;
}

export function startFlow(surface: Surface, titles: RunningTitles): Flow {
  let pageNumber = 0;
  const places = new Map<string, number>();
  const flow: Flow = {
    surface,
    y: page.top,
    places,
    get pageNumber() {
      return pageNumber;
    },
    get room() {
      return page.bottom - flow.y;
    },
    get atTop() {
      return flow.y === page.top;
    },
    nextPage() {
      pageNumber++;
      surface.nextPage();
      flow.y = page.top;
      surface.artifact('Pagination', () => paintTitles(surface, titles, pageNumber));
    },
    ensure(height) {
      if (flow.room < height && !flow.atTop) flow.nextPage();
    },
    gap(height) {
      if (!flow.atTop) flow.y += height;
    },
    place(name) {
      places.set(name, pageNumber);
      surface.place(name, flow.y);
    },
  };
  flow.nextPage();
  return flow;
}

function paintTitles(surface: Surface, titles: RunningTitles, pageNumber: number): void {
  const headY = page.top - 34;
  const footY = page.bottom + 30;
  if (titles.marking !== null) {
    paintOneLine(surface, titles.marking, styles.marking, 36, 'center');
    paintOneLine(surface, titles.marking, styles.marking, page.height - 26, 'center');
  }
  // the first page says it all in large letters
  if (pageNumber > 1) {
    paintOneLine(surface, titles.left, styles.running, headY + 10, 'left');
    paintOneLine(surface, titles.right, styles.running, headY + 10, 'right');
    surface.rule(page.left, headY + 16, bodyWidth, 0.5, styles.rule);
  }
  surface.rule(page.left, footY - 13, bodyWidth, 0.5, styles.rule);
  paintOneLine(surface, titles.foot, styles.running, footY, 'left');
  paintOneLine(surface, `Page ${pageNumber} of ${titles.pages}`, styles.running, footY, 'right');
}

/** As much as half a line holds, for a running title must not reach into its neighbour. */
function paintOneLine(
  surface: Surface,
  text: string,
  style: Style,
  baselineY: number,
  side: 'left' | 'center' | 'right',
): void {
  const lines = breakLines([{ text, style }], side === 'center' ? bodyWidth : bodyWidth * 0.55);
  const line =
    lines.length === 1
      ? lines[0]!
      : breakLines(
          [
            {
              text: `${lines[0]!.runs
                .map((run) => run.text)
                .join('')
                .slice(0, -2)}…`,
              style,
            },
          ],
          bodyWidth,
        )[0]!;
  const spare = bodyWidth - line.width;
  const shift = side === 'left' ? 0 : side === 'center' ? spare / 2 : spare;
  surface.line(line, page.left + shift, baselineY);
}
