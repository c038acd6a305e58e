import type { ImportChoices } from '../../../shared/contract/import-choices.ts';
import type { IntegrityNote, RejectedRecord, TimezoneBasis } from '../../../shared/contract/records.ts';
import type { CsvShape } from './csv/sniff.ts';
import type { DeliveredTable } from './delivery/delivered-table.ts';
import type { ImportRequest } from './import-request.ts';
import { integrityNotes } from './integrity.ts';
import type { ImportPlan } from './plan-import.ts';
import type { ReadTotals } from './read-records.ts';
import type { TableAccount } from './readers/table-reader.ts';
import type { CheckedRecords } from './store-records.ts';

/** What the agency and the examiner said of a file when it came. */
export interface Delivery {
  readonly receivedFrom: string | null;
  readonly authority: string | null;
  readonly statedSha256: string | null;
  readonly statedRows: number | null;
}

/** Every byte of what was read, by what it is; the sum is its size. */
export type ByteAccount = Readonly<Record<string, number>>;

/** The account of one import: stored with the source, shown to the examiner, printed in reports. */
export interface Receipt {
  /** Of the delivered file; so is `bytes`. */
  readonly sha256: string;
  readonly bytes: number;
  /** Of the text the records are cut from: the same, or a reading. */
  readonly textSha256: string;
  readonly member: string | null;
  readonly sheet: string | null;
  /** What `byteAccount` adds up: the file, a member of the archive, a part of the workbook. */
  readonly accountOf: string;
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
  /** What the examiner chose, as far as it decides how the file is read. */
  readonly choices: ImportChoices & { readonly profile?: string; readonly timezone?: string };
}

/** What was delivered, where the records were cut from a reading of it. */
export interface ReadingFacts {
  /** Of the delivered file. */
  readonly sha256: string;
  readonly bytes: number;
  /** Null: those of the text. */
  readonly format: string | null;
  readonly encoding: string | null;
  readonly accountOf: string;
  /** Null: the text's own account holds. */
  readonly account: TableAccount | null;
  readonly notes: readonly IntegrityNote[];
  readonly rejected: number;
}

export interface ReceiptFacts {
  readonly plan: ImportPlan;
  readonly request: ImportRequest;
  readonly table: DeliveredTable;
  readonly delivered: ReadingFacts | null;
  /** Of the text the records were cut from. */
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
  const { plan, request, table, delivered, sha256, totals, found } = facts;
  const { profile } = plan;
  const byteAccount = accountOf(facts);
  const { tally, rowsDuplicate } = found;
  const rowsRead = totals.records + (delivered?.rejected ?? 0);
  if (rowsRead !== totals.rows + tally.rejectedTotal) {
    throw new Error(`${rowsRead} records read, ${totals.rows} and ${tally.rejectedTotal} accounted for`);
  }
  const hasEvents = totals.rows > 0;
  return {
    sha256: delivered?.sha256 ?? sha256,
    bytes: delivered?.bytes ?? plan.sizeBytes,
    textSha256: sha256,
    member: table.member,
    sheet: table.sheet,
    accountOf: delivered?.accountOf ?? 'the file',
    byteAccount,
    ...formatOf(plan.shape),
    ...(delivered?.format ? { format: delivered.format } : {}),
    ...(delivered?.encoding ? { encoding: delivered.encoding } : {}),
    profile: profile?.id ?? null,
    profileNotes: profile?.notes ?? [],
    cannotTell: profile?.cannotTell ?? [],
    rowsRead,
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
    integrity: [
      ...(delivered?.notes ?? []),
      ...(delivered?.account?.notes ?? []),
      ...plan.notes,
      ...integrityNotes({ ...facts, rowsRead }),
    ],
    delivery: {
      receivedFrom: request.receivedFrom ?? null,
      authority: request.authority ?? null,
      statedSha256: request.expectSha256?.toLowerCase() ?? null,
      statedRows: request.expectRows ?? null,
    },
    choices: {
      ...request.choices,
      ...(request.profile === undefined ? {} : { profile: request.profile }),
      ...(request.timezone === undefined ? {} : { timezone: request.timezone }),
    },
  };
}

/** Every byte of what was read; throws where they do not add up, as that would be a bug. */
function accountOf({ plan, delivered, totals }: ReceiptFacts): ByteAccount {
  const { shape } = plan;
  const text: ByteAccount = {
    byteOrderMark: shape.bomBytes,
    preamble: shape.headerOffset - shape.bomBytes,
    header: shape.dataOffset - shape.headerOffset,
    records: totals.recordBytes,
    rejected: totals.rejectedBytes,
    blankLines: totals.blankBytes,
  };
  const counted = Object.values(text).reduce((sum, bytes) => sum + bytes, 0);
  if (counted !== plan.sizeBytes) {
    throw new Error(`${counted} of ${plan.sizeBytes} bytes are accounted for`);
  }
  return delivered?.account?.bytes ?? text;
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
