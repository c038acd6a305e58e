import { describe, expect, test } from 'vitest';
import { readActivity } from '../../../electron/core/case-file/activity-log.ts';
import type { CaseFile } from '../../../electron/core/case-file/case-file.ts';
import { annotate } from '../../../electron/core/findings/annotate.ts';
import { readFindings } from '../../../electron/core/findings/read-findings.ts';
import { runCaseRules } from '../../../electron/core/findings/run-case-rules.ts';
import { unwatchedJob } from '../../../electron/core/job.ts';
import { buildReport } from '../../../electron/core/report/build-report.ts';
import { createIdentity } from '../../../electron/core/report/identity/create.ts';
import { previewReport } from '../../../electron/core/report/preview-report.ts';
import type { PreviewPage } from '../../../shared/contract/window.ts';
import { freshCase, importInto, writeLog } from '../fresh-case.ts';
import { temporaryFolder, tool } from './document/poppler.ts';

/** K. Reyes looks one plate up on many nights; A. Bell writes a private reason once. */
const log = [
  'id,user,plate,reason,timestamp',
  ...Array.from(
    { length: 40 },
    (_, i) =>
      `r${i},K. Reyes,ABC1234,check ${i % 4},2025-0${3 + (i % 3)}-${String(1 + (i % 27)).padStart(2, '0')}T0${i % 8}:30:00Z`,
  ),
  'b1,A. Bell,XYZ987,my ex,2025-03-09T18:30:00Z',
  '',
].join('\n');

async function caseWithFindings(): Promise<CaseFile> {
  const caseFile = freshCase('America/Los_Angeles');
  await importInto(caseFile, [writeLog(caseFile, 'log.csv', log)]);
  await runCaseRules(caseFile, { dir: caseFile.dir, rules: [], examiner: 'R. Unner' }, unwatchedJob());
  return caseFile;
}

const asked = (changes: { first?: number; limit?: number; findings?: string[] } = {}) => ({
  first: 1,
  limit: 10,
  findings: undefined,
  examiner: 'P. Viewer',
  ...changes,
});

const textOf = (pages: readonly PreviewPage[]): string =>
  pages.flatMap(({ lines }) => lines.map(({ runs }) => runs.map(({ text }) => text).join(''))).join('\n');

describe('the preview of a report', () => {
  test('has the pages that the report then has, names no signer, and leaves no entry in the log', async () => {
    const caseFile = await caseWithFindings();
    const before = readActivity(caseFile.db);
    const { pages, first, drawn } = await previewReport(caseFile, asked(), unwatchedJob());
    expect(readActivity(caseFile.db)).toEqual(before);
    expect(first).toBe(1);
    expect(drawn.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(textOf(drawn.slice(0, 1))).toContain('not signed yet: preview');
    expect(textOf(drawn.slice(0, 1))).toContain('P. Viewer');
    expect(textOf(drawn.slice(1))).toContain(`Page 2 of ${pages}`);

    const folder = temporaryFolder();
    const identity = `${folder}/who.p12`;
    await createIdentity({
      file: identity,
      name: 'P. Viewer',
      agency: '',
      passphrase: 'correct horse battery',
    });
    const report = await buildReport(
      caseFile,
      {
        dir: caseFile.dir,
        out: `${folder}/out`,
        identity,
        passphrase: 'correct horse battery',
        findings: undefined,
        examiner: 'P. Viewer',
      },
      unwatchedJob(),
    );
    expect(report.pages).toBe(pages);
    const onPage = (number: number) =>
      tool('pdftotext', '-raw', '-f', `${number}`, '-l', `${number}`, `${report.path}/data/report.pdf`, '-');
    const words = (text: string) => text.replace(/\s/g, '');
    for (const page of drawn.slice(1)) expect(words(textOf([page]))).toBe(words(onPage(page.number)));
  });

  test('turns pages without another layout until the case or the choice changes', async () => {
    const caseFile = await caseWithFindings();
    const { pages, drawn } = await previewReport(caseFile, asked({ limit: 1 }), unwatchedJob());
    expect(drawn).toHaveLength(1);
    const again = await previewReport(caseFile, asked({ limit: 1 }), unwatchedJob());
    expect(again.drawn[0]).toBe(drawn[0]);
    const { drawn: end } = await previewReport(caseFile, asked({ first: pages, limit: 10 }), unwatchedJob());
    expect(end.map(({ number }) => number)).toEqual([pages]);
    expect(textOf(end)).toContain('End of report');

    const findings = readFindings(caseFile).toSorted((a, b) => a.eventCount - b.eventCount);
    expect(findings.length).toBeGreaterThan(1);
    const [finding] = findings;
    const one = await previewReport(caseFile, asked({ findings: [finding!.id] }), unwatchedJob());
    expect(one.pages).toBeLessThan(pages);
    const all = await previewReport(caseFile, asked(), unwatchedJob());
    expect(all.pages).toBe(pages);
    annotate(caseFile, {
      finding: finding!.id,
      disposition: undefined,
      reason: undefined,
      note: 'SEEN-IN-THE-NEXT-PREVIEW',
      internal: false,
      tags: [],
      examiner: undefined,
    });
    const texts: string[] = [];
    for (let first = 1; first <= pages; first += 10) {
      texts.push(textOf((await previewReport(caseFile, asked({ first }), unwatchedJob())).drawn));
    }
    expect(texts.join('')).toContain('SEEN-IN-THE-NEXT-PREVIEW');
  });

  test('turns back from far on to the beginning', async () => {
    const caseFile = await caseWithFindings();
    const [finding] = readFindings(caseFile);
    for (let index = 0; index < 12; index++) {
      annotate(caseFile, {
        finding: finding!.id,
        disposition: undefined,
        reason: undefined,
        note: `${index} ${'word '.repeat(1_900)}`,
        internal: false,
        tags: [],
        examiner: undefined,
      });
    }
    const { pages } = await previewReport(caseFile, asked(), unwatchedJob());
    expect(pages).toBeGreaterThan(42);
    const changed = readActivity(caseFile.db).length;
    // nothing is kept of before
    caseFile.change(() => caseFile.log('P. Viewer', 'case.verify', { ok: true }));
    expect(readActivity(caseFile.db)).toHaveLength(changed + 1);
    for (const first of [pages, 1, 40]) {
      const { drawn } = await previewReport(caseFile, asked({ first, limit: 2 }), unwatchedJob());
      expect(drawn.map(({ number }) => number)).toEqual(first === pages ? [first] : [first, first + 1]);
    }
  });

  test('is empty past the last page, and refuses a finding that there is not', async () => {
    const caseFile = await caseWithFindings();
    const past = await previewReport(caseFile, asked({ first: 100_000 }), unwatchedJob());
    expect(past).toMatchObject({ first: 100_000, drawn: [] });
    expect(past.pages).toBeGreaterThan(5);
    await expect(
      previewReport(caseFile, asked({ findings: ['F-000000000000'] }), unwatchedJob()),
    ).rejects.toMatchObject({ code: 'not-found' });
  });

  test('stops when asked, and can be asked again', async () => {
    const caseFile = await caseWithFindings();
    const job = { signal: AbortSignal.abort(), report: () => {} };
    await expect(previewReport(caseFile, asked(), job)).rejects.toMatchObject({ code: 'cancelled' });
    expect((await previewReport(caseFile, asked(), unwatchedJob())).drawn).toHaveLength(10);
  });
});
