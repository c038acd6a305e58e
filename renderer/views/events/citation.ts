import type { EventDetail } from '../../../shared/contract/window.ts';

const numbers = new Intl.NumberFormat('en-US');

/** One line that leads anyone with the sealed file to this record, for a note or a letter. */
export function citationOf({ event, sourceSha256, originalLength }: EventDetail): string {
  const place = [
    event.file,
    event.member === undefined ? '' : `member ${event.member}`,
    event.sheet === undefined ? '' : `sheet ${event.sheet}`,
    `record ${numbers.format(event.row)}`,
  ].filter((part) => part !== '');
  const bytes = `byte ${numbers.format(event.offset)}, ${numbers.format(originalLength)} bytes`;
  const written = event.atOriginal === event.at ? '' : `, in the log “${event.atOriginal}”`;
  return `${place.join(', ')} (${bytes}; SHA-256 of the file ${sourceSha256}); ${event.at} UTC${written}`;
}
