import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generateSample } from '../../build/sample/generate.ts';
import type { CaseFile } from '../../electron/core/case-file/case-file.ts';
import { EventReader } from '../../electron/core/events/read-events.ts';
import { StoreTable } from '../../electron/core/events/store-table.ts';
import { withdrawSource } from '../../electron/core/import/mend/withdraw-source.ts';
import { unwatchedJob } from '../../electron/core/job.ts';
import { freshCase, freshFolder, importInto, writeLog } from './fresh-case.ts';

const page = readFileSync(new URL('../../docs/case-format.md', import.meta.url), 'utf8');
const script = /```python\n([\s\S]*?)```/.exec(page)![1]!;

/** What the page's script prints of a row, against what the program reads of it. */
function compareRows(caseFile: CaseFile, rows: readonly number[]): void {
  const path = join(freshFolder(), 'row.py');
  writeFileSync(path, script);
  const store = new StoreTable(caseFile);
  const reader = new EventReader(caseFile.db, store, null);
  const expected = reader.read(Int32Array.from(rows));
  store.close();
  caseFile.close();
  rows.forEach((row, i) => {
    const printed = execFileSync('python3', [path, caseFile.dir, String(row)], { encoding: 'utf8' });
    const { file, row: record, offset, at, atOriginal, states: _, facts: __, extra, ...cells } = expected[i]!;
    expect(printed).toContain(`${file} record ${record} at byte ${offset}: ${at.slice(0, 19)}`);
    expect(printed).toContain(`timeText = ${atOriginal}`);
    const named = [...Object.entries(cells), ...Object.entries(extra as Record<string, string>)];
    for (const [name, text] of named) expect(printed).toContain(`  ${name} = ${text}\n`);
    expect(printed.match(/^ {2}\w.* = /gm)).toHaveLength(named.length + 1);
  });
}

test('the Python of docs/case-format.md prints rows of a sample case', async () => {
  const folder = freshFolder();
  generateSample({ eventCount: 3000, seed: 5, outDir: folder, clean: true });
  const caseFile = freshCase();
  await importInto(caseFile, [join(folder, 'logs/audit.csv')]);
  compareRows(caseFile, [0, 1, 1234, 2999]);
});

test('and of a log with quotes in quotes, own columns and several files', async () => {
  const caseFile = freshCase();
  const logs = [1, 2].map((n) =>
    writeLog(
      caseFile,
      `${n}.csv`,
      `id,user,plate,My Column,timestamp\nx${n},"O""Neil",P${n},"a ""b"" c",2025-01-01T00:00:0${n}Z\n`,
    ),
  );
  await importInto(caseFile, logs);
  compareRows(caseFile, [0, 1]);
});

test('and of JSON with missing cells, behind a source that was withdrawn', async () => {
  const caseFile = freshCase('UTC');
  const records = Array.from({ length: 40 }, (_, i) => ({
    id: `x${i}`,
    user: 'O"Neil',
    ...(i % 3 === 0 ? {} : { note: `says "${i}"` }),
    timestamp: `2025-01-01T00:00:${String(i).padStart(2, '0')}Z`,
  }));
  await importInto(caseFile, [
    writeLog(caseFile, 'first.csv', 'id,user,timestamp\ny1,a,2025-01-02T00:00:00Z\n'),
    writeLog(caseFile, 'log.json', JSON.stringify({ Records: records })),
  ]);
  withdrawSource(caseFile, { source: 'S1', reason: 'r', examiner: undefined }, unwatchedJob());
  compareRows(caseFile, [0, 1, 2, 39]);
});
