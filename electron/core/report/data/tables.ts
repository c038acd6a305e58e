import type { CitedCell, ReportModel } from '../model.ts';
import { csvRecord } from './csv.ts';

/** Pieces of UTF-8 text that make up one file. */
type TextPieces = Generator<string>;

/** Every record that a finding cites, once for each finding that cites it. */
export function* recordsCsv({ findings, sources }: ReportModel): TextPieces {
  const hashes = new Map(sources.map(({ record }) => [record.id, record.sha256]));
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
    ...['actor', 'target', 'reason', 'case_number'].flatMap((name) => [name, `${name}_state`]),
  ]);
  for (const { record, records } of findings) {
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
      ]);
    }
  }
}

const textAndState = ({ text, state }: CitedCell): [string, string] => [text, state];

/** Every file that was examined. */
export function* sourcesCsv({ sources }: ReportModel): TextPieces {
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
  ]);
  for (const { record, custody } of sources) {
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
    ]);
  }
}

/** Every record that could not be read. */
export function* rejectedCsv({ sources }: ReportModel): TextPieces {
  yield csvRecord(['source_id', 'source_file', 'source_sha256', 'row', 'byte_offset', 'reason']);
  for (const { record, rejected } of sources) {
    for (const { row, offset, reason } of rejected) {
      yield csvRecord([record.id, record.file, record.sha256, row, offset, reason]);
    }
  }
}
