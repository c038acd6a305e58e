import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { unwatchedJob } from '../../../../electron/core/job.ts';
import { writeReportPdf } from '../../../../electron/core/report/document/write-report-pdf.ts';
import type { ReportModel } from '../../../../electron/core/report/model.ts';

/** Other people's readers of PDF (poppler-utils, qpdf), which judge what is written. */

/** A folder for one test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'report-pdf-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export async function writeTemporaryPdf(model: ReportModel): Promise<string> {
  const path = join(temporaryFolder(), 'report.pdf');
  await writeReportPdf(model, path, unwatchedJob());
  return path;
}

export function tool(command: string, ...words: string[]): string {
  return execFileSync(command, words, { encoding: 'utf8', maxBuffer: 1 << 28 });
}

/** Text in the order it was painted, without white space and the marks that poppler puts around text from right to left. */
export function paintedText(path: string, ...options: string[]): string {
  return withoutSpace(tool('pdftotext', '-raw', '-enc', 'UTF-8', ...options, path, '-'));
}

export const withoutSpace = (text: string): string => text.replace(/[\s\u202a-\u202e\u2066-\u2069]/gu, '');
