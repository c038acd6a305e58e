import type { IntegrityNote } from '../../../../../shared/contract/records.ts';
import { deepestArray, deepestColumn, longestName, mostColumns, mostElements } from './bounds.ts';
import type { Reading } from './reading.ts';
import type { JsonShape } from './shape.ts';

const note = (severity: IntegrityNote['severity'], check: string, message: string): IntegrityNote => ({
  check,
  severity,
  message,
});

/** What is to be said of a file of JSON that was read, beside its rejected records. */
export function jsonNotes(
  shape: JsonShape,
  reading: Reading,
  escapedNames: readonly string[],
): IntegrityNote[] {
  return [...framingNotes(shape, reading), ...envelopeNotes(reading), ...oddityNotes(reading, escapedNames)];
}

function framingNotes({ kind, path, unwrap }: JsonShape, reading: Reading): IntegrityNote[] {
  const notes: IntegrityNote[] = [];
  if (kind === 'array' && path.length > 0) {
    notes.push(note('info', 'json-records', `records are the elements of the array ${path.join('.')}`));
  }
  if (unwrap !== null) {
    notes.push(
      note(
        'info',
        'json-wrapper',
        `the fields of each record stand inside “${unwrap}”; columns are named without it`,
      ),
    );
  }
  if (reading.endsEarly) {
    notes.push(
      note(
        'warning',
        'json-cut-off',
        'the file ends before its array does: it was cut off. Ask for a complete one',
      ),
    );
  }
  if (reading.commaFaults > 0) {
    const at = `the first at byte ${reading.firstCommaFault}`;
    notes.push(
      note(
        'notice',
        'json-commas',
        `commas between records are missing or too many in ${places(reading.commaFaults)}, ${at}: the file was not written by a program, or was changed since`,
      ),
    );
  }
  return notes;
}

/** Keys by which services say that there is more than this page of it. */
const continuation =
  /(^|\.)(@odata\.nextLink|nextLink|nextToken|next_token|nextPageToken|next_page|NextMarker|LastEvaluatedKey|scroll_id|_scroll_id)$/i;
const statedTotal = /(^|\.)(total|totalCount|total_count|totalRecords|recordCount|@odata\.count|count)$/i;

function envelopeNotes(reading: Reading): IntegrityNote[] {
  const { envelope, otherArrays, records, rejected, limit, bytes, documents } = reading;
  const notes: IntegrityNote[] = [];
  if (envelope.size > 0) {
    const entries = [...envelope].map(([name, text]) => `${name} = ${text}`);
    const shown = entries.slice(0, 8).join(', ');
    const more = entries.length > 8 ? ` and ${entries.length - 8} more` : '';
    notes.push(
      note(
        'info',
        'json-envelope',
        `outside of the records (${bytes.envelope} bytes) the ${documents > 1 ? `last of ${documents} documents` : 'file'} says ${shown}${more}`,
      ),
    );
  }
  for (const [name, size] of otherArrays) {
    const readBytes = bytes.records + bytes.rejected;
    if (size * 10 < readBytes) continue;
    const larger = size > readBytes;
    notes.push(
      note(
        larger ? 'warning' : 'notice',
        'json-other-array',
        `the file also has an array of objects at ${name} (${size} bytes), which was not read as records${larger ? ', though it is larger than the one that was: choose it if the records are there' : ''}`,
      ),
    );
  }
  for (const [name, text] of envelope) {
    if (continuation.test(name) && text !== 'null' && text !== '""') {
      notes.push(
        note(
          'warning',
          'json-continues',
          `the file says by ${name} that more follows it: ask whether the rest was handed over`,
        ),
      );
    }
    const total = documents === 1 && statedTotal.test(name) ? statedNumber(text) : null;
    if (total !== null && limit === Number.POSITIVE_INFINITY && total !== records + rejected) {
      notes.push(
        note(
          'warning',
          'json-total',
          `the file states ${name} = ${total}; it has ${records + rejected} records`,
        ),
      );
    }
  }
  return notes;
}

/** A number, or Elastic's {"value": number, …}. */
function statedNumber(text: string): number | null {
  const match = /^(\d{1,15})$|^\{\s*"value"\s*:\s*(\d{1,15})\b/.exec(text);
  return match === null ? null : Number(match[1] ?? match[2]);
}

function oddityNotes({ reader: { oddities } }: Reading, escapedNames: readonly string[]): IntegrityNote[] {
  const notes: IntegrityNote[] = [];
  if (oddities.repeatedKeys > 0) {
    notes.push(
      note(
        'warning',
        'json-repeated-keys',
        `objects have the same key twice in ${places(oddities.repeatedKeys)}: all values are kept, the second in a column “… #2”. Programs differ in which one they read`,
      ),
    );
  }
  if (oddities.loneSurrogates > 0) {
    notes.push(
      note(
        'notice',
        'json-half-characters',
        `half of a character stands in ${places(oddities.loneSurrogates)}: it is shown as it is written, like \\ud800`,
      ),
    );
  }
  if (oddities.overflowing > 0) {
    notes.push(
      note(
        'notice',
        'json-more-fields',
        `${oddities.overflowing} records have fields beyond ${mostColumns} columns or with names longer than ${longestName} characters: they are kept together as JSON in the last column`,
      ),
    );
  }
  if (oddities.deep > 0) {
    notes.push(
      note(
        'info',
        'json-depth',
        `what lies deeper than ${deepestColumn} objects or ${deepestArray} arrays is kept as JSON text, in ${places(oddities.deep)}`,
      ),
    );
  }
  if (oddities.longArrays > 0) {
    notes.push(
      note(
        'info',
        'json-long-arrays',
        `arrays of more than ${mostElements} objects have the rest as JSON text in a column “…[${mostElements}…]”, in ${places(oddities.longArrays)}`,
      ),
    );
  }
  if (escapedNames.length > 0) {
    const shown = escapedNames.slice(0, 5).join(', ');
    notes.push(
      note(
        'notice',
        'json-names',
        `${escapedNames.length} columns have keys with dots or brackets that would read like others, and are written with \\: ${shown}`,
      ),
    );
  }
  return notes;
}

function places(count: number): string {
  return count === 1 ? '1 place' : `${count} places`;
}
