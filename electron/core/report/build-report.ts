import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MethodArgs, MethodResult } from '../../../shared/contract/methods.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import { type JobContext, throwIfCancelled } from '../job.ts';
import { program } from '../program.ts';
import { qualityReport } from '../quality/quality-report.ts';
import { buildModel } from './build-model.ts';
import { payloadFiles } from './data/payload-files.ts';
import { writeReportPdf } from './document/write-report-pdf.ts';
import { unlockIdentity } from './identity/identity.ts';
import type { ReportModel } from './model.ts';
import { writePackage } from './package/write-package.ts';

/** The contract's report: gathers what the case holds, writes document and data, packs and signs them, and logs it. */
export async function buildReport(
  caseFile: CaseFile,
  request: MethodArgs<'report'>,
  job: JobContext,
): Promise<MethodResult<'report'>> {
  const at = new Date();
  // First, so that a wrong passphrase costs no work.
  const signer = await unlockIdentity(request.identity, request.passphrase, at);
  const quality = await qualityReport(caseFile, {}, job);
  const model = buildModel(caseFile, request, signer.record, at, quality);
  throwIfCancelled(job);
  const folder = mkdtempSync(join(tmpdir(), 'scrutineer-report-'));
  try {
    const pdf = join(folder, 'report.pdf');
    const { pages } = await writeReportPdf(model, pdf, job);
    const written = await writePackage({
      out: request.out,
      files: withDocument(model, pdf),
      bagInfo: {
        'External-Identifier': model.reportId,
        'Source-Organization': model.case.agency,
        'External-Description': `Signed findings report on the case ${model.case.name}`,
        'Activity-Log-Head': model.activityLog.at(-1)?.hash ?? '',
        'Producing-Program': program,
      },
      signer,
      at,
      job,
    });
    const findings = model.findings.length;
    if (!caseFile.readOnly) {
      caseFile.change(() =>
        caseFile.log(model.examiner, 'report', {
          reportId: model.reportId,
          version: model.version,
          path: written.path,
          zipSha256: written.sha256,
          findings: model.findings.map(({ record }) => record.id),
          signer: signer.record.subject,
          fingerprint: signer.record.fingerprint,
        }),
      );
    }
    return { ...written, findings, pages };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function* withDocument(model: ReportModel, pdf: string) {
  yield { path: 'report.pdf', sourcePath: pdf };
  yield* payloadFiles(model);
}
