import { dayNumber, localDay, logYear, secondsPerHour, utcOf } from '../zone.ts';
import { closeTogether, firstStoryDay, lastStoryDay } from './stage.ts';
import type { Teller } from './story.ts';

/** What looks like misuse and is explained by calls, overtime, training, accounts or the clock. */

/** Nights off, but called in and paid for. */
const overtime: Teller = (stage) => {
  const actor = stage.cast(({ pattern, unit }) => unit === 'Investigations' || pattern.startsWith('days'));
  const nights = stage.offDutyNights(actor, 2, stage.startDay(60), 60);
  const day = localDay(nights[0] ?? 0) - 1;
  const subject = stage.owner();
  const called = stage.openCase({ day, days: 40, type: 'Robbery', assigned: [actor], subjects: [subject] });
  for (const night of nights) {
    const hourStart = night - (night % secondsPerHour);
    stage.world.overtime.push({
      employee: actor,
      start: hourStart - secondsPerHour,
      end: hourStart + 4 * secondsPerHour,
      reason: 'call-out',
      caseNumber: called.number,
    });
  }
  return {
    kind: 'overtime-call-out',
    pattern: 'D1, D6',
    actors: [actor],
    targets: [subject.plate],
    events: nights.flatMap((night) =>
      closeTogether(stage.random, night, 6, 300).map((at) =>
        stage.search(actor.account, at, subject.plate, { reason: 'robbery', caseNumber: called.number }),
      ),
    ),
    because: `the overtime table has a call-out for each night, for case ${called.number}`,
    tables: ['schedule', 'overtime', 'cases'],
  };
};

/** A dispatcher runs what patrol reads over the radio. */
const dispatcherForPatrol: Teller = (stage) => {
  const actor = stage.cast(({ unit }) => unit === 'Dispatch');
  const day = stage.startDay(30);
  const [from] = stage.onDuty(actor, 1, day, 30);
  const officers = stage.crowd(4, localDay(from!) - 2, 5);
  const times = closeTogether(stage.random, from!, 18, 90);
  const plates = stage.traffic(times.length);
  return {
    kind: 'dispatcher-for-patrol',
    pattern: 'E1',
    actors: [actor],
    targets: [],
    events: times.map((at, nth) => {
      const officer = officers[nth % officers.length]!;
      stage.call(at - 45, 'traffic stop', plates[nth]!, [officer]);
      return stage.search(actor.account, at, plates[nth]!, {
        reason: `per ${officer.callSign}`,
        searchType: 'lookup',
      });
    }),
    because: 'for each plate the calls table has a traffic stop by another unit less than a minute before',
    tables: ['calls'],
  };
};

/** Everybody looks for the car of an armed robbery. */
const lookoutCrowd: Teller = (stage) => {
  const day = stage.startDay(20);
  const noon = utcOf(day, 12 * secondsPerHour);
  const actors = stage
    .crowd(60, day - 1, 4)
    .filter(({ shifts }) =>
      shifts.some(({ start, end }) => start <= noon && end >= noon + 2 * secondsPerHour),
    )
    .slice(0, 14);
  const { plate } = stage.owner();
  stage.call(noon - 240, 'BOLO agg robbery', plate, actors.slice(0, 3));
  return {
    kind: 'lookout-crowd',
    pattern: 'B5',
    actors,
    targets: [plate],
    events: actors
      .map((actor) =>
        stage.search(actor.account, noon + stage.random.below(2 * secondsPerHour), plate, { reason: 'BOLO' }),
      )
      .sort((a, b) => a.at - b.at),
    because: 'the calls table has the lookout for the plate four minutes before the first search',
    tables: ['calls'],
  };
};

/** In class one searches for one's own car. */
const training: Teller = (stage) => {
  const actor = stage.cast();
  const [from] = stage.onDuty(actor, 1, stage.startDay(60), 60);
  const start = from! - (from! % secondsPerHour);
  stage.world.training.push({
    employee: actor,
    course: 'Plate reader refresher, hands-on',
    start,
    end: start + 2 * secondsPerHour,
    expiresDay: localDay(start) + 730,
  });
  const [plate] = actor.plates;
  return {
    kind: 'training-session',
    pattern: 'A1',
    actors: [actor],
    targets: [plate!],
    events: closeTogether(stage.random, start + 600, 6, 300).map((at) =>
      stage.search(actor.account, at, plate!, { reason: 'training' }),
    ),
    because: 'the training table has the actor in a hands-on course at that time',
    tables: ['personnel', 'training'],
  };
};

