import type { CitedCell, ReportModel } from '../model.ts';
import { csvRecord } from './csv.ts';

/** Pieces of UTF-8 text that make up one file. */
type TextPieces = Generator<string>;

/** Every record that a finding cites, once for each finding that cites it. */
export function* recordsCsv({ findings, sources, withdrawnSources }: ReportModel): TextPieces {
  const hashes = new Map([...sources, ...withdrawnSources].map(({ record }) => [record.id, record.sha256]));
  yield csvRecord([
    'finding_id',
    'source_id',
    'source_file',
    'source_sha256',
    'row',
    'byte_offset',
    'at_utc',
    'at_as_logged',
    'native_id',
    ...citedFields.flatMap((name) => [name, `${name}_state`]),
    'withdrawn',
  ]);
  for (const { record, records, withdrawn } of findings) {
    for (const cited of records) {
      yield csvRecord([
        record.id,
        cited.sourceId,
        cited.file,
        hashes.get(cited.sourceId) ?? null,
        cited.row,
        cited.offset,
        cited.at,
        cited.atOriginal,
        cited.nativeId,
        ...textAndState(cited.actor),
        ...textAndState(cited.target),
        ...textAndState(cited.reason),
        ...textAndState(cited.caseNumber),
        null,
      ]);
    }
    // No events any more: what is known of them is where they stood.
    for (const { sourceId, file, row, at, nativeId } of withdrawn) {
      const place = [sourceId, file, hashes.get(sourceId) ?? null, row, null];
      const cells = citedFields.flatMap(() => ['', '']);
      yield csvRecord([record.id, ...place, at, null, nativeId, ...cells, 'yes']);
    }
  }
}

const citedFields = ['actor', 'target', 'reason', 'case_number'];

const textAndState = ({ text, state }: CitedCell): [string, string] => [text, state];

/** Every file that was examined, then those that were withdrawn. */
export function* sourcesCsv({ sources, withdrawnSources }: ReportModel): TextPieces {
  yield csvRecord([
    'source_id',
    'file',
    'sha256',
    'bytes',
    'kind',
    'format',
    'encoding',
    'profile',
    'state',
    'rows_read',
    'rows_imported',
    'rows_rejected',
    'rows_duplicate',
    'first_event_at_utc',
    'last_event_at_utc',
    'time_zone',
    'time_zone_basis',
    'received_from',
    'authority',
    'imported_at_utc',
    'imported_by',
    'stated_sha256',
    'stated_rows',
    'withdrawn_at_utc',
    'withdrawn_by',
    'withdrawn_because',
    'replaced_by',
  ]);
  for (const { record, custody } of [...sources, ...withdrawnSources]) {
    yield csvRecord([
      record.id,
      record.file,
      record.sha256,
      record.bytes,
      record.kind,
      record.format,
      record.encoding,
      record.profile,
      record.state,
      record.rowsRead,
      record.rowsImported,
      record.rowsRejected,
      record.rowsDuplicate,
      record.firstEventAt,
      record.lastEventAt,
      record.timezoneBasis.zone,
      record.timezoneBasis.basis,
      custody.receivedFrom,
      custody.authority,
      custody.importedAt,
      custody.importedBy,
      custody.statedSha256,
      custody.statedRows,
      record.withdrawn?.at ?? null,
      record.withdrawn?.by ?? null,
      record.withdrawn?.reason ?? null,
      record.withdrawn?.replacedBy ?? null,
    ]);
  }
}

/** Every record that could not be read. */
export function* rejectedCsv({ sources, withdrawnSources }: ReportModel): TextPieces {
  yield csvRecord(['source_id', 'source_file', 'source_sha256', 'row', 'byte_offset', 'reason']);
  for (const { record, rejected } of [...sources, ...withdrawnSources]) {
    for (const { row, offset, reason } of rejected) {
      yield csvRecord([record.id, record.file, record.sha256, row, offset, reason]);
    }
  }
}
