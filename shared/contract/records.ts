import type { CellState } from '../vocabulary/cell-states.ts';
import type { Disposition } from '../vocabulary/dispositions.ts';
import type { Level } from '../vocabulary/levels.ts';
import type { SourceKind } from '../vocabulary/source-kinds.ts';
import type { ErrorReport } from './errors.ts';

/** The JSON shapes of the command line and the window (docs/user-guide.md lists them for scripts). */

export interface CaseRecord {
  readonly name: string;
  readonly agency: string;
  readonly matter: string;
  readonly timezone: string | null;
  readonly examiner: string;
  /** RFC 3339, UTC, milliseconds; so are all times in these records. */
  readonly createdAt: string;
  readonly caseId: string;
  readonly formatVersion: number;
}

export interface RejectedRecord {
  /** 1-based data record, header and preamble not counted. */
  readonly row: number;
  /** Byte offset of the record in the file. */
  readonly offset: number;
  readonly reason: string;
}

export interface IntegrityNote {
  readonly check: string;
  readonly severity: 'info' | 'notice' | 'warning';
  readonly message: string;
}

export interface TimezoneBasis {
  readonly zone: string;
  readonly basis: 'data' | 'profile' | 'option' | 'case' | 'unknown';
}

export interface SourceRecord {
  readonly id: string;
  readonly file: string;
  /** The way inside an archive, names joined by "/"; absent where the file is none. */
  readonly member?: string;
  /** Sheet of a workbook. */
  readonly sheet?: string;
  /** Of the delivered file; so is `bytes`. */
  readonly sha256: string;
  readonly bytes: number;
  readonly kind: SourceKind;
  readonly format: string;
  readonly encoding: string;
  readonly profile: string | null;
  readonly state: 'imported' | 'already-imported' | 'refused' | 'withdrawn';
  readonly error?: ErrorReport;
  readonly rowsRead: number;
  readonly rowsImported: number;
  readonly rowsRejected: number;
  readonly rowsDuplicate: number;
  readonly firstEventAt: string | null;
  readonly lastEventAt: string | null;
  readonly timezoneBasis: TimezoneBasis;
  readonly mapping: Readonly<Record<string, readonly string[]>>;
  readonly rejected: readonly RejectedRecord[];
  readonly rejectedTotal: number;
  readonly integrity: readonly IntegrityNote[];
  /** Only where state is `withdrawn`. */
  readonly withdrawn?: {
    readonly at: string;
    readonly by: string;
    readonly reason: string;
    /** Id of the source that was read from the same evidence in its place. */
    readonly replacedBy?: string;
  };
}

/** One account of the files that were imported together; rows of files that were already in the case count too. */
export interface DeliveryTotals {
  readonly files: number;
  /** Ids of the sources. */
  readonly sources: readonly string[];
  readonly imported: number;
  readonly alreadyImported: number;
  readonly refused: number;
  readonly rowsRead: number;
  readonly rowsImported: number;
  readonly rowsRejected: number;
  readonly rowsDuplicate: number;
  readonly firstEventAt: string | null;
  readonly lastEventAt: string | null;
}

export interface EventRecord {
  readonly file: string;
  readonly sheet?: string;
  readonly member?: string;
  readonly row: number;
  /** 1-based row of the sheet. */
  readonly sheetRow?: number;
  /** Byte offset of the record in the file, the member or the sheet's part of the workbook. */
  readonly offset: number;
  readonly at: string;
  readonly atOriginal: string;
  /** Canonical fields by name; a field the source does not have is absent here and not-exported in states. */
  readonly [canonicalField: string]: unknown;
  /** Where else the case has this event; absent where it has it once. */
  readonly occurrences?: readonly { readonly file: string; readonly row: number }[];
  /** Cell states other than `value`, by canonical field. */
  readonly states: Readonly<Record<string, CellState>>;
  readonly facts: Readonly<Record<string, string | number>>;
  /** The source's own further columns, by header. */
  readonly extra: Readonly<Record<string, string>>;
}

export interface RuleSummary {
  readonly ruleId: string;
  readonly title: string;
  readonly level: Level;
  readonly file: string;
  readonly author: string;
  readonly license: string;
}

export interface RuleProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

export interface RuleStatus {
  readonly ruleId: string;
  readonly title: string;
  readonly file: string;
  readonly status: 'ran' | 'not-applicable' | 'failed';
  readonly reason?: string;
  readonly line?: number;
  readonly column?: number;
  readonly rowsExamined: number;
  readonly hits: number;
  readonly ms: number;
}

export interface FindingGround {
  readonly ruleId: string;
  readonly title: string;
  readonly level: Level;
  readonly author: string;
  readonly sentence: string;
  readonly eventCount: number;
}

export interface FindingExplanation {
  readonly kind: string;
  readonly sentence: string;
  readonly eventCount: number;
}

export interface FindingEvent {
  readonly file: string;
  readonly row: number;
  readonly nativeId: string | null;
  readonly at: string;
}

export interface FindingNote {
  readonly at: string;
  readonly examiner: string;
  readonly text: string;
  readonly internal: boolean;
}

/** A finding that rests on records of sources that were withdrawn after the run of rules that made it. */
export interface StaleMark {
  /** One sentence, for people. */
  readonly reason: string;
  /** When the first of the sources was withdrawn. */
  readonly since: string;
  /** Ids of the withdrawn sources. */
  readonly sources: readonly string[];
}

/** One per actor and target, per actor and pattern, or per target and crowd. */
export type FindingKind = 'actor-target' | 'actor-pattern' | 'target-crowd';

export interface FindingRecord {
  readonly id: string;
  readonly rank: number;
  readonly score: number;
  readonly title: string;
  readonly level: Level;
  readonly kind: FindingKind;
  readonly actors: readonly string[];
  readonly targets: readonly string[];
  readonly eventCount: number;
  readonly grounds: readonly FindingGround[];
  readonly explanations: readonly FindingExplanation[];
  readonly cannotTell: readonly string[];
  readonly events: readonly FindingEvent[];
  readonly disposition: Disposition | null;
  readonly dispositionReason?: string;
  readonly notes: readonly FindingNote[];
  readonly tags: readonly string[];
  /** Absent where every record it rests on is still in the case. */
  readonly stale?: StaleMark;
}

export interface VerifyCheck {
  readonly check: string;
  readonly ok: boolean;
  readonly detail: string;
}

export interface IdentityRecord {
  readonly subject: string;
  /** SHA-256 of the root certificate, lower-case hex: what the paper certification carries. */
  readonly fingerprint: string;
  readonly notBefore: string;
  readonly notAfter: string;
}

export interface PackageVerdict {
  readonly unchanged: { readonly ok: boolean; readonly problems: readonly string[] };
  readonly signed: {
    readonly ok: boolean;
    readonly subject: string;
    readonly fingerprint: string;
    readonly trust: 'trusted' | 'untrusted-unknown' | 'mismatch';
  };
  readonly timestamp: { readonly state: 'absent' | 'valid' | 'invalid'; readonly at?: string };
}

export interface LogEntry {
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly hash: string;
  readonly previous: string;
}
