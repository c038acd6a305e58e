import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  type ComparedPlace,
  type ComparedRow,
  type ComparisonKind,
  comparisonKinds,
} from '../../../shared/contract/comparison.ts';
import { AppError } from '../../../shared/contract/errors.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import { syncFolder } from '../case-file/durable.ts';
import { describeWriteFault } from '../case-file/write-fault.ts';
import { StoreTable } from '../events/store-table.ts';
import { type JobContext, throwIfCancelled } from '../job.ts';
import { csvRecord } from '../report/data/csv.ts';
import type { Comparison } from './compare-sources.ts';
import { DifferenceReader } from './differences.ts';
import { requireInUse } from './side.ts';

/** Differences written between two turns of the event loop. */
const batch = 500;

/**
 * Writes every difference as CSV (report/data/csv.ts): a line for each field that differs, and one for each record that
 * only one source has. A pair that is in two kinds stands there once. Refuses a path that is taken.
 */
export async function writeDifferences(
  caseFile: CaseFile,
  { sides, lists }: Comparison,
  out: string,
  job: JobContext,
): Promise<void> {
  if (existsSync(out)) throw new AppError('exists', `${out} is there already; name a new file`, { out });
  if (!existsSync(dirname(out)))
    throw new AppError('not-found', `there is no folder ${dirname(out)}`, { out });
  const partial = `${out}.${randomUUID()}.partial`;
  const store = new StoreTable(caseFile);
  let fd: number | null = null;
  try {
    fd = openSync(partial, 'wx', 0o600);
    put(fd, csvRecord(header));
    const reader = new DifferenceReader(store, sides);
    const total = comparisonKinds.reduce((sum, kind) => sum + lists[kind].length, 0);
    let done = 0;
    for (const kind of comparisonKinds) {
      for (let from = 0; from < lists[kind].length; from += batch) {
        const entries = lists[kind].slice(from, from + batch);
        const isNew = (entry: number) => kind !== 'redactions' || (sides.changes[entry]! & 1) === 0;
        put(
          fd,
          entries
            .filter(isNew)
            .flatMap((entry) => lines(kind, reader.row(kind, entry)))
            .join(''),
        );
        done += entries.length;
        job.report({ done, total, unit: 'rows', stage: 'writing differences' });
        await new Promise(setImmediate);
        throwIfCancelled(job);
        requireInUse(caseFile, [sides.first, sides.second]);
      }
    }
    fsyncSync(fd);
    closeSync(fd);
    fd = null;
    renameSync(partial, out);
    syncFolder(dirname(out));
  } catch (thrown) {
    if (fd !== null) closeSync(fd);
    rmSync(partial, { force: true });
    throw describeWriteFault(out, thrown);
  } finally {
    store.close();
  }
}

const header = [
  'difference',
  'native_id',
  'first_row',
  'first_at_utc',
  'second_row',
  'second_at_utc',
  'actor',
  'target',
  'field',
  'first_value',
  'first_state',
  'second_value',
  'second_state',
];

function lines(kind: ComparisonKind, { nativeId, first, second, changes }: ComparedRow): string[] {
  const shown = (first ?? second)!;
  const place = (of: ComparedPlace | null) => [of?.row ?? null, of?.at ?? null];
  const record = [nativeId, ...place(first), ...place(second), shown.actor.text, shown.target.text];
  if (kind === 'onlyFirst' || kind === 'onlySecond') {
    const word = kind === 'onlyFirst' ? 'only-first' : 'only-second';
    return [csvRecord([word, ...record, null, null, null, null, null])];
  }
  return changes.map(({ field, before, after, how }) =>
    csvRecord([how, ...record, field, before.text, before.state, after.text, after.state]),
  );
}

function put(fd: number, text: string): void {
  const bytes = Buffer.from(text, 'utf8');
  for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
}
