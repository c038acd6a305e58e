import type { EventDetail } from '../../../shared/contract/window.ts';
import { formatCount } from '../../ui/number-format.ts';
import { visibleString } from '../../ui/visible-pieces.ts';

/** One line that leads anyone with the sealed file to this record, for a note or a letter; nothing in it is hidden. */
export function citationOf({ event, sourceSha256, originalLength }: EventDetail): string {
  const place = [
    event.file,
    event.member === undefined ? '' : `member ${event.member}`,
    event.sheet === undefined ? '' : `sheet ${event.sheet}`,
    `record ${formatCount(event.row)}`,
  ].filter((part) => part !== '');
  const bytes = `byte ${formatCount(event.offset)}, ${formatCount(originalLength)} bytes`;
  const written = event.atOriginal === event.at ? '' : `, in the log “${event.atOriginal}”`;
  return visibleString(
    `${place.join(', ')} (${bytes}; SHA-256 of the file ${sourceSha256}); ${event.at} UTC${written}`,
  );
}
