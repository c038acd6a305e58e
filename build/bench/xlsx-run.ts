import '../../electron/core/process/node-version.ts';
import { openWorkbook } from '../../electron/core/import/readers/xlsx/open-workbook.ts';
import { readSheet } from '../../electron/core/import/readers/xlsx/read-sheet.ts';
import { unwatchedJob } from '../../electron/core/job.ts';

/** One reading of a workbook in a process of its own, so that its peak memory is its own: prints its figures as JSON. */
const [, , reader, file] = process.argv as [string, string, 'ours' | 'read-excel-file', string];
const startedAt = performance.now();
const { records, cells } = reader === 'ours' ? await readOurs(file) : await readTheirs(file);
process.stdout.write(
  JSON.stringify({
    records,
    cells,
    ms: performance.now() - startedAt,
    peakMemoryMb: process.resourceUsage().maxRSS / 1024,
  }),
);

interface Read {
  readonly records: number;
  /** Cells with a value. */
  readonly cells: number;
}

async function readOurs(path: string): Promise<Read> {
  const workbook = await openWorkbook(path, path);
  let records = 0;
  let cells = 0;
  const source = { label: path, sizeBytes: null, open: () => (async function* () {})() };
  await readSheet(workbook, workbook.sheets[0]!.name)(
    source,
    {
      header: () => {},
      record: (row) => {
        records++;
        for (const cell of row) if (cell !== '') cells++;
      },
      reject: (place, reason) => {
        throw new Error(`row ${place.sheetRow}: ${reason}`);
      },
      drained: () => Promise.resolve(),
    },
    unwatchedJob(),
  );
  return { records, cells };
}

async function readTheirs(path: string): Promise<Read> {
  const { readSheet: readRows } = await import('read-excel-file/node');
  const rows = await readRows(path);
  let cells = 0;
  for (const row of rows.slice(1)) for (const cell of row) if (cell !== null) cells++;
  return { records: rows.length - 1, cells };
}
