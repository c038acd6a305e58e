import type { IntegrityNote, RejectedRecord, TimezoneBasis } from '../../../shared/contract/records.ts';
import type { CsvShape } from './csv/sniff.ts';
import type { ImportRequest } from './import-files.ts';
import { integrityNotes } from './integrity.ts';
import type { ImportPlan } from './plan-import.ts';
import type { ReadTotals } from './read-records.ts';
import type { CheckedRecords } from './store-records.ts';

/** What the agency and the examiner said of a file when it came. */
export interface Delivery {
  readonly receivedFrom: string | null;
  readonly authority: string | null;
  readonly statedSha256: string | null;
  readonly statedRows: number | null;
}

/** Every byte of the file, by what it is; the sum is the file's size. */
export interface ByteAccount {
  readonly byteOrderMark: number;
  readonly preamble: number;
  readonly header: number;
  readonly records: number;
  readonly rejected: number;
  readonly blankLines: number;
}

/** The account of one import: stored with the source, shown to the examiner, printed in reports. */
export interface Receipt {
  readonly sha256: string;
  readonly bytes: number;
  readonly byteAccount: ByteAccount;
  readonly format: string;
  readonly encoding: string;
  readonly profile: string | null;
  readonly profileNotes: readonly string[];
  readonly cannotTell: readonly string[];
  readonly rowsRead: number;
  readonly rowsImported: number;
  readonly rowsRejected: number;
  readonly rowsDuplicate: number;
  readonly firstEventMicros: number | null;
  readonly lastEventMicros: number | null;
  readonly timezoneBasis: TimezoneBasis;
  /** Release of the IANA time zone data. */
  readonly timezoneData: string;
  readonly mapping: Readonly<Record<string, readonly string[]>>;
  readonly rejected: readonly RejectedRecord[];
  readonly rejectedTotal: number;
  readonly integrity: readonly IntegrityNote[];
  readonly delivery: Delivery;
}

export interface ReceiptFacts {
  readonly plan: ImportPlan;
  readonly request: ImportRequest;
  readonly sha256: string;
  readonly totals: ReadTotals;
  readonly found: CheckedRecords;
  /** The log has ids of its own: repeats are found by them. */
  readonly hasOwnIds: boolean;
}

const formats: Record<number, string> = {
  44: 'csv',
  9: 'tsv',
  59: 'csv (semicolons)',
  124: 'csv (vertical bars)',
};

/** What a file of this shape is called. */
export function formatOf(shape: CsvShape): { format: string; encoding: string } {
  return {
    format: formats[shape.dialect.delimiter] ?? 'delimited text',
    encoding: shape.bomBytes > 0 ? 'utf-8 with byte order mark' : 'utf-8',
  };
}

/** Draws up the account; throws where it does not add up, as that would be a bug. */
export function receiptOf(facts: ReceiptFacts): Receipt {
  const { plan, request, sha256, totals, found } = facts;
  const { shape, profile } = plan;
  const byteAccount: ByteAccount = {
    byteOrderMark: shape.bomBytes,
    preamble: shape.headerOffset - shape.bomBytes,
    header: shape.dataOffset - shape.headerOffset,
    records: totals.recordBytes,
    rejected: totals.rejectedBytes,
    blankLines: totals.blankBytes,
  };
  const counted = Object.values(byteAccount).reduce((sum, bytes) => sum + bytes, 0);
  if (counted !== plan.sizeBytes) {
    throw new Error(`${counted} of ${plan.sizeBytes} bytes are accounted for`);
  }
  const { tally, rowsDuplicate } = found;
  if (totals.records !== totals.rows + tally.rejectedTotal) {
    throw new Error(
      `${totals.records} records read, ${totals.rows} and ${tally.rejectedTotal} accounted for`,
    );
  }
  const hasEvents = totals.rows > 0;
  return {
    sha256,
    bytes: plan.sizeBytes,
    byteAccount,
    ...formatOf(shape),
    profile: profile?.id ?? null,
    profileNotes: profile?.notes ?? [],
    cannotTell: profile?.cannotTell ?? [],
    rowsRead: totals.records,
    rowsImported: totals.rows - rowsDuplicate,
    rowsRejected: tally.rejectedTotal,
    rowsDuplicate,
    firstEventMicros: hasEvents ? tally.firstMicros : null,
    lastEventMicros: hasEvents ? tally.lastMicros : null,
    timezoneBasis: plan.timezoneBasis,
    timezoneData: process.versions.tz ?? 'unknown',
    mapping: mappingOf(plan),
    rejected: tally.rejected,
    rejectedTotal: tally.rejectedTotal,
    integrity: [...plan.notes, ...integrityNotes(facts)],
    delivery: {
      receivedFrom: request.receivedFrom ?? null,
      authority: request.authority ?? null,
      statedSha256: request.expectSha256?.toLowerCase() ?? null,
      statedRows: request.expectRows ?? null,
    },
  };
}

/** Columns by canonical field. */
function mappingOf({ mapping }: ImportPlan): Record<string, string[]> {
  const byField: Record<string, string[]> = {};
  for (const { field, index, header } of mapping.columns) {
    if (field === null || field === 'at') continue;
    byField[field] = [...(byField[field] ?? []), header || `#${index + 1}`];
  }
  return { at: mapping.at!.columns.map((column) => mapping.columns[column]!.header), ...byField };
}
