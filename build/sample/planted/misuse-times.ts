import { firstLogDay, localDay, secondsPerHour, utcOf } from '../zone.ts';
import { closeTogether, firstStoryDay, lastStoryDay } from './stage.ts';
import type { Teller } from './story.ts';

/** Misuse that shows in when searches happen, and in accounts that two people use. */

/** Short sessions in free nights. */
const freeNights: Teller = (stage) => {
  const actor = stage.cast(
    ({ pattern }) => pattern.startsWith('Monday-Friday') || pattern.startsWith('days'),
  );
  const nights = stage.offDutyNights(actor, 3, stage.startDay(60), 60);
  const { plate } = stage.owner();
  const others = stage.traffic(nights.length * 2);
  const events = nights.flatMap((night, nth) =>
    closeTogether(stage.random, night, 5, 260).map((at, place) =>
      stage.search(actor.account, at, place % 2 === 0 ? plate : others[nth * 2 + (place - 1) / 2]!, {
        reason: 'inv',
      }),
    ),
  );
  return {
    kind: 'free-night-sessions',
    pattern: 'D1, D5, D6',
    actors: [actor],
    targets: [plate],
    events,
    because:
      'sessions between one and five at night, hours away from any other search of the actor, with no shift, overtime or call',
    tables: ['schedule', 'overtime', 'calls'],
  };
};

const onLeave: Teller = (stage) => {
  const vacations = stage.world.leave.filter(
    ({ kind, firstDay, lastDay }) =>
      kind === 'vacation' && lastDay - firstDay >= 3 && firstDay > firstStoryDay && lastDay < lastStoryDay,
  );
  const actor = stage.cast((employee) => vacations.some((one) => one.employee === employee));
  const vacation = vacations.find(({ employee }) => employee === actor);
  if (vacation === undefined) return null;
  const { plate } = stage.owner();
  const times = Array.from({ length: 8 }, () =>
    utcOf(
      stage.random.between(vacation.firstDay + 1, vacation.lastDay - 1),
      stage.random.between(9 * secondsPerHour, 22 * secondsPerHour),
    ),
  ).sort((a, b) => a - b);
  const others = stage.traffic(times.length);
  return {
    kind: 'on-leave',
    pattern: 'D2',
    actors: [actor],
    targets: [plate],
    events: times.map((at, nth) =>
      stage.search(actor.account, at, nth % 4 === 3 ? others[nth]! : plate, { reason: 'investigation' }),
    ),
    because: 'the actor was on vacation',
    tables: ['leave'],
  };
};

/** The account outlives the employment. */
const afterTermination: Teller = (stage, round) => {
  const left = stage.world.employees.filter(({ terminationDay }) => terminationDay !== null);
  const actor = left[round];
  if (actor === undefined) return null;
  const { plate } = stage.owner();
  const day = actor.terminationDay!;
  const times = Array.from({ length: 8 }, () =>
    utcOf(
      day + stage.random.between(2, 24),
      stage.random.between(10, 23) * secondsPerHour + stage.random.below(3600),
    ),
  ).sort((a, b) => a - b);
  const others = stage.traffic(times.length);
  return {
    kind: 'after-termination',
    pattern: 'D3',
    actors: [actor],
    targets: [plate],
    events: times.map((at, nth) =>
      stage.search(actor.account, at, nth % 3 === 2 ? others[nth]! : plate, { reason: 'inv' }),
    ),
    because: 'the employment had ended; the account was disabled only weeks later',
    tables: ['personnel', 'accounts'],
  };
};

