import { closeTogether, type Stage } from './stage.ts';
import type { Story, Teller } from './story.ts';

/** Misuse that shows in whom somebody searches for, again and again. */

/** The same vehicle on many days, never a case. */
const persistentTarget: Teller = (stage) => {
  const actor = stage.cast(({ unit }) => unit === 'Patrol' || unit === 'Traffic');
  const { plate } = stage.owner();
  const days = stage.random.between(45, 110);
  const times = stage.onDuty(actor, stage.random.between(8, 13), stage.startDay(days), days);
  return {
    kind: 'persistent-target',
    pattern: 'B1',
    actors: [actor],
    targets: [plate],
    events: times.map((at) =>
      stage.search(actor.account, at, plate, { reason: stage.random.pick(['inv', 'inv', 'susp veh']) }),
    ),
    because: 'one actor, one plate, many days over weeks, and never a case number',
    tables: [],
  };
};

/** Far more searches of one vehicle than anybody makes. */
const heavyTarget: Teller = (stage) => {
  const actor = stage.cast(({ unit }) => unit === 'Dispatch' || unit === 'Patrol');
  const { plate } = stage.owner();
  const days = 20;
  const visits = stage.onDuty(actor, 15, stage.startDay(days), days);
  const times = visits.flatMap((at) => closeTogether(stage.random, at, 3, 240));
  return {
    kind: 'heavy-target',
    pattern: 'B2',
    actors: [actor],
    targets: [plate],
    events: times.map((at) => stage.search(actor.account, at, plate, { reason: 'investigation' })),
    because: `${times.length} searches of one plate by one actor within ${days} days, without a case number`,
    tables: [],
  };
};

/** A vehicle nobody else ever looked for, with the number of a finished case lent to the first searches. */
const oneActorTarget: Teller = (stage) => {
  const actor = stage.cast(({ unit }) => unit === 'Investigations' || unit === 'Patrol');
  const day = stage.startDay(170);
  const { plate } = stage.owner();
  const old = stage.openCase({
    day,
    days: 6,
    type: 'Theft',
    assigned: [actor],
    subjects: [stage.owner()],
  });
  const times = stage.onDuty(actor, 11, day + 10, 155);
  return {
    kind: 'one-actor-target',
    pattern: 'B3',
    actors: [actor],
    targets: [plate],
    events: times.map((at, nth) =>
      stage.search(actor.account, at, plate, {
        reason: 'follow up',
        caseNumber: nth < 2 ? old.number : '',
      }),
    ),
    because: `only this actor ever searched the plate, over five months; the case cited at first (${old.number}) was closed and is about another vehicle`,
    tables: ['cases'],
  };
};

/** One vehicle, a new story each time. */
const changingStories: Teller = (stage) => {
  const actor = stage.cast();
  const { plate } = stage.owner();
  const stories = [
    'suspicious',
    'missing child',
    'drug investigation',
    'stolen veh',
    'hit and run',
    'welfare check',
  ];
  const times = stage.onDuty(actor, 7, stage.startDay(40), 40);
  return {
    kind: 'changing-stories',
    pattern: 'C9',
    actors: [actor],
    targets: [plate],
    events: times.map((at, nth) =>
      stage.search(actor.account, at, plate, { reason: stories[nth % stories.length]! }),
    ),
    because:
      'the same actor gives reasons for the same plate that cannot all be true, without a case or a call',
    tables: [],
  };
};

/** A former partner, and whom the partner lives with now. */
const formerPartner: Teller = (stage) => {
  const related = stage.world.relations.filter(({ relation }) => relation === 'ex_partner');
  const actor = stage.cast((employee) => related.some((one) => one.employee === employee));
  const former = related.find(({ employee }) => employee === actor);
  if (former === undefined) return null;
  const partner = stage.owner({ address: former.address });
  const plate = former.plates[0]!;
  const times = stage.onDuty(actor, 13, stage.startDay(60), 60);
  return {
    kind: 'former-partner',
    pattern: 'A7, A8',
    actors: [actor],
    targets: [plate, partner.plate],
    events: times.flatMap((at, nth) => [
      stage.search(actor.account, at, plate, { reason: 'investigation' }),
      ...(nth % 3 === 1
        ? [stage.search(actor.account, at + 95, partner.plate, { reason: 'investigation' })]
        : []),
    ]),
    because:
      'the relations table names the owner as the actor’s former partner; the second plate belongs to the same address',
    tables: ['relations', 'subjects'],
  };
};

