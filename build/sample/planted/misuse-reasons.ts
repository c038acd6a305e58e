import type { Employee } from '../agency/world.ts';
import { firstLogDay } from '../zone.ts';
import { closeTogether, type Stage } from './stage.ts';
import type { Story, Teller } from './story.ts';

/** Misuse that shows in what somebody gives as reason and case number. */

/** An actor all of whose searches, over months, are justified the same poor way. */
function habit(
  stage: Stage,
  kind: string,
  pattern: string,
  because: string,
  reasons: readonly string[],
): Story {
  const actor = stage.cast(({ unit, shifts }) => unit === 'Patrol' && shifts.length > 100);
  const times = stage.onDuty(actor, 38, firstLogDay + 10, 300);
  const plates = stage.traffic(times.length);
  return {
    kind,
    pattern,
    actors: [actor],
    targets: [],
    events: times.map((at, nth) =>
      stage.search(actor.account, at, plates[nth]!, { reason: stage.random.pick(reasons) }),
    ),
    because,
    tables: [],
    only: [actor],
  };
}

const blankReasons: Teller = (stage) =>
  habit(stage, 'blank-reasons', 'C1', 'every reason and every case number is blank', ['']);

const junkReasons: Teller = (stage) =>
  habit(stage, 'junk-reasons', 'C2', 'reasons are single characters, keyboard runs and words for nothing', [
    'x',
    '.',
    'asdf',
    'n/a',
    'test',
    'xxx',
    '-',
    'qwerty',
    'k',
    'check',
  ]);

const catchAllReason: Teller = (stage) =>
  habit(stage, 'catch-all-reason', 'C3', 'one word stands for every search, never a case number', [
    'investigation',
  ]);

/** Well-formed case numbers that no case has. */
const inventedCases: Teller = (stage) => {
  const actor = stage.cast(({ unit }) => unit === 'Investigations' || unit === 'Narcotics');
  const day = stage.startDay(70);
  const numbers = Array.from({ length: 3 }, (_, nth) => stage.numberWithoutCase(day + nth * 11));
  const times = stage.onDuty(actor, 8, day + 25, 45);
  const plates = Array.from({ length: 4 }, () => stage.owner().plate);
  return {
    kind: 'invented-case',
    pattern: 'C5',
    actors: [actor],
    targets: plates,
    events: times.map((at, nth) =>
      stage.search(actor.account, at, plates[nth % plates.length]!, {
        reason: 'criminal investigation',
        caseNumber: numbers[nth % numbers.length]!,
      }),
    ),
    because: `no case has the number ${numbers.join(' or ')}`,
    tables: ['cases'],
  };
};

/** The number of one finished case over many vehicles it has nothing to do with. */
const copiedCase: Teller = (stage) => {
  const actor = stage.cast(({ unit }) => unit === 'Investigations');
  const day = stage.startDay(180);
  const old = stage.openCase({
    day,
    days: 14,
    type: 'Burglary',
    assigned: [actor],
    subjects: [stage.owner()],
  });
  const times = stage.onDuty(actor, 18, day + 110, 65);
  const plates = stage.traffic(times.length);
  return {
    kind: 'copied-case',
    pattern: 'C7, C6',
    actors: [actor],
    targets: plates,
    events: times.map((at, nth) =>
      stage.search(actor.account, at, plates[nth]!, { reason: 'burglary', caseNumber: old.number }),
    ),
    because: `case ${old.number} was closed more than 90 days before and lists none of these ${plates.length} vehicles`,
    tables: ['cases'],
  };
};

/** The number of a case that was opened only weeks later. */
const laterCase: Teller = (stage) => {
  const actor = stage.cast(({ unit }) => unit === 'Investigations' || unit === 'Narcotics');
  const day = stage.startDay(60);
  const { plate } = stage.owner();
  const later = stage.openCase({
    day: day + 45,
    days: 12,
    type: 'Fraud',
    assigned: [actor],
    subjects: [stage.owner()],
  });
  const times = stage.onDuty(actor, 5, day, 30);
  return {
    kind: 'case-not-yet-open',
    pattern: 'C8',
    actors: [actor],
    targets: [plate],
    events: times.map((at) =>
      stage.search(actor.account, at, plate, { reason: 'fraud inv', caseNumber: later.number }),
    ),
    because: `case ${later.number} was opened after these searches and does not list the vehicle`,
    tables: ['cases'],
  };
};

/** The actor's own words. */
const tellingReason: Teller = (stage, round) => {
  const actor = stage.cast();
  const { plate } = stage.owner();
  const words = [
    ['my ex', 'personal', 'ex again'],
    ['favor for a friend', 'friend asked', 'friend'],
    ["wife's car", 'wife', 'curious'],
    ['just curious', 'not wanted, curious', 'no PC'],
  ][round % 4]!;
  const times = stage.onDuty(actor, 3, stage.startDay(30), 30);
  return {
    kind: 'telling-reason',
    pattern: 'C10',
    actors: [actor],
    targets: [plate],
    events: times.map((at, nth) => stage.search(actor.account, at, plate, { reason: words[nth]! })),
    because: `the reasons say so: ${words.map((text) => `“${text}”`).join(', ')}`,
    tables: [],
  };
};

/** Many vehicles within minutes. */
const burst: Teller = (stage) => {
  const actor: Employee = stage.cast(({ unit }) => unit === 'Patrol' || unit === 'Records');
  const [from] = stage.onDuty(actor, 1, stage.startDay(30), 30);
  const times = closeTogether(stage.random, from!, 40, 15);
  const plates = stage.traffic(times.length);
  return {
    kind: 'burst',
    pattern: 'E1',
    actors: [actor],
    targets: [],
    events: times.map((at, nth) =>
      stage.search(actor.account, at, plates[nth]!, { reason: 'inv', searchType: 'lookup' }),
    ),
    because: `${plates.length} different plates within ${Math.ceil((times.at(-1)! - from!) / 60)} minutes; no call of that hour has them`,
    tables: [],
  };
};

/** Told before any other: their actors have no part elsewhere. */
export const habitTellers: readonly Teller[] = [blankReasons, junkReasons, catchAllReason];

export const reasonTellers: readonly Teller[] = [inventedCases, copiedCase, laterCase, tellingReason, burst];