/** One account, two people: at work in two places at once, for longer than anybody's day. */
const accountSharing: Teller = (stage) => {
  const actor = stage.cast(({ pattern, unit }) => unit !== 'Dispatch' && /^(?:days|Monday)/.test(pattern));
  const start = stage.startDay(30);
  const days = actor.shifts.filter(({ start: at }) => localDay(at) >= start).slice(0, 3);
  if (days.length < 3) return null;
  const events = days.flatMap((shift) => {
    const desk = stage.traffic(8);
    const car = stage.traffic(8);
    const both = shift.start + 1200;
    const late = Array.from({ length: 4 }, (_, nth) => shift.start + (14 + nth) * secondsPerHour);
    return [
      ...closeTogether(stage.random, both, 4, 40).flatMap((at, nth) => [
        stage.search(actor.account, at, desk[nth]!, { reason: 'UUMV', searchType: 'search' }),
        stage.search(actor.account, at + 2, car[nth]!, {
          reason: 'traffic stop',
          searchType: 'search - Mobile',
        }),
      ]),
      ...late.map((at, nth) =>
        stage.search(actor.account, at + stage.random.below(1500), car[4 + nth]!, {
          reason: 'traffic stop',
          searchType: 'search - Mobile',
        }),
      ),
    ];
  });
  return {
    kind: 'account-sharing',
    pattern: 'F1',
    actors: [actor],
    targets: [],
    events,
    because:
      'searches two seconds apart from desk and car with different reasons, and activity over more than 16 hours on each of three days, long after the shift',
    tables: ['schedule', 'accounts'],
  };
};

/** Everybody looks up the famous visitor. */
const publicFigureCrowd: Teller = (stage) => {
  const figure = stage.random.pick(
    stage.world.watchlist.filter(({ category }) => category === 'public figure'),
  );
  const day = stage.startDay(20);
  const actors = stage.crowd(12, day, 4);
  const events = actors.map((actor) =>
    stage.search(actor.account, stage.onDuty(actor, 1, day, 4)[0]!, figure.plate, {
      reason: stage.random.pick(['inv', 'traffic stop', 'susp veh', 'investigation']),
    }),
  );
  return {
    kind: 'public-figure-crowd',
    pattern: 'B7, B5',
    actors,
    targets: [figure.plate],
    events: events.sort((a, b) => a.at - b.at),
    because: `the watch list names the owner as a public figure; ${actors.length} actors of several units searched within days, with no call and no case`,
    tables: ['watchlist', 'calls', 'cases'],
  };
};

const watchedPerson: Teller = (stage, round) => {
  const category = round % 2 === 0 ? 'journalist' : 'oversight';
  const watched = stage.random.pick(stage.world.watchlist.filter((one) => one.category === category));
  const actor = stage.cast();
  const times = stage.onDuty(actor, 6, stage.startDay(25), 25);
  return {
    kind: category === 'journalist' ? 'journalist' : 'oversight-staff',
    pattern: 'B8',
    actors: [actor],
    targets: [watched.plate],
    events: times.map((at) => stage.search(actor.account, at, watched.plate, { reason: 'susp veh' })),
    because: `the watch list has the plate under “${category}”; no case is about the vehicle`,
    tables: ['watchlist', 'cases'],
  };
};

/** A private person draws the attention of the house. */
const attentionCluster: Teller = (stage) => {
  const { plate } = stage.owner();
  const day = stage.random.between(firstLogDay + 20, lastStoryDay - 20);
  const actors = stage.crowd(11, day, 6);
  const events = actors.map((actor) =>
    stage.search(actor.account, stage.onDuty(actor, 1, day, 6)[0]!, plate, {
      reason: stage.random.pick(['inv', 'investigation', 'check', 'susp veh']),
    }),
  );
  return {
    kind: 'attention-cluster',
    pattern: 'B5',
    actors,
    targets: [plate],
    events: events.sort((a, b) => a.at - b.at),
    because: `${actors.length} actors of several units searched one plate within days that nobody searched before or after, with no shared case and no call`,
    tables: ['cases', 'calls'],
  };
};

export const timeTellers: readonly Teller[] = [
  freeNights,
  onLeave,
  afterTermination,
  accountSharing,
  publicFigureCrowd,
  watchedPerson,
  attentionCluster,
];
