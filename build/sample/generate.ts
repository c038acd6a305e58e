import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildWorld, caseCount } from './agency/build.ts';
import { CallsTable } from './agency/calls-table.ts';
import { openCases } from './agency/cases.ts';
import { agencyName, organizationName } from './agency/names.ts';
import { writeTables } from './agency/tables.ts';
import { deliverClean, deliverMonths } from './log/delivery.ts';
import { eventId } from './log/encode.ts';
import type { LogEvent } from './log/event.ts';
import { planMonths } from './log/month-plan.ts';
import { utcText } from './moments.ts';
import type { Story } from './planted/story.ts';
import { roundsFor, tellStories } from './planted/tell.ts';
import { plateText } from './plates.ts';
import type { Truth, TruthFile } from './truth.ts';
import { Background, reasonListStart } from './work/background.ts';
import { hourCount, planHours } from './work/hour-plan.ts';
import { agencyZone, logStart, logYear, secondsPerHour } from './zone.ts';

export interface SampleOptions {
  /** Events of the log, each counted once however often the files have it. */
  readonly eventCount: number;
  /** Non-negative integer. */
  readonly seed: number;
  /** A folder without logs, reference or truth.json. */
  readonly outDir: string;
  /** One file without a defect in place of monthly exports. */
  readonly clean: boolean;
}

/** Writes a sample: the same bytes for the same options. Holds one hour of the log at a time. */
export function generateSample({ eventCount, seed, outDir, clean }: SampleOptions): Truth {
  const logsDir = join(outDir, 'logs');
  const tablesDir = join(outDir, 'reference');
  mkdirSync(logsDir, { recursive: true });
  mkdirSync(tablesDir, { recursive: true });

  const world = buildWorld(seed, eventCount);
  const { misuse, lookAlikes } = tellStories(world, eventCount);
  world.cases.push(...openCases(seed, caseCount(eventCount), world.employees, world.takenCaseNumbers));
  const planted = [...misuse, ...lookAlikes].flatMap(({ events }) => events).sort((a, b) => a.at - b.at);
  const plan = planHours(seed, eventCount - planted.length, world.employees, world.overtime);

  const countBetween = (start: number, end: number) => {
    const hours = plan.searches.subarray(
      (start - logStart) / secondsPerHour,
      (end - logStart) / secondsPerHour,
    );
    const everyday = hours.reduce((sum, count) => sum + count, 0);
    return everyday + planted.filter(({ at }) => at >= start && at < end).length;
  };
  const delivery = clean
    ? deliverClean(logsDir)
    : deliverMonths(logsDir, planMonths(seed, roundsFor(eventCount)), seed, countBetween);
  const calls = new CallsTable(tablesDir, world.storyCalls);
  const background = new Background(world, plan);
  let nextPlanted = 0;
  const addPlantedUpTo = (at: number) => {
    while (nextPlanted < planted.length && planted[nextPlanted]!.at <= at) {
      delivery.add(planted[nextPlanted++]!, true);
    }
  };
  const addEveryday = (event: LogEvent) => {
    addPlantedUpTo(event.at);
    delivery.add(event, false);
  };
  for (let hour = 0; hour < hourCount; hour++) {
    const hourEnd = logStart + (hour + 1) * secondsPerHour;
    background.run(hour, (taken) => calls.add(taken, hourEnd), addEveryday);
  }
  addPlantedUpTo(Infinity);

  const { files, defects } = delivery.close();
  const tables = [...writeTables(world, tablesDir), calls.close()];
  const truth: Truth = {
    formatVersion: 1,
    arguments: { events: eventCount, seed, clean },
    agency: {
      name: agencyName,
      organizationName,
      zone: agencyZone,
      year: logYear,
      employees: world.employees.length,
      reasonListStart: utcText(reasonListStart),
    },
    totals: {
      records: sum(files, ({ records }) => records),
      imported: sum(files, ({ imported }) => imported),
      rejected: sum(files, ({ rejected }) => rejected),
      duplicate: sum(files, ({ duplicate }) => duplicate),
      misuseEvents: misuse.reduce((count, { events }) => count + events.length, 0),
      lookAlikeEvents: lookAlikes.reduce((count, { events }) => count + events.length, 0),
    },
    files,
    tables,
    misuse: misuse.map((story, at) => ({ ...told(story, 'M', at), shownBy: story.because })),
    lookAlikes: lookAlikes.map((story, at) => ({ ...told(story, 'L', at), explainedBy: story.because })),
    defects,
  };
  writeFileSync(join(outDir, 'truth.json'), `${JSON.stringify(truth, null, 1)}\n`, { flag: 'wx' });
  return truth;
}

function told(story: Story, letter: string, at: number) {
  const events = story.events.toSorted((a, b) => a.at - b.at);
  return {
    id: `${letter}-${String(at + 1).padStart(3, '0')}`,
    kind: story.kind,
    pattern: story.pattern,
    actors: story.account === undefined ? story.actors.map(({ account }) => account) : [story.account],
    employeeIds: story.actors.map(({ id }) => id),
    targets: story.targets.map(plateText),
    eventIds: events.map(eventId),
    firstEventAt: utcText(events[0]!.at),
    lastEventAt: utcText(events.at(-1)!.at),
    tables: story.tables,
  };
}

function sum(files: readonly TruthFile[], count: (file: TruthFile) => number): number {
  return files.reduce((total, file) => total + count(file), 0);
}
