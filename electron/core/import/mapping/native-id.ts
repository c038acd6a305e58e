import type { IntegrityNote } from '../../../../shared/contract/records.ts';
import type { CandidateColumn } from './mapped-column.ts';

const uuid = /^\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$/i;

/**
 * Why a column cannot be the log's own id of an event, judged by samples; null if it can. A wrong one would make one
 * event of several: ids that count rows start anew in the next file, ids of users or event types repeat.
 */
export function whyNotEventId(column: CandidateColumn, timeCells: readonly string[]): IntegrityNote | null {
  const ids = column.samples.map((sample) => sample.trim());
  const name = JSON.stringify(column.header);
  if (countsRows(ids)) {
    return note(`column ${name} numbers the rows of this file, so it does not identify events across files`);
  }
  const timeOf = new Map<string, string>();
  for (const [row, id] of ids.entries()) {
    if (id === '') continue;
    const time = timeCells[row] ?? '';
    const earlier = timeOf.get(id);
    if (earlier !== undefined && earlier !== time) {
      return note(
        `column ${name} has the same value at different times, for example ${JSON.stringify(id.slice(0, 60))}, so it does not identify events`,
      );
    }
    timeOf.set(id, time);
  }
  return null;
}

/** A column without a name whose samples are UUIDs, each different. */
export function looksLikeEventId({ samples }: CandidateColumn): boolean {
  return (
    samples.length > 1 && samples.every((id) => uuid.test(id)) && new Set(samples).size === samples.length
  );
}

function countsRows(ids: readonly string[]): boolean {
  const first = Number(ids[0]);
  if (ids.length < 2 || (first !== 0 && first !== 1)) return false;
  return ids.every((id, row) => id !== '' && Number(id) === first + row);
}

function note(message: string): IntegrityNote {
  return {
    check: 'mapping-id',
    severity: 'warning',
    message: `${message}: repeats are found by whole records`,
  };
}
