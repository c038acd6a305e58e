import type { IntegrityNote } from '../../../../shared/contract/records.ts';
import type { JobContext } from '../../job.ts';
import type { CsvShape } from '../csv/sniff.ts';
import type { TableAccount } from '../readers/table-reader.ts';
import type { ReadingMade } from './delivered-table.ts';
import type { OriginReader } from './places.ts';
import type { RejectedPlace } from './text-writer.ts';

/** Text made from a delivered file, ready to be cut into records. */
export interface MadeText {
  /** Written out by us: cells without quotes are absent, the header is the first line. */
  readonly isRendered: boolean;
  /** How the delimited text was written that this was written out from; null where it was none. */
  readonly writtenFrom: CsvShape | null;
  readonly sha256: string;
  readonly sizeBytes: number;
  /** Every byte of what was read; null where it is the text itself, whose own account holds. */
  readonly account: TableAccount | null;
  /** What reading it to its end found out. */
  readonly notes: readonly IntegrityNote[];
  readonly rejected: readonly RejectedPlace[];
  /** Null where places in the text are places in what it was made from. */
  readonly openOrigins: (() => OriginReader) | null;
}

export interface MakeRequest {
  /** Where the text goes; must not exist. */
  readonly textPath: string;
  readonly job: JobContext;
  /** Records after which to stop, for a preview. */
  readonly limit?: number;
}

/** A table found in a delivered file whose records must be written out as text before they can be cut. */
export interface TableCandidate {
  readonly member: string | null;
  readonly sheet: string | null;
  /** As `json lines`; null: that of the text. */
  readonly format: string | null;
  /** Null: that of the text. */
  readonly encoding: string | null;
  /** What the byte account adds up. */
  readonly accountOf: string;
  readonly made: Omit<ReadingMade, 'isRendered'>;
  /** One of several tables of which some may be no log: it is passed over, with a word, where it has no times. */
  readonly mayBeNoLog: boolean;
  readonly notes: readonly IntegrityNote[];
  make(request: MakeRequest): Promise<MadeText>;
}

/** Something in a delivered file that is not read, and why. */
export interface NotRead {
  readonly name: string;
  readonly sizeBytes: number;
  readonly why: string;
}

/** What is in a delivered file. */
export interface Contents {
  readonly candidates: readonly TableCandidate[];
  readonly notRead: readonly NotRead[];
  /** Members that cannot be read although they may be logs. */
  readonly refused: readonly { readonly member: string; readonly error: Error }[];
  close(): Promise<void>;
}
