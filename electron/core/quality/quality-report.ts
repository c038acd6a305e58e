import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../../shared/contract/errors.ts';
import type { QualityReport, SourceOverlap, SourceQuality } from '../../../shared/contract/quality.ts';
import { type ActIndex, actsOfInTurns } from '../acts/act-index.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import { openEvents } from '../events/open-events.ts';
import { StoreTable } from '../events/store-table.ts';
import { createZone, type Zone } from '../import/dates/zones.ts';
import { readSources, type StoredSource } from '../import/source-record.ts';
import { type JobContext, throwIfCancelled } from '../job.ts';
import { actCounts } from './act-counts.ts';
import { type LogSource, logQuality } from './log-quality.ts';
import { slicesOfSources, sourceColumns } from './source-columns.ts';
import { type PeriodSource, sourceOverlap } from './source-overlap.ts';
import { sourceQuality } from './source-quality.ts';

/** Pairs of sources that are compared at most. */
const overlapsListed = 500;

interface Known {
  readonly digest: string;
  readonly reports: Map<string, QualityReport>;
}

/** Reports worked out before, as long as the sources of the case stay what they were. */
const known = new WeakMap<CaseFile, Known>();

/**
 * The contract's quality.report: what the logs show of their own soundness, of one source or of all. Of one source
 * `logs` and `overlaps` are left empty, as they are about several. Throws not-found, cancelled.
 */
export async function qualityReport(
  caseFile: CaseFile,
  { source }: { readonly source?: string | undefined },
  job: JobContext,
): Promise<QualityReport> {
  const digest = openEvents(caseFile).sourcesDigest;
  let before = known.get(caseFile);
  if (before?.digest !== digest) before = { digest, reports: new Map() };
  known.set(caseFile, before);
  const kept = before.reports.get(source ?? '');
  if (kept) return kept;
  const report = await workOut(caseFile, source, job);
  before.reports.set(source ?? '', report);
  return report;
}

async function workOut(
  caseFile: CaseFile,
  wanted: string | undefined,
  job: JobContext,
): Promise<QualityReport> {
  throwIfCancelled(job);
  const zone = createZone(caseFile.record().timezone ?? 'UTC');
  const all = readSources(caseFile.db).filter(({ record }) => record.kind === 'events');
  const chosen = wanted === undefined ? all : [findSource(all, wanted)];
  const store = new StoreTable(caseFile);
  try {
    const run = runner(job, store.rowCount);
    const slices = slicesOfSources(store);
    const slicesOf = ({ receipt }: StoredSource) => slices.get(receipt.textSha256) ?? [];
    const acts = await actsOfInTurns(store, () => run.turn('joining records of one act', 0));
    const request = { db: caseFile.db, store, acts, zone };
    const sources: SourceQuality[] = [];
    for (const [at, one] of chosen.entries()) {
      const measured = sourceQuality(request, one, slicesOf(one));
      sources.push(await run.all(measured, `measuring ${one.record.file}`, at / chosen.length));
    }
    return {
      zone: zone.name,
      sources,
      logs: wanted === undefined ? await logsOf(request, all, slicesOf, run) : [],
      overlaps: wanted === undefined ? await overlapsOf(store, all, sources, slicesOf, run) : [],
      acts: actsOfSources(store, acts, all, wanted),
    };
  } finally {
    store.close();
  }
}

/** A file, and where in it the source stands. */
function nameOf({ record: { file, member, sheet } }: StoredSource): string {
  return [file, member, sheet === undefined ? undefined : `sheet ${sheet}`].filter(Boolean).join(', ');
}

function findSource(all: readonly StoredSource[], id: string): StoredSource {
  const found = all.find(({ record }) => record.id === id);
  if (found) return found;
  const ids = all.map(({ record }) => `${record.id} (${record.file})`).join(', ');
  throw new AppError(
    'not-found',
    `there is no source ${JSON.stringify(id)} in use: ${ids === '' ? 'nothing is imported yet' : `there are ${ids}`}`,
    { source: id },
  );
}

