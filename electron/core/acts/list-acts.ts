import { setImmediate } from 'node:timers/promises';
import type { MethodArgs } from '../../../shared/contract/methods.ts';
import type { ActPage, ActRecord } from '../../../shared/contract/quality.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import { type OpenEvents, openEvents } from '../events/open-events.ts';
import { EventReader } from '../events/read-events.ts';
import { rfc3339 } from '../events/rfc3339.ts';
import { type JobContext, throwIfCancelled } from '../job.ts';
import { type ActIndex, actsOf, actsOfInTurns } from './act-index.ts';

const recordsListed = 50;

/** The contract's acts.list: acts that several records tell, all or those of a tier. Throws cancelled. */
export async function listActs(
  caseFile: CaseFile,
  { tier, limit, offset }: Omit<MethodArgs<'acts.list'>, 'dir'>,
  job: JobContext,
): Promise<ActPage> {
  await actsOfInTurns(openEvents(caseFile).store, async () => {
    await setImmediate();
    throwIfCancelled(job);
  });
  // Opened anew: sources can have changed in between.
  const events = openEvents(caseFile);
  const acts = actsOf(events.store);
  const byFirst = new Map<number, number[]>();
  const wanted = new Set<number>();
  for (const row of acts.laterRows) {
    const first = acts.firstRowOf(row);
    const known = byFirst.get(first);
    if (known) known.push(row);
    else byFirst.set(first, [row]);
    if (tier === undefined || acts.tierOf(row) === tier) wanted.add(first);
  }
  const firsts = events.store.inCanonicalOrder(Int32Array.from(wanted).sort());
  const reader = new EventReader(caseFile.db, events.store, null);
  return {
    total: firsts.length,
    acts: Array.from(firsts.subarray(offset, offset + limit), (first) =>
      actRecord(events, acts, reader, first, byFirst.get(first)!),
    ),
  };
}

function actRecord(
  { store }: OpenEvents,
  acts: ActIndex,
  reader: EventReader,
  first: number,
  later: readonly number[],
): ActRecord {
  const rows = store.inCanonicalOrder(Int32Array.from([first, ...later]).sort());
  const { sourceSha256, record } = store.place(first);
  const micros = store.micros(rows);
  return {
    act: `${sourceSha256.slice(0, 12)}:${record}`,
    recordsTotal: rows.length,
    records: Array.from(rows.subarray(0, recordsListed), (row, i) => {
      const place = store.place(row);
      return {
        source: `S${place.sourceId}`,
        file: reader.file(place.sourceId),
        row: place.record,
        at: rfc3339(micros[i]!),
        role: acts.roleOf(row),
        tier: acts.tierOf(row),
        actor: shown(reader.cell(row, 'actor').text),
        action: shown(reader.cell(row, 'action').text),
        target: shown(reader.cell(row, 'target').text),
      };
    }),
  };
}

function shown(text: string): string {
  return text.slice(0, 200);
}