/** The night shifts in which the clock changes, and one of summer: a fixed offset puts their edges off duty. */
const clockChangeNight: Teller = (stage, round) => {
  const changeDay = round % 2 === 0 ? dayNumber(logYear, 3, 9) : dayNumber(logYear, 11, 2);
  const covers = ({ shifts }: { shifts: readonly { start: number; end: number }[] }) =>
    shifts.find(
      ({ start, end }) => start < utcOf(changeDay, 0) && end > utcOf(changeDay, 5 * secondsPerHour),
    );
  const actor = stage.cast((employee) => covers(employee) !== undefined);
  const shift = covers(actor);
  if (shift === undefined) return null;
  const [summer] = stage.onDuty(actor, 1, dayNumber(logYear, 6, 1), 60);
  const summerShift = actor.shifts.find(({ start, end }) => start < summer! && end > summer!);
  const times = [
    shift.start + 300,
    shift.start + 900,
    shift.end - 900,
    shift.end - 300,
    ...(summerShift ? [summerShift.start + 240, summerShift.end - 240] : []),
  ];
  const plates = stage.traffic(times.length);
  return {
    kind: 'clock-change-night',
    pattern: 'D1',
    actors: [actor],
    targets: plates,
    events: times
      .map((at, nth) => stage.search(actor.account, at, plates[nth]!, { reason: 'traffic stop' }))
      .sort((a, b) => a.at - b.at),
    because:
      'all lie in the first and last minutes of scheduled shifts if the zone’s own rules are used, and an hour outside if one offset is used for the year',
    tables: ['schedule'],
  };
};

/** The console account of the dispatch center, used around the clock by whoever sits there. */
const sharedConsole: Teller = (stage, round) => {
  const account = `Dispatch ${'EFGH'[round]!}`;
  stage.world.accounts.push({
    account,
    employeeId: '',
    kind: 'shared',
    role: 'Dispatch console',
    createdDay: dayNumber(logYear - 3, 5, 2),
    disabledDay: null,
  });
  const fromDay = stage.startDay(6);
  const times = Array.from(
    { length: 36 },
    (_, nth) => utcOf(fromDay, 0) + nth * 2 * secondsPerHour + stage.random.below(secondsPerHour),
  );
  const plates = stage.traffic(times.length);
  return {
    kind: 'shared-console',
    pattern: 'F1, F5',
    actors: [],
    account,
    targets: [],
    events: times.map((at, nth) => stage.search(account, at, plates[nth]!, { reason: 'per radio' })),
    because: 'the accounts table lists the account as the shared console of dispatch',
    tables: ['accounts'],
  };
};

/** The last call of the day takes longer than the shift. */
const lateCall: Teller = (stage) => {
  const actor = stage.cast(({ unit, pattern }) => unit === 'Patrol' && pattern.startsWith('days'));
  const shift = stage.random.pick(
    actor.shifts.filter(({ end }) => localDay(end) >= firstStoryDay && localDay(end) <= lastStoryDay),
  );
  const at = shift.end + 1200;
  const [plate] = stage.traffic(1);
  stage.call(shift.end - 900, 'hit and run', plate!, [actor]);
  return {
    kind: 'call-runs-past-the-shift',
    pattern: 'D1',
    actors: [actor],
    targets: [plate!],
    events: closeTogether(stage.random, at, 4, 500).map((moment) =>
      stage.search(actor.account, moment, plate!, { reason: 'hit and run' }),
    ),
    because: 'the call came in before the end of the shift and the actor was sent to it',
    tables: ['schedule', 'calls'],
  };
};

export const dutyLookAlikes: readonly Teller[] = [
  overtime,
  dispatcherForPatrol,
  lookoutCrowd,
  training,
  clockChangeNight,
  sharedConsole,
  lateCall,
];
