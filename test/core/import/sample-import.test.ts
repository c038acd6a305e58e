import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generateSample } from '../../../build/sample/generate.ts';
import { verifyCase } from '../../../electron/core/case-file/verify-case.ts';
import { listEvents } from '../../../electron/core/events/query.ts';
import { unwatchedJob } from '../../../electron/core/job.ts';
import { freshCase, freshFolder, importInto } from '../fresh-case.ts';

test('a year of logs with every defect reconciles to what the generator knows of it, file by file', async () => {
  const folder = freshFolder();
  const truth = generateSample({ eventCount: 6000, seed: 21, outDir: folder, clean: false });
  const caseFile = freshCase('America/Chicago');
  const paths = truth.files.map(({ file }) => join(folder, file));
  expect(paths.map((path) => path.split('/').at(-1)).toSorted()).toEqual(
    readdirSync(join(folder, 'logs')).toSorted(),
  );
  const sources = await importInto(caseFile, paths);
  expect(
    sources.map(({ file, sha256, bytes, rowsRead, rowsImported, rowsRejected, rowsDuplicate }) => ({
      file: `logs/${file}`,
      sha256,
      bytes,
      records: rowsRead,
      imported: rowsImported,
      rejected: rowsRejected,
      duplicate: rowsDuplicate,
    })),
  ).toEqual(
    truth.files.map(({ file, sha256, bytes, records, imported, rejected, duplicate }) => ({
      file,
      sha256,
      bytes,
      records,
      imported,
      rejected,
      duplicate,
    })),
  );
  const { total, events } = await listEvents(caseFile, [], 10_000, 0);
  expect(total).toBe(truth.totals.imported);
  const ids = new Set(events.map(({ nativeId }) => nativeId));
  for (const story of [...truth.misuse, ...truth.lookAlikes]) {
    for (const id of story.eventIds) expect(ids.has(id)).toBe(true);
  }
  expect((await verifyCase(caseFile, unwatchedJob())).ok).toBe(true);

  // The other way round the same events stand, each for the same record.
  const reversed = freshCase('America/Chicago');
  await importInto(reversed, paths.toReversed());
  const again = await listEvents(reversed, [], 10_000, 0);
  expect(again.events).toEqual(events);
});
