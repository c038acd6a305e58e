import { closeTogether } from './stage.ts';
import type { Teller } from './story.ts';

/** What looks like misuse and is explained by the case table. */

/** Months of looking for one vehicle: odd rounds so regular that a machine may have done it. */
const longInvestigation: Teller = (stage, round) => {
  const actor = stage.cast(({ unit }) => unit === 'Investigations' || unit === 'Narcotics');
  const day = stage.startDay(110);
  const subject = stage.owner();
  const long = stage.openCase({
    day,
    days: 108,
    type: 'Homicide',
    assigned: [actor],
    subjects: [subject, stage.owner()],
  });
  const regular = round % 2 === 1;
  const times = regular
    ? stage.onDuty(actor, 14, day + 2, 19).flatMap((at) => [0, 1, 2, 3].map((nth) => at + nth * 900))
    : stage.onDuty(actor, 42, day + 2, 104);
  return {
    kind: regular ? 'regular-lookups-in-a-case' : 'long-investigation',
    pattern: 'B1, B2',
    actors: [actor],
    targets: [subject.plate],
    events: times.map((at) =>
      stage.search(actor.account, at, subject.plate, {
        reason: 'homicide investigation',
        caseNumber: long.number,
        ...(regular ? { searchType: 'lookup' } : {}),
      }),
    ),
    because: `case ${long.number} was open, is assigned to the actor and lists the vehicle`,
    tables: ['cases'],
  };
};

/** Two detectives watch a house for three days and type no number. */
const stakeout: Teller = (stage) => {
  const pair = stage.team(2, ({ unit }) => unit === 'Narcotics');
  const day = stage.startDay(20);
  const subject = stage.owner();
  const watched = stage.openCase({ day, days: 20, type: 'Narcotics', assigned: pair, subjects: [subject] });
  const events = pair.flatMap((actor) =>
    stage
      .onDuty(actor, 3, day + 2, 7)
      .flatMap((at) => closeTogether(stage.random, at, 4, 1200))
      .map((at) => stage.search(actor.account, at, subject.plate, { reason: 'surveillance' })),
  );
  return {
    kind: 'stakeout',
    pattern: 'B2',
    actors: pair,
    targets: [subject.plate],
    events: events.sort((a, b) => a.at - b.at),
    because: `the log has no case number, but case ${watched.number} was open, is assigned to both and lists the vehicle`,
    tables: ['cases'],
  };
};

/** One number over many vehicles, by design. */
const umbrellaCase: Teller = (stage) => {
  const team = stage.team(4, ({ unit }) => unit === 'Investigations' || unit === 'Narcotics');
  const day = stage.startDay(90);
  const umbrella = stage.openCase({
    day,
    days: 88,
    type: 'Task Force',
    assigned: team,
    subjects: [stage.owner()],
    note: 'Umbrella number of the regional auto theft task force: vehicles are not listed one by one',
  });
  const plates = stage.traffic(32);
  return {
    kind: 'umbrella-case',
    pattern: 'C7, C6',
    actors: team,
    targets: plates,
    events: plates
      .map((plate, nth) => {
        const actor = team[nth % team.length]!;
        const [at] = stage.onDuty(actor, 1, day + 1, 84);
        return stage.search(actor.account, at!, plate, {
          reason: 'auto theft task force',
          caseNumber: umbrella.number,
        });
      })
      .sort((a, b) => a.at - b.at),
    because: `case ${umbrella.number} is a task-force number that covers many vehicles; all ${team.length} actors are assigned to it`,
    tables: ['cases'],
  };
};

/** The victim is family, and the case is the actor's. */
const familyVictim: Teller = (stage) => {
  const actor = stage.cast(({ unit }) => unit === 'Investigations');
  const kin = stage.world.relations.find(
    ({ employee, relation }) => employee === actor && (relation === 'sibling' || relation === 'parent'),
  )!;
  const plate = kin.plates[0]!;
  const day = stage.startDay(30);
  const theft = stage.openCase({
    day,
    days: 28,
    type: 'Auto Theft',
    assigned: [actor],
    subjects: [
      { plate, owner: `${kin.name.given} ${kin.name.surname}`, address: kin.address, birthDay: kin.birthDay },
    ],
    note: 'Victim is family of the assigned detective; captain informed',
  });
  const times = stage.onDuty(actor, 7, day + 1, 24);
  return {
    kind: 'family-member-is-victim',
    pattern: 'A3',
    actors: [actor],
    targets: [plate],
    events: times.map((at) =>
      stage.search(actor.account, at, plate, { reason: 'stolen vehicle', caseNumber: theft.number }),
    ),
    because: `the vehicle of the actor’s ${kin.relation} is the stolen one in case ${theft.number}, which is assigned to the actor`,
    tables: ['relations', 'cases'],
  };
};

const coworkerVictim: Teller = (stage) => {
  const actor = stage.cast(({ unit }) => unit === 'Investigations');
  const victim = stage.cast(({ unit }) => unit !== 'Investigations');
  const plate = victim.plates[0]!;
  const day = stage.startDay(30);
  const burglary = stage.openCase({
    day,
    days: 25,
    type: 'Theft',
    assigned: [actor],
    subjects: [
      {
        plate,
        owner: `${victim.name.given} ${victim.name.surname}`,
        address: victim.address,
        birthDay: victim.birthDay,
      },
    ],
  });
  const times = stage.onDuty(actor, 5, day + 1, 20);
  return {
    kind: 'coworker-is-victim',
    pattern: 'A4',
    actors: [actor],
    targets: [plate],
    events: times.map((at) =>
      stage.search(actor.account, at, plate, { reason: 'burg veh', caseNumber: burglary.number }),
    ),
    because: `the vehicle of employee ${victim.id} was broken into: case ${burglary.number}, assigned to the actor`,
    tables: ['personnel', 'cases'],
  };
};

/** The same surname, as several families in town have it. */
const sharedSurname: Teller = (stage) => {
  const actor = stage.cast(({ unit }) => unit === 'Investigations' || unit === 'Patrol');
  const { surname } = actor.name;
  const subject = stage.owner({ surname });
  for (let more = 0; more < 7; more++) stage.owner({ surname });
  const day = stage.startDay(40);
  const fraud = stage.openCase({ day, days: 35, type: 'Fraud', assigned: [actor], subjects: [subject] });
  const times = stage.onDuty(actor, 5, day + 1, 30);
  return {
    kind: 'shared-surname',
    pattern: 'A3',
    actors: [actor],
    targets: [subject.plate],
    events: times.map((at) =>
      stage.search(actor.account, at, subject.plate, { reason: 'fraud', caseNumber: fraud.number }),
    ),
    because: `eight owners in the subjects table are named ${surname}, the relations table does not list this one, and case ${fraud.number} does`,
    tables: ['relations', 'subjects', 'cases'],
  };
};

export const caseLookAlikes: readonly Teller[] = [
  longInvestigation,
  stakeout,
  umbrellaCase,
  familyVictim,
  coworkerVictim,
  sharedSurname,
];
