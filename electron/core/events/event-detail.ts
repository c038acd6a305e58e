import { AppError } from '../../../shared/contract/errors.ts';
import type { MethodArgs } from '../../../shared/contract/methods.ts';
import type { EventDetail } from '../../../shared/contract/window.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import { findingsCiting } from '../findings/findings-citing.ts';
import { placeOfRow } from './locate.ts';
import { openEvents } from './open-events.ts';
import { textOfBytes } from './text-of-bytes.ts';

/** Characters of the original record that are shown. */
const maxCharacters = 100_000;

/**
 * The contract's event.detail: the event at a place among those that meet all conditions, with the bytes it was read
 * from and the findings that cite it, by this record or by another occurrence of it. Throws not-found, usage.
 */
export function eventDetail(
  caseFile: CaseFile,
  { where, position }: Omit<MethodArgs<'event.detail'>, 'dir'>,
): EventDetail {
  const events = openEvents(caseFile);
  const { store } = events;
  const rows = events.rows(where);
  const row = rows[position];
  if (row === undefined) {
    throw new AppError('not-found', `there is no event ${position}: ${rows.length} meet the conditions`, {
      position,
      total: rows.length,
    });
  }
  const place = store.place(row);
  const occurrences = [place, ...events.occurrences(row).map((repeat) => store.place(repeat))];
  return {
    event: events.read(Int32Array.of(row))[0]!,
    sourceId: `S${place.sourceId}`,
    sourceSha256: place.sourceSha256,
    originalText: textOfBytes(store.originalBytes(row), maxCharacters),
    originalLength: place.length,
    position: where.length === 0 ? position : placeOfRow(events, row),
    findings: findingsCiting(caseFile, occurrences),
  };
}
