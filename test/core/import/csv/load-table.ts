import { readTextTable } from '../../../../electron/core/import/csv/read-text-table.ts';
import { sniffCsv } from '../../../../electron/core/import/csv/sniff.ts';
import type { DatePlan } from '../../../../electron/core/import/dates/plan.ts';
import { parseBytes, planOf } from './parse-bytes.ts';

export interface LoadedTable {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
  /** Bytes of the file that are accounted for. */
  readonly bytes: number;
  readonly rejected: number;
}

const datePlan: DatePlan = {
  layout: {
    ...{ kind: 'calendar', order: 'ymd', month: 'number', yearDigits: 4 },
    ...{ separator: '-', clock: '24-hour', timeSeparator: ':' },
  } as DatePlan['layout'],
  ...{ zone: 'UTC', zoneInText: false, twoDigitYearsFrom: null },
};

/** A table whose first two columns are date and time, read as an import does: bytes by the parser, odd ones by the reader. */
export async function loadTable(bytes: Buffer): Promise<LoadedTable> {
  const shape = sniffCsv('log.csv', bytes, true);
  if (shape.problem) throw shape.problem;
  const { headers, dialect, headerBytes, dataOffset } = shape;
  if (shape.isPlain) {
    const plan = planOf(bytes, headers.length, {
      ...{ dialect, headerBytes, headers, datePlan, timePositions: [0, 1], maxRows: 200 },
      shortRecords: shape.mayBeShort ? shape.classes : null,
    });
    const read = parseBytes(bytes, plan, { dataOffset });
    return {
      headers,
      rows: read.rows.map(({ cells }) => cells),
      bytes: dataOffset + read.recordBytes + read.rejectedBytes + read.blankBytes,
      rejected: read.rejects.length,
    };
  }
  const rows: (readonly (string | null)[])[] = [];
  let rejected = 0;
  const source = {
    label: 'log.csv',
    sizeBytes: bytes.length,
    async *open() {
      yield bytes;
    },
  };
  const sink = {
    header: () => {},
    record: (cells: readonly (string | null)[]) => rows.push(cells),
    reject: () => rejected++,
    drained: async () => {},
  };
  const job = { signal: new AbortController().signal, report: () => {} };
  const account = await readTextTable(shape)(source, sink, job);
  const counted = Object.values(account.bytes).reduce((sum, count) => sum + count, 0);
  return { headers, rows, bytes: counted, rejected };
}
