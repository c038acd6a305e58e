import type { EventTable } from '../events/table.ts';
import type { ActLinks } from './act-links.ts';
import { joinRows, runsWithin } from './joined-rows.ts';
import { keyOf, markerColumns, textReader } from './marker-columns.ts';

/** More records are no one statement. */
const mostOfOne = 500;
/** Statement numbers begin anew with a session; a process number of the system can come again. */
const statementSeconds = 3600;

/** Joins sub-statements of one statement of one session (pgaudit), and records that were split over rows (SQL Server). */
export function* joinStatements(table: EventTable, links: ActLinks): Generator<void> {
  yield* joinSubstatements(table, links);
  yield* joinSplitRecords(table, links);
}

function* joinSubstatements(table: EventTable, links: ActLinks): Generator<void> {
  const part = markerColumns(table, 'substatement');
  if (part.length === 0) return;
  yield* joinRows(
    table,
    {
      by: ['statement', 'session'],
      keyOf: (source, { statement, session }, i) => keyOf(source, statement!(i), session!(i)),
      wanted: { part },
      mostRows: mostOfOne,
    },
    (rows, micros, { part: parts }) => {
      for (const run of runsWithin(micros, statementSeconds)) {
        let first = -1;
        let number = Number.NaN;
        for (const at of inOrderOfRecord(rows, run)) {
          const own = Number(parts![at] ?? Number.NaN);
          // A number that does not grow begins another statement.
          if (first !== -1 && own > number) links.add(rows[at]!, rows[first]!, 'statement', 'derived');
          else first = at;
          number = own;
        }
      }
    },
  );
}

/** Sub-statements have the time of their statement; what orders them is the record. */
function inOrderOfRecord(rows: Int32Array, run: readonly number[]): number[] {
  return run.toSorted((a, b) => rows[a]! - rows[b]!);
}

function* joinSplitRecords(table: EventTable, links: ActLinks): Generator<void> {
  const part = markerColumns(table, 'sequence').filter((name) => isMostlyOne(table, name));
  if (part.length === 0) return;
  yield* joinRows(
    table,
    {
      by: ['session', 'sequence'],
      keyOf: (source, { session, actor, action, micros }, i) =>
        keyOf(source, session!(i), actor!(i) ?? '', action!(i) ?? '', micros!(i)),
      wanted: { part },
      mostRows: mostOfOne,
    },
    (rows, _micros, { part: parts }) => {
      let first = -1;
      let number = 0;
      for (const at of inOrderOfRecord(rows, [...rows.keys()])) {
        const own = Number(parts![at] ?? Number.NaN);
        if (first !== -1 && own === number + 1) links.add(rows[at]!, rows[first]!, 'statement', 'completion');
        else first = own === 1 ? at : -1;
        number = own;
      }
    },
  );
}

/** Parts of a split record are numbered from 1, and few records are split: a running number is something else. */
function isMostlyOne(table: EventTable, name: string): boolean {
  for (let index = 0; index < table.sliceCount; index++) {
    const slice = table.slice(index);
    if (slice.column(name) === undefined) continue;
    const read = textReader(slice, name);
    const looked = Math.min(slice.rowCount, 1000);
    let ones = 0;
    for (let i = 0; i < looked; i++) if (read(i) === '1') ones++;
    if (ones * 2 < looked) return false;
  }
  return true;
}
