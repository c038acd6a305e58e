import { AppError } from '../../../shared/contract/errors.ts';
import type { MethodArgs } from '../../../shared/contract/methods.ts';
import type { RejectedPage, SourceAccount } from '../../../shared/contract/window.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import { EvidenceReader } from '../events/evidence-reader.ts';
import { textOfBytes } from '../events/text-of-bytes.ts';
import type { ReadingMade } from './delivery/delivered-table.ts';
import type { Receipt } from './receipt.ts';
import { readAllSources, type StoredSource } from './source-record.ts';

/** Characters of a rejected record that are shown. */
const maxCharacters = 2000;

/** The contract's source.account: where the bytes of a source went and how it was delivered. Throws not-found. */
export function sourceAccount(caseFile: CaseFile, sourceId: string): SourceAccount {
  const { record, receipt, importedAt, importedBy } = findSource(caseFile, sourceId);
  const { byteAccount, profileNotes, cannotTell, timezoneData, delivery } = receipt;
  return {
    record,
    byteAccount: { ...byteAccount },
    profileNotes,
    cannotTell,
    ...delivery,
    importedAt,
    importedBy,
    timezoneData,
  };
}

/** The contract's source.rejected: a page of the records that are no events, each as it stands in the sealed file. */
export function rejectedRecords(
  caseFile: CaseFile,
  { source, limit, offset }: Omit<MethodArgs<'source.rejected'>, 'dir'>,
): RejectedPage {
  const { record, receipt } = findSource(caseFile, source);
  const rows = caseFile.db
    .prepare(
      `SELECT record AS row, byte_offset AS offset, byte_length AS length, reason FROM rejected
       WHERE source_id = ? ORDER BY record, byte_offset LIMIT ? OFFSET ?`,
    )
    .all(Number(record.id.slice(1)), limit, offset) as Omit<RejectedPage['rejected'][number], 'text'>[];
  const textSha256 = placesOf(caseFile, receipt);
  const evidence = new EvidenceReader((sha256) => caseFile.textPath(sha256));
  try {
    return {
      total: record.rejectedTotal,
      rejected: rows.map((rejected) => {
        if (textSha256 === null) return { ...rejected, text: '' };
        const shown = Math.min(rejected.length, maxCharacters * 4);
        return {
          ...rejected,
          text: textOfBytes(evidence.read(textSha256, rejected.offset, shown), maxCharacters),
        };
      }),
    };
  } finally {
    evidence.close();
  }
}

/**
 * SHA-256 of the file in the case in which offsets of records are places; null where they are places in something that is
 * kept packed only: a sheet of a workbook, a table of an archive that was written out anew.
 */
function placesOf({ db }: CaseFile, { sha256, textSha256, member, sheet }: Receipt): string | null {
  if (member === null && sheet === null) return sha256;
  const made = db.prepare('SELECT made FROM reading WHERE sha256 = ?').pluck().get(textSha256) as
    | string
    | undefined;
  if (made === undefined) return null;
  const { by, isRendered } = JSON.parse(made) as ReadingMade;
  return by === 'member' && !isRendered ? textSha256 : null;
}

function findSource({ db }: CaseFile, sourceId: string): StoredSource {
  const sources = readAllSources(db);
  const found = sources.find(({ record }) => record.id === sourceId);
  if (found) return found;
  const ids = sources.map(({ record }) => `${record.id} (${record.file})`).join(', ');
  throw new AppError(
    'not-found',
    `there is no source ${JSON.stringify(sourceId)}: ${ids === '' ? 'nothing is imported yet' : `there are ${ids}`}`,
    { source: sourceId },
  );
}
