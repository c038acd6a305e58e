import { setImmediate } from 'node:timers/promises';
import { firstOfPair, NumberIndex, pairKey, secondOfPair } from '../events/number-index.ts';
import type { ColumnSlice, EventTable } from '../events/table.ts';
import { type JobContext, throwIfCancelled } from '../job.ts';
import { Identities, nobody } from './identity.ts';

/** Figures of one kind of thing (actor, target, pair), by its number. */
export interface Tally {
  /** Events. */
  readonly events: Int32Array;
  /** Events with a case reference. */
  readonly withCase: Int32Array;
  /** Distinct partners: of an actor the targets, of a target the actors. */
  readonly partners: Int32Array;
}

/** Who did what in the whole log: what a finding is measured against. */
export interface LogFigures {
  readonly actors: Identities;
  readonly targets: Identities;
  /** By row of the table; `nobody` where hidden, blank or a repeat. */
  readonly actorOf: Int32Array;
  readonly targetOf: Int32Array;
  readonly ofActor: Tally;
  readonly ofTarget: Tally;
  readonly pairs: NumberIndex;
  readonly ofPair: Tally;
}

/** Goes through the log once. The table carries the derived facts. Throws cancelled. */
export async function readLogFigures(table: EventTable, job: JobContext): Promise<LogFigures> {
  const actors = new Identities('actor');
  const targets = new Identities('target');
  const actorOf = new Int32Array(table.rowCount);
  const targetOf = new Int32Array(table.rowCount);
  const pairs = new NumberIndex();
  const ofActor = new GrowingTally();
  const ofTarget = new GrowingTally();
  const ofPair = new GrowingTally();
  for (let index = 0; index < table.sliceCount; index++) {
    const slice = table.slice(index);
    actors.read(slice, actorOf);
    targets.read(slice, targetOf);
    ofActor.fit(actors.size);
    ofTarget.fit(targets.size);
    const hasCase = presence(slice.column('caseReference'));
    for (let i = 0; i < slice.rowCount; i++) {
      const actor = actorOf[slice.firstRow + i]!;
      const target = targetOf[slice.firstRow + i]!;
      const withCase = hasCase(i);
      if (actor !== nobody) ofActor.add(actor, withCase);
      if (target !== nobody) ofTarget.add(target, withCase);
      if (actor === nobody || target === nobody) continue;
      const before = pairs.size;
      const pair = pairs.add(pairKey(actor, target));
      if (pair === before) {
        ofActor.partners[actor]!++;
        ofTarget.partners[target]!++;
        ofPair.fit(pairs.size);
      }
      ofPair.add(pair, withCase);
    }
    job.report({
      done: slice.firstRow + slice.rowCount,
      total: table.rowCount,
      unit: 'rows',
      stage: 'measuring the log',
    });
    await setImmediate();
    throwIfCancelled(job);
  }
  return { actors, targets, actorOf, targetOf, ofActor, ofTarget, pairs, ofPair };
}

/** Of each finding's pair, target or actor by number. */
export function actorOfPair({ pairs }: LogFigures, pair: number): number {
  return firstOfPair(pairs.key(pair));
}

export function targetOfPair({ pairs }: LogFigures, pair: number): number {
  return secondOfPair(pairs.key(pair));
}

/** Answers 1 where the row has a cell. */
function presence(column: ColumnSlice | undefined): (index: number) => 0 | 1 {
  if (column?.kind === 'terms') return (index) => (column.codes[index] === 0 ? 0 : 1);
  return () => 0;
}

class GrowingTally implements Tally {
  events = new Int32Array(1024);
  withCase = new Int32Array(1024);
  partners = new Int32Array(1024);

  fit(size: number): void {
    if (size <= this.events.length) return;
    const capacity = Math.max(size, this.events.length * 2);
    this.events = grown(this.events, capacity);
    this.withCase = grown(this.withCase, capacity);
    this.partners = grown(this.partners, capacity);
  }

  add(number: number, withCase: 0 | 1): void {
    this.events[number]!++;
    this.withCase[number]! += withCase;
  }
}

function grown(array: Int32Array<ArrayBuffer>, capacity: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(capacity);
  larger.set(array);
  return larger;
}
