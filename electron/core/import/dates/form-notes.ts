import type { IntegrityNote } from '../../../../shared/contract/records.ts';
import type { SampleReading } from './read-samples.ts';
import { zoneWordOf } from './zone-words.ts';

/** Digits behind the sixth of a fraction, or of a count of nanoseconds, that are not all zero. */
const finerThanMicros = /\d[.,]\d{6}(?=\d*[1-9])\d{1,3}(?!\d)/;
const finerNanoseconds = /^\s*\d{13,}(?!000\s*$)\d{3}\s*$/;

/** What is to be known of how the times are written, where it is not plain to see. */
export function formNotes(
  texts: readonly string[],
  { layout, byWord }: SampleReading,
  zone: string | null,
): IntegrityNote[] {
  const notes: IntegrityNote[] = [];
  const add = (message: string) => notes.push({ check: 'time-form', severity: 'info', message });
  if (layout.kind === 'epoch') add(`the times are counts of ${layout.unit} since 1970-01-01 UTC`);
  if (layout.kind === 'serial') add(`the times are days of a spreadsheet since ${layout.epochYear}`);
  const finer = layout.kind === 'epoch' && layout.unit === 'nanoseconds' ? finerNanoseconds : finerThanMicros;
  if (texts.some((text) => finer.test(text))) {
    add(
      'the times have digits beyond the microsecond: these are kept in the original text only, and do not order events',
    );
  }
  if (byWord > 0) {
    const words = new Set(texts.map(zoneWordOf).filter((word) => word !== null));
    add(`the times end in ${[...words].slice(0, 6).join(', ')}, read as names for times in ${zone}`);
  }
  return notes;
}
