import type { Call, Employee, Unit } from '../agency/world.ts';
import { everydayPlate, noPlate, type Plate, plateText, residentPlate } from '../plates.ts';
import type { Random } from '../random.ts';
import { Weighted } from '../weighted.ts';
import type { OpenCases, WorkedCase } from './open-cases.ts';
import { Phrases } from './phrases.ts';
import {
  commandReasons,
  emptyReasons,
  investigatorReasons,
  patrolReasons,
  prompts,
  reasonChoices,
  recordsReasons,
  searchFilters,
  trafficReasons,
} from './vocabulary.ts';

/** One piece of work: one or a few searches for the same thing. One object is reused for all. */
export interface WorkItem {
  plate: Plate;
  plateText: string;
  reason: string;
  caseNumber: string;
  filters: string;
  prompt: string;
  /** Without a plate: by words or pictures. */
  plateless: boolean;
  searches: number;
  /** Earliest moment (UTC seconds) of the first search. */
  notBefore: number;
}

/** What the hour holds that work can be about. */
export interface HourScene {
  readonly calls: readonly Call[];
  readonly cases: OpenCases;
  /** Reasons are chosen from a list, mostly. */
  readonly reasonsChosen: boolean;
}

const reasonsOf: Readonly<Record<Unit, Phrases>> = {
  Patrol: new Phrases(patrolReasons),
  Traffic: new Phrases(trafficReasons),
  Dispatch: new Phrases(patrolReasons),
  Records: new Phrases(recordsReasons),
  Investigations: new Phrases(investigatorReasons),
  Narcotics: new Phrases(investigatorReasons),
  Command: new Phrases(commandReasons),
};
/** How often work is about a call and about a case. */
const workOf: Readonly<Record<Unit, { readonly calls: number; readonly cases: number }>> = {
  Patrol: { calls: 0.4, cases: 0.12 },
  Traffic: { calls: 0.15, cases: 0.15 },
  Dispatch: { calls: 0.9, cases: 0 },
  Records: { calls: 0, cases: 0.35 },
  Investigations: { calls: 0, cases: 0.86 },
  Narcotics: { calls: 0, cases: 0.86 },
  Command: { calls: 0, cases: 0 },
};
const choices = new Weighted(reasonChoices);
const empties = new Weighted(emptyReasons);
const freeTexts = new Weighted(prompts);
const filterTexts = new Weighted(searchFilters);
const searchCounts = new Weighted([
  [1, 60],
  [2, 25],
  [3, 10],
  [4, 3],
  [5, 2],
]);

/** Fills the item with a piece of an employee's everyday work. */
export function drawItem(
  random: Random,
  seed: number,
  residents: number,
  employee: Employee,
  scene: HourScene,
  item: WorkItem,
): void {
  item.plateText = '';
  item.caseNumber = '';
  item.filters = '';
  item.prompt = '';
  item.plateless = false;
  item.searches = searchCounts.at(random.next());
  item.notBefore = 0;
  const { calls, cases } = workOf[employee.unit];
  const kind = random.next() / 0x1_0000_0000;
  if (kind < calls && fromCall(random, employee, scene, item)) return;
  if (kind >= calls && kind < calls + cases && fromCase(random, employee, scene, item)) return;
  item.plate = random.chance(0.15) ? residentPlate(seed, random.below(residents)) : everydayPlate(random);
  item.reason = drawReason(random, employee, scene);
  const special = random.next() / 0x1_0000_0000;
  if (special < 0.05) describeFreely(random, item);
  else if (special < 0.065) guess(random, item);
  else if (special < 0.3) item.filters = filterTexts.at(random.next());
}

function drawReason(random: Random, { unit, typing }: Employee, scene: HourScene): string {
  const by = random.next() / 0x1_0000_0000;
  if (scene.reasonsChosen && by < 0.85) return choices.at(random.next());
  return by > 0.994 ? empties.at(random.next()) : reasonsOf[unit].draw(random, typing);
}

/** Patrol searches for its own calls, dispatch for those of patrol. */
function fromCall(random: Random, employee: Employee, { calls }: HourScene, item: WorkItem): boolean {
  if (calls.length === 0) return false;
  const dispatches = employee.unit === 'Dispatch';
  const first = random.below(calls.length);
  for (let step = 0; step < calls.length; step++) {
    const call = calls[(first + step) % calls.length]!;
    if (!dispatches && !call.assigned.includes(employee)) continue;
    item.plate = call.plate;
    item.reason =
      dispatches && random.chance(0.4) ? `per ${call.assigned[0]!.callSign}` : typed(call.type, employee);
    item.caseNumber = random.chance(0.5) ? call.caseNumber : '';
    item.notBefore = call.received + 40;
    return true;
  }
  return false;
}

function typed(text: string, { typing }: Employee): string {
  return typing === 1 ? text.toUpperCase() : text;
}

function fromCase(random: Random, employee: Employee, scene: HourScene, item: WorkItem): boolean {
  const own = employee.unit === 'Records' ? scene.cases.open : scene.cases.ofEmployee(employee.index);
  if (own.length === 0) return false;
  const worked = own[random.below(own.length)]!;
  item.plate = worked.plates[random.below(worked.plates.length)]!;
  cite(random, employee, worked, scene, item);
  return true;
}

/** The case number stands in its column, in the reason, alone as the reason, in another form, or nowhere. */
function cite(
  random: Random,
  { typing }: Employee,
  { record, phrases, choice }: WorkedCase,
  { reasonsChosen }: HourScene,
  item: WorkItem,
): void {
  const { number } = record;
  const chosen = reasonsChosen && random.chance(0.85);
  item.reason = chosen ? choice : phrases.draw(random, typing);
  const way = random.next() / 0x1_0000_0000;
  if (way < 0.82 || chosen) item.caseNumber = way < 0.96 ? number : '';
  else if (way < 0.89) item.reason = `${item.reason} ${number}`;
  else if (way < 0.95) item.reason = number;
  else if (way < 0.965) item.caseNumber = number.replace('-', '');
  else if (way < 0.97) item.caseNumber = plateText(item.plate);
}

/** A search by words or pictures. */
function describeFreely(random: Random, item: WorkItem): void {
  item.plate = noPlate;
  item.plateless = true;
  item.searches = 1;
  item.prompt = freeTexts.at(random.next());
  item.filters = filterTexts.at(random.next());
}

/** A partial plate: stars for what the witness did not see. */
function guess(random: Random, item: WorkItem): void {
  const whole = plateText(item.plate);
  const from = random.below(4);
  item.plateText = `*${whole.slice(from, from + 3)}*`;
  item.plate = noPlate;
  item.filters = filterTexts.at(random.next());
}
