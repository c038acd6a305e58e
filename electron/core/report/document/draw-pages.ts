import type { PreviewPage } from '../../../../shared/contract/window.ts';
import type { JobContext } from '../../job.ts';
import type { ReportModel } from '../model.ts';
import { type DrawnSurface, drawnSurface } from './drawn-surface.ts';
import { layOut, type Paging } from './layout.ts';
import { runLayout } from './run-layout.ts';

/** Runs of text beyond which no page is drawn that was not asked for. */
const runsWorthKeeping = 60_000;

/**
 * The pages of the report from `first` to `last` as data, and those after them as far as memory is worth it.
 * They say what the PDF of the same model says. Throws `cancelled`.
 */
export async function drawPages(
  model: ReportModel,
  paging: Paging,
  { first, last }: { readonly first: number; readonly last: number },
  job: JobContext,
  mostRuns = runsWorthKeeping,
): Promise<readonly PreviewPage[]> {
  const surface = drawnSurface(first);
  await runLayout(layOutUpTo(model, paging, surface, last, mostRuns), job, {
    stage: 'drawing the pages',
    total: paging.pages,
  });
  return surface.pages;
}

/** The layout, ended early where enough pages are complete. What is begun of the next is dropped. */
function* layOutUpTo(
  model: ReportModel,
  paging: Paging,
  surface: DrawnSurface,
  last: number,
  mostRuns: number,
): Generator<number, void> {
  for (const pageNumber of layOut(model, surface, paging)) {
    if (pageNumber > last && surface.runCount > mostRuns) {
      surface.dropLast();
      return;
    }
    yield pageNumber;
  }
}
