import { arch, release, type } from 'node:os';
import type { MethodArgs } from '../../../shared/contract/methods.ts';
import type { QualityReport } from '../../../shared/contract/quality.ts';
import type { IdentityRecord, RejectedRecord } from '../../../shared/contract/records.ts';
import { readActivity } from '../case-file/activity-log.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import { EventReader } from '../events/read-events.ts';
import { rfc3339 } from '../events/rfc3339.ts';
import { StoreTable } from '../events/store-table.ts';
import { type FindingForReport, readFindingsForReport } from '../findings/read-findings.ts';
import { sourcesChanged } from '../findings/sources-changed.ts';
import { readRuleResults } from '../findings/stored-rule.ts';
import { readAllSources, type StoredSource } from '../import/source-record.ts';
import { programName, programVersion } from '../program.ts';
import { findGaps } from './gaps.ts';
import type { CitedRecord, ReportFinding, ReportModel, ReportSource } from './model.ts';

const recordsPrintedPerFinding = 50;
/** Rejected records that a report carries for each source; the count is always whole. */
const rejectedPerSource = 10_000;

/** Gathers what a report says from the case: all findings, or those asked for. Throws not-found for an id that is none. */
export function buildModel(
  caseFile: CaseFile,
  request: Pick<MethodArgs<'report'>, 'findings' | 'examiner'>,
  signer: Pick<IdentityRecord, 'subject' | 'fingerprint'>,
  at: Date,
  quality: QualityReport | null = null,
): ReportModel {
  const record = caseFile.record();
  const activityLog = readActivity(caseFile.db);
  const version = activityLog.filter(({ action }) => action === 'report').length + 1;
  const { findings, leftOut } = readFindingsForReport(caseFile, request.findings);
  const all = readAllSources(caseFile.db);
  const sources = all.filter(({ record: { state } }) => state === 'imported');
  const withdrawnSources = all.filter(({ record: { state } }) => state === 'withdrawn');
  const authorities = [...new Set(sources.flatMap(({ receipt }) => receipt.delivery.authority ?? []))];
  const store = new StoreTable(caseFile);
  try {
    const reader = new EventReader(caseFile.db, store, null);
    return {
      reportId: `${identifierOf(record.matter, record.caseId)}-report-${version}`,
      version,
      supersedes: null,
      marking: null,
      generatedAt: at.toISOString(),
      program: {
        name: programName,
        version: programVersion,
        build: null,
        operatingSystem: `${type()} ${release()} ${arch()}`,
        timezoneData: process.versions.tz ?? 'unknown',
      },
      case: record,
      examiner: caseFile.examiner(request.examiner),
      legalAuthority: authorities.length > 0 ? authorities.join('; ') : null,
      scope: null,
      sources: sources.map((source) => reportSource(caseFile, source, store)),
      withdrawnSources: withdrawnSources.map((source) => reportSource(caseFile, source, null)),
      sourcesChanged: sourcesChanged(caseFile) ?? null,
      quality,
      rules: readRuleResults(caseFile),
      findings: findings.map((finding) => reportFinding(finding, store, reader)),
      findingsLeftOut: leftOut,
      recordsPrintedPerFinding,
      activityLog,
      signer: { subject: signer.subject, rootFingerprint: signer.fingerprint },
    };
  } finally {
    store.close();
  }
}

/** The matter where it can stand in file names, else the beginning of the case's id. */
function identifierOf(matter: string, caseId: string): string {
  const plain = matter
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+|-+$/g, '')
    .slice(0, 40);
  return plain === '' ? `case-${caseId.slice(0, 8)}` : plain;
}

function reportSource(caseFile: CaseFile, source: StoredSource, store: StoreTable | null): ReportSource {
  const { record, receipt, importedAt, importedBy } = source;
  const rejected = caseFile.db
    .prepare(
      `SELECT record AS row, byte_offset AS offset, reason FROM rejected
       WHERE source_id = ? ORDER BY record, byte_offset LIMIT ${rejectedPerSource}`,
    )
    .all(Number(record.id.slice(1))) as RejectedRecord[];
  return {
    record,
    custody: { ...receipt.delivery, importedAt, importedBy },
    rejected,
    gaps: store && findGaps(store.timesOfSource(receipt.textSha256)),
  };
}

function reportFinding(
  { record, decisions, cited, withdrawn }: FindingForReport,
  store: StoreTable,
  reader: EventReader,
): ReportFinding {
  return {
    record,
    decisions,
    withdrawn,
    records: cited.map(({ sourceSha256, record: number }) =>
      citedRecord(store.rowOf(sourceSha256, number), store, reader),
    ),
  };
}

function citedRecord(row: number, store: StoreTable, reader: EventReader): CitedRecord {
  const { sourceId, record, originOffset: offset } = store.place(row);
  const nativeId = reader.cell(row, 'nativeId');
  return {
    sourceId: `S${sourceId}`,
    file: reader.file(sourceId),
    row: record,
    offset,
    at: rfc3339(store.micros(Int32Array.of(row))[0]!),
    atOriginal: store.originalTime(row),
    nativeId: nativeId.state === 'not-exported' || nativeId.text === '' ? null : nativeId.text,
    actor: reader.cell(row, 'actor'),
    target: reader.cell(row, 'target'),
    reason: reader.cell(row, 'reason'),
    caseNumber: reader.cell(row, 'caseNumber'),
  };
}