function fewSearches(stage: Stage, story: Omit<Story, 'events'>, reason: string, count: number): Story {
  const [actor] = story.actors;
  const times = stage.onDuty(actor!, count, stage.startDay(60), 60);
  const events = times.map((at, nth) =>
    stage.search(actor!.account, at, story.targets[nth % story.targets.length]!, { reason }),
  );
  return { ...story, events };
}

const ownVehicle: Teller = (stage) => {
  const actor = stage.cast();
  return fewSearches(
    stage,
    {
      kind: 'own-vehicle',
      pattern: 'A1',
      actors: [actor],
      targets: actor.plates.slice(0, 1),
      because: 'the personnel table lists the plate as the actor’s own',
      tables: ['personnel'],
    },
    'check',
    4,
  );
};

const relative: Teller = (stage) => {
  const close = stage.world.relations.filter(
    ({ relation }) => relation === 'parent' || relation === 'sibling',
  );
  const actor = stage.cast();
  const { plates, relation } = close.find(({ employee }) => employee === actor)!;
  return fewSearches(
    stage,
    {
      kind: 'relative',
      pattern: 'A3',
      actors: [actor],
      targets: plates.slice(0, 1),
      because: `the relations table names the owner as the actor’s ${relation}; no case or call is about the vehicle`,
      tables: ['relations', 'cases', 'calls'],
    },
    'inv',
    6,
  );
};

const neighbor: Teller = (stage) => {
  const actor = stage.cast();
  const { plates } = stage.world.relations.find(
    (one) => one.employee === actor && one.relation === 'neighbor',
  )!;
  return fewSearches(
    stage,
    {
      kind: 'neighbor',
      pattern: 'A6',
      actors: [actor],
      targets: plates.slice(0, 1),
      because: 'the owner lives next door to the actor',
      tables: ['personnel', 'subjects'],
    },
    'susp veh',
    6,
  );
};

const coworker: Teller = (stage) => {
  const lead = stage.cast(({ rank }) => rank.endsWith('Sergeant') || rank.endsWith('Supervisor'));
  const target =
    stage.world.employees.find(
      (one) => one.supervisorId === lead.id && one.terminationDay === null && one.unit === lead.unit,
    ) ?? stage.cast();
  return fewSearches(
    stage,
    {
      kind: 'coworker',
      pattern: 'A4, A5',
      actors: [lead],
      targets: target.plates.slice(0, 1),
      because: `the personnel table lists the plate as that of ${target.id}, whom the actor supervises; no case is about the vehicle`,
      tables: ['personnel', 'cases'],
    },
    'investigation',
    7,
  );
};

/** Vehicles of people who live on the property the actor guards for pay. */
const outsideEmployer: Teller = (stage, round) => {
  const actor = stage.cast(({ unit }) => unit === 'Patrol' || unit === 'Traffic');
  const property = stage.owner().address;
  const day = stage.startDay(90);
  stage.world.employment.push({
    employee: actor,
    employer: ['Gantry Court Apartments', 'Tinderbox Storage Yard'][round % 2]!,
    position: 'courtesy officer',
    address: property,
    firstDay: day - 40,
    lastDay: null,
  });
  const tenants = Array.from({ length: 4 }, () => stage.owner({ address: property }));
  const times = stage.onDuty(actor, 9, day, 80);
  return {
    kind: 'outside-employer',
    pattern: 'A11',
    actors: [actor],
    targets: tenants.map(({ plate }) => plate),
    events: times.map((at, nth) =>
      stage.search(actor.account, at, tenants[nth % tenants.length]!.plate, { reason: 'inv' }),
    ),
    because: 'all owners live at the address of the actor’s outside employer',
    tables: ['employment', 'subjects'],
  };
};

export const targetTellers: readonly Teller[] = [
  persistentTarget,
  heavyTarget,
  oneActorTarget,
  changingStories,
  formerPartner,
  ownVehicle,
  relative,
  neighbor,
  coworker,
  outsideEmployer,
];
