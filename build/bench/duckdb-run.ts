import '../../electron/core/process/node-version.ts';
import { rmSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

/** DuckDB's CSV reader into a table of text in a database file; prints its figures as JSON. */
const [, , database, file] = process.argv as [string, string, string, string];
rmSync(database, { force: true });
const startedAt = performance.now();
const instance = await DuckDBInstance.create(database, { threads: '2' });
const connection = await instance.connect();
await connection.run(
  `CREATE TABLE log AS SELECT * FROM read_csv('${file.replaceAll("'", "''")}', all_varchar = true, header = true)`,
);
await connection.run('CHECKPOINT');
const ms = performance.now() - startedAt;
const reader = await connection.runAndReadAll('SELECT count(*)::INTEGER FROM log');
process.stdout.write(
  JSON.stringify({
    ms,
    rows: Number(reader.getRows()[0]![0]),
    peakMemoryMb: process.resourceUsage().maxRSS / 1024,
  }),
);
connection.closeSync();
instance.closeSync();