async function logsOf(
  { db, store, zone }: { db: CaseFile['db']; store: StoreTable; zone: Zone },
  all: readonly StoredSource[],
  slicesOf: (source: StoredSource) => readonly number[],
  run: Runner,
): Promise<QualityReport['logs']> {
  const logs: QualityReport['logs'][number][] = [];
  const groups = Map.groupBy(all, ({ record }) => record.profile ?? 'no profile');
  for (const [log, members] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const sources = members.map(
      (one): LogSource => ({
        source: one.record.id,
        file: nameOf(one),
        headers: sourceColumns(db, Number(one.record.id.slice(1))).map(({ header }) => header),
        slices: slicesOf(one),
      }),
    );
    logs.push(await run.all(logQuality(store, log, sources, zone), `comparing months of ${log}`, 0));
  }
  return logs;
}

async function overlapsOf(
  store: StoreTable,
  all: readonly StoredSource[],
  measured: readonly SourceQuality[],
  slicesOf: (source: StoredSource) => readonly number[],
  run: Runner,
): Promise<SourceOverlap[]> {
  const periods = all.flatMap((one): PeriodSource[] => {
    const { receipt, record } = one;
    const slices = slicesOf(one);
    if (slices.length === 0 || receipt.firstEventMicros === null || receipt.lastEventMicros === null)
      return [];
    if (!measured.some(({ source }) => source === record.id)) return [];
    return [
      {
        source: record.id,
        file: nameOf(one),
        slices,
        first: receipt.firstEventMicros,
        last: receipt.lastEventMicros,
      },
    ];
  });
  const overlaps: SourceOverlap[] = [];
  for (const [at, first] of periods.entries()) {
    for (const second of periods.slice(at + 1)) {
      if (overlaps.length >= overlapsListed) return overlaps;
      const stage = `comparing ${first.source} and ${second.source}`;
      const overlap = await run.all(sourceOverlap(store, first, second), stage, at / periods.length);
      if (overlap) overlaps.push(overlap);
    }
  }
  return overlaps;
}

/** Of one source: its records, and the acts that its records are not the first of. */
function actsOfSources(
  store: StoreTable,
  acts: ActIndex,
  all: readonly StoredSource[],
  wanted: string | undefined,
) {
  const files = new Map(all.map((one) => [one.record.id, nameOf(one)]));
  const placeOf = (row: number) => {
    const { sourceId, record } = store.place(row);
    const source = `S${sourceId}`;
    return { source, file: files.get(source) ?? source, record };
  };
  if (wanted === undefined) return actCounts(acts, placeOf);
  const rows = acts.laterRows.filter((row) => placeOf(row).source === wanted);
  let count = 0;
  for (let index = 0; index < store.sliceCount; index++) {
    const { firstRow, rowCount } = store.slice(index);
    if (placeOf(firstRow).source === wanted) count += rowCount;
  }
  return actCounts({ ...acts, laterRows: rows, rowCount: count }, placeOf);
}

interface Runner {
  turn(stage: string, share: number): Promise<void>;
  /** Runs work to its end, piece by piece, giving turns between pieces. */
  all<T>(work: Generator<void, T>, stage: string, share: number): Promise<T>;
}

/** Time a piece of work may take before others get a turn. */
const turnMs = 20;

function runner(job: JobContext, total: number): Runner {
  let last = performance.now();
  const turn = async (stage: string, share: number) => {
    throwIfCancelled(job);
    if (performance.now() - last < turnMs) return;
    job.report({ done: Math.floor(share * total), total, unit: 'rows', stage });
    await setImmediate();
    throwIfCancelled(job);
    last = performance.now();
  };
  return {
    turn,
    async all(work, stage, share) {
      for (;;) {
        const { done, value } = work.next();
        if (done) return value;
        await turn(stage, share);
      }
    },
  };
}
