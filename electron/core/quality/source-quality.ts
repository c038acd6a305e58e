import type {
  NumberSequence,
  QualityExample,
  QualityNote,
  SourceQuality,
} from '../../../shared/contract/quality.ts';
import type { ActIndex } from '../acts/act-index.ts';
import type { CaseDatabase } from '../case-file/database.ts';
import { rfc3339 } from '../events/rfc3339.ts';
import type { StoreTable } from '../events/store-table.ts';
import type { Zone } from '../import/dates/zones.ts';
import type { StoredSource } from '../import/source-record.ts';
import { ColumnMeasure } from './column-measure.ts';
import { columnNotes } from './column-notes.ts';
import { controlNotes, controlTotals } from './control-totals.ts';
import { dayCoverage } from './day-coverage.ts';
import { hoursOfDay } from './day-hours.ts';
import { hourGaps } from './hour-gaps.ts';
import { grouped, note } from './note.ts';
import { numberSequence, WholeNumbers } from './number-sequence.ts';
import { type DifferingRepeat, repeatContents } from './repeat-contents.ts';
import { rowOrder } from './row-order.ts';
import { sourceColumns } from './source-columns.ts';
import { timeNotes } from './time-notes.ts';

const columnsListed = 500;

export interface QualityRequest {
  readonly db: CaseDatabase;
  readonly store: StoreTable;
  readonly acts: ActIndex;
  readonly zone: Zone;
}

/** Everything the stored records of one source show; `slices` are those of the source. Yields between pieces of work. */
export function* sourceQuality(
  { db, store, acts, zone }: QualityRequest,
  { record, receipt, importedAt }: StoredSource,
  slices: readonly number[],
): Generator<void, SourceQuality> {
  const source = record.id;
  const times = store.timesOfSource(receipt.textSha256);
  const rows = times.length;
  const all = sourceColumns(db, Number(source.slice(1)));
  const columns: SourceQuality['columns'][number][] = [];
  const sequences: NumberSequence[] = [];
  let ids: { column: string; values: Float64Array } | null = null;
  for (const column of all.slice(0, columnsListed)) {
    const measure = new ColumnMeasure(column, source);
    const numbers = new WholeNumbers(column.name, rows);
    for (const index of slices) {
      const slice = store.slice(index);
      measure.add(slice);
      numbers.add(slice);
      yield;
    }
    const measured = yield* measure.result();
    columns.push(measured);
    // Sorting millions of numbers of which many are the same would find no sequence.
    const { rows: cells, states, distinct, distinctAtLeast } = measured;
    const once = distinctAtLeast || distinct >= cells - states.empty - states['no-cell'];
    const values = once ? numbers.values() : null;
    const sequence = values && numberSequence(column.header, values);
    if (!values || !sequence) continue;
    sequences.push(sequence);
    if (ids === null || column.field === 'nativeId') ids = { column: column.header, values };
  }
  const { examples, ...repeats } = yield* repeatContents(store, slices, acts);
  const days = dayCoverage(times, zone);
  yield;
  const gaps = hourGaps(times);
  yield;
  const hours = hoursOfDay(times, zone);
  const order = rowOrder(times, ids);
  const control = controlTotals({
    ...receipt,
    rowsImported: record.rowsImported,
    rowsDuplicate: record.rowsDuplicate,
  });
  const future = laterThan(times, Date.parse(importedAt) * 1000, source);
  const [first, last] = extremes(times);
  return {
    source,
    file: record.file,
    ...(record.member === undefined ? {} : { member: record.member }),
    ...(record.sheet === undefined ? {} : { sheet: record.sheet }),
    control,
    rows,
    firstAt: first === null ? null : rfc3339(first),
    lastAt: last === null ? null : rfc3339(last),
    columns,
    columnsTotal: all.length,
    days,
    gaps,
    hours,
    order,
    sequences,
    repeats,
    atImport: record.integrity,
    notes: bySeverity([
      ...controlNotes(control),
      ...timeNotes({
        ...{ source, rows, zone: zone.name, readIn: record.timezoneBasis },
        ...{ days, gaps, hours, order, sequences, future },
      }),
      ...repeatNotes(repeats, rows, source, examples),
      ...columns.flatMap((column) => columnNotes(column, source)),
    ]),
  };
}

function repeatNotes(
  { rows: repeated, sameContent, masked, otherContent, idAtOtherTime }: SourceQuality['repeats'],
  rows: number,
  source: string,
  differing: readonly DifferingRepeat[],
): QualityNote[] {
  const notes: QualityNote[] = [];
  if (repeated > 0) {
    notes.push(
      note(
        'repeats',
        otherContent > 0 ? 'warning' : 'notice',
        `${grouped(repeated)} of ${grouped(rows)} stored records repeat an event that another record of the case stands for: ${grouped(sameContent)} say the same, ${grouped(masked)} differ only where one side is hidden, ${grouped(otherContent)} have other content`,
        'same id (without ids: the same record) and same time as a record that stands for the event; compared cell by cell where both have the column',
        [repeated, rows],
        {
          examples: differing.map(
            ({ row, column }): QualityExample => ({ source, row, text: `differs in ${column}` }),
          ),
        },
      ),
    );
  }
  if (idAtOtherTime > 0) {
    notes.push(
      note(
        'id-at-other-time',
        'warning',
        `${grouped(idAtOtherTime)} of ${grouped(rows)} stored records have an id that stands at an earlier time too`,
        'same id, different time; at most 50 records of one id',
        [idAtOtherTime, rows],
        {
          cannotTell:
            'whether it is one event told twice (another zone, a later completion) or an id used again',
        },
      ),
    );
  }
  return notes;
}

function laterThan(times: Float64Array, limit: number, source: string) {
  let rows = 0;
  let example: QualityExample | null = null;
  for (let i = 0; i < times.length; i++) {
    if (!(times[i]! > limit)) continue;
    if (rows++ === 0) example = { source, row: null, text: rfc3339(times[i]!) };
  }
  return { rows, example };
}

function extremes(times: Float64Array): [number | null, number | null] {
  if (times.length === 0) return [null, null];
  let least = times[0]!;
  let greatest = times[0]!;
  for (const at of times) {
    if (at < least) least = at;
    if (at > greatest) greatest = at;
  }
  return [least, greatest];
}

const severities = ['warning', 'notice', 'info'] as const;

/** The gravest first; otherwise as they were noted. */
function bySeverity(notes: readonly QualityNote[]): QualityNote[] {
  return severities.flatMap((severity) => notes.filter((noted) => noted.severity === severity));
}
