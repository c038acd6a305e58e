import type { QualityReport } from '../../../shared/contract/quality.ts';
import type {
  CaseRecord,
  FindingRecord,
  LogEntry,
  RejectedRecord,
  RuleStatus,
  SourceRecord,
} from '../../../shared/contract/records.ts';
import type { SourcesChanged, WithdrawnRecord } from '../../../shared/contract/window.ts';
import type { CellState } from '../../../shared/vocabulary/cell-states.ts';
import type { Disposition } from '../../../shared/vocabulary/dispositions.ts';
import type { Level } from '../../../shared/vocabulary/levels.ts';

/**
 * Everything a report says, as plain data. The document (PDF) and the machine-readable files are functions of this
 * alone: the same model gives the same bytes. All times are RFC 3339, UTC, milliseconds.
 */
export interface ReportModel {
  /** Stands on every page and in file names: 1 to 60 of A-Z a-z 0-9 . _ -, a letter or digit first. */
  readonly reportId: string;
  /** Counts from 1. */
  readonly version: number;
  /** The report this one replaces or amends, and why; null where it stands alone. */
  readonly supersedes: string | null;
  /** Handling banner for the top and foot of every page, such as CUI//LEI; null for none. */
  readonly marking: string | null;
  readonly generatedAt: string;
  readonly program: ReportProgram;
  readonly case: CaseRecord;
  /** Who issues this report. */
  readonly examiner: string;
  /** Under which law, order, request or consent the examination was made; null where not stated. */
  readonly legalAuthority: string | null;
  /** What was asked, and what was left out, in the examiner's words; null where not stated. */
  readonly scope: string | null;
  /** In use: their events were examined. */
  readonly sources: readonly ReportSource[];
  /** Sources that were imported and withdrawn again; their records are no events. */
  readonly withdrawnSources: readonly ReportSource[];
  /** Sources that came or went since the rules were run; null where the findings are of those in use. */
  readonly sourcesChanged: SourcesChanged | null;
  /** What the logs show of their own soundness; null where it was not worked out. */
  readonly quality: QualityReport | null;
  readonly rules: readonly ReportRule[];
  /** By rank. Decided, open and dismissed ones alike. */
  readonly findings: readonly ReportFinding[];
  /** Findings of the case that this report was asked to leave out. */
  readonly findingsLeftOut: readonly FindingLeftOut[];
  /** Most records of one finding that the document prints; all of them stand in the machine-readable files. */
  readonly recordsPrintedPerFinding: number;
  /** The whole log of activity up to this report, oldest first. */
  readonly activityLog: readonly LogEntry[];
  readonly signer: ReportSigner;
}

export interface ReportProgram {
  readonly name: string;
  readonly version: string;
  /** What identifies the very program that ran, such as a commit or a hash; null where unknown. */
  readonly build: string | null;
  readonly operatingSystem: string;
  /** Release of the IANA time zone data, such as 2026b. */
  readonly timezoneData: string;
}

export interface ReportSource {
  readonly record: SourceRecord;
  readonly custody: SourceCustody;
  /** Every rejected record; may hold fewer than record.rejectedTotal. */
  readonly rejected: readonly RejectedRecord[];
  /** Stretches without any event that stand out; null where they were not looked for. */
  readonly gaps: readonly SourceGap[] | null;
}

export interface SourceCustody {
  readonly receivedFrom: string | null;
  /** Under which authority the agency gave it. */
  readonly authority: string | null;
  readonly importedAt: string;
  readonly importedBy: string;
  /** What the agency itself said of the file it gave; null where it said nothing. */
  readonly statedSha256: string | null;
  readonly statedRows: number | null;
}

export interface SourceGap {
  /** Last event before it and first event after it. */
  readonly after: string;
  readonly before: string;
  readonly message: string;
}

export interface ReportRule {
  readonly status: RuleStatus;
  readonly level: Level;
  readonly author: string;
  readonly license: string;
  readonly description: string;
  /** Thresholds, windows and lists exactly as the run used them. */
  readonly parameters: readonly RuleParameter[];
  /** The rule file as it was read. */
  readonly yaml: string;
}

export interface RuleParameter {
  readonly name: string;
  readonly value: string;
}

export interface ReportFinding {
  /** Its notes may include internal ones: they are never printed or exported. */
  readonly record: FindingRecord;
  /** Every disposition ever given, oldest first; the last one counts. */
  readonly decisions: readonly FindingDecision[];
  /** Every record cited, in canonical order, but those of withdrawn sources. */
  readonly records: readonly CitedRecord[];
  readonly withdrawn: readonly WithdrawnRecord[];
}

export interface FindingDecision {
  readonly at: string;
  readonly examiner: string;
  readonly disposition: Disposition;
  readonly reason: string;
}

export interface CitedRecord {
  readonly sourceId: string;
  readonly file: string;
  /** 1-based data record, header and preamble not counted. */
  readonly row: number;
  /** Byte offset of the record in the file. */
  readonly offset: number;
  readonly at: string;
  /** The time as the log writes it. */
  readonly atOriginal: string;
  readonly nativeId: string | null;
  readonly actor: CitedCell;
  readonly target: CitedCell;
  readonly reason: CitedCell;
  readonly caseNumber: CitedCell;
}

export interface CitedCell {
  /** As the log has it; empty where there is nothing. */
  readonly text: string;
  readonly state: CellState;
}

export interface FindingLeftOut {
  readonly id: string;
  readonly level: Level;
  readonly disposition: Disposition | null;
}

export interface ReportSigner {
  readonly subject: string;
  /** SHA-256 of the root certificate, lower-case hex. */
  readonly rootFingerprint: string;
}
