import type { MethodArgs, MethodResult } from '../../../shared/contract/methods.ts';
import type { PreviewPage } from '../../../shared/contract/window.ts';
import { activityHead } from '../case-file/activity-log.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import { type JobContext, throwIfCancelled } from '../job.ts';
import { qualityReport } from '../quality/quality-report.ts';
import { buildModel } from './build-model.ts';
import { drawPages } from './document/draw-pages.ts';
import type { Paging } from './document/layout.ts';
import { measurePages } from './document/run-layout.ts';
import type { ReportModel } from './model.ts';

/** Stands where the identity will: nobody has signed what is only looked at. */
const nobody = { subject: 'not signed yet: preview', fingerprint: '' };

/** Pages drawn before the ones asked for, so that turning back is fast too. */
const pagesBefore = 30;

/** The last layout of a case, for as long as it is asked for again and the case is unchanged. */
interface Preview {
  /** What was asked for, and of which state of the case. */
  readonly key: string;
  readonly model: ReportModel;
  readonly paging: Paging;
  /** One after the other; some of all where there are many. */
  readonly drawn: readonly PreviewPage[];
}

/** One for each open case: what is closed is forgotten with it. */
const previews = new WeakMap<CaseFile, Preview>();

/** The contract's report.preview: pages of the report as it would be now, drawn as data. Changes and logs nothing. */
export async function previewReport(
  caseFile: CaseFile,
  request: Omit<MethodArgs<'report.preview'>, 'dir'>,
  job: JobContext,
): Promise<MethodResult<'report.preview'>> {
  const { first, limit } = request;
  const known = await layoutOf(caseFile, request, job);
  const { pages } = known.paging;
  const last = Math.min(first + limit - 1, pages);
  if (last < first) return { pages, first, drawn: [] };
  const { drawn } = holds(known.drawn, first, last) ? known : await draw(caseFile, known, first, last, job);
  return {
    pages,
    first,
    drawn: drawn.filter(({ number }) => number >= first && number <= last),
  };
}

async function layoutOf(
  caseFile: CaseFile,
  { findings, examiner }: Pick<MethodArgs<'report.preview'>, 'findings' | 'examiner'>,
  job: JobContext,
): Promise<Preview> {
  const key = JSON.stringify([activityHead(caseFile.db), examiner ?? null, findings ?? null]);
  const known = previews.get(caseFile);
  if (known?.key === key) return known;
  const quality = await qualityReport(caseFile, {}, job);
  const model = buildModel(caseFile, { findings, examiner }, nobody, new Date(), quality);
  throwIfCancelled(job);
  const preview = { key, model, paging: await measurePages(model, job), drawn: [] };
  previews.set(caseFile, preview);
  return preview;
}

async function draw(
  caseFile: CaseFile,
  known: Preview,
  first: number,
  last: number,
  job: JobContext,
): Promise<Preview> {
  const range = { first: Math.max(1, first - pagesBefore), last };
  const preview = { ...known, drawn: await drawPages(known.model, known.paging, range, job) };
  previews.set(caseFile, preview);
  return preview;
}

function holds(drawn: readonly PreviewPage[], first: number, last: number): boolean {
  const [begin] = drawn;
  return begin !== undefined && begin.number <= first && begin.number + drawn.length > last;
}
