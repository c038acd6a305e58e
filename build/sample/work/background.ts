import type { Call, World } from '../agency/world.ts';
import type { LogEvent } from '../log/event.ts';
import { noPlate } from '../plates.ts';
import { Random } from '../random.ts';
import { dayNumber, localDay, logStart, logYear, secondsPerHour, utcOf } from '../zone.ts';
import { CallTaker } from './calls.ts';
import { drawPosition, type HourPlan } from './hour-plan.ts';
import { drawItem, type HourScene, type WorkItem } from './item.ts';
import { OpenCases } from './open-cases.ts';
import {
  drawFrame,
  drawNetworks,
  type Frame,
  platelessSearches,
  plateSearches,
  verdicts,
} from './search-shape.ts';

/** From here on reasons are mostly chosen from a list, as in real logs since December 2025. */
export const reasonListStart = utcOf(dayNumber(logYear, 12, 2), 0);

/** Order within an hour: the second, then the order of drawing. */
const orderFactor = 1 << 20;

type Mutable<Shape> = { -readonly [Key in keyof Shape]: Shape[Key] };

/** Everyday searches, hour by hour. Holds one hour at a time. */
export class Background {
  readonly #world: World;
  readonly #plan: HourPlan;
  readonly #cases: OpenCases;
  readonly #calls: CallTaker;
  readonly #work: Random;
  readonly #shape: Random;
  readonly #ids: Random;
  readonly #item: WorkItem = {
    plate: noPlate,
    plateText: '',
    reason: '',
    caseNumber: '',
    filters: '',
    prompt: '',
    plateless: false,
    searches: 1,
    notBefore: 0,
  };
  readonly #frame: Frame = { start: 0, end: 0 };
  /** Searches of the hour as drawn; those of one item share its words. */
  readonly #drawn: Mutable<LogEvent>[] = [];
  #order = new Float64Array(1024);

  constructor(world: World, plan: HourPlan) {
    this.#world = world;
    this.#plan = plan;
    this.#cases = new OpenCases(world.seed, world.cases, world.employees.length);
    this.#calls = new CallTaker(world.seed, world.residents);
    this.#work = new Random(world.seed, 'work');
    this.#shape = new Random(world.seed, 'shape');
    this.#ids = new Random(world.seed, 'ids');
  }

  /** Hands out the calls of an hour and then its searches in order of time. The event is only valid during the call. */
  run(hour: number, onCalls: (calls: readonly Call[]) => void, onSearch: (event: LogEvent) => void): void {
    const hourStart = logStart + hour * secondsPerHour;
    const count = this.#plan.searches[hour]!;
    const crew = this.#plan.onDuty[hour]!;
    const weights = this.#plan.weights[hour]!;
    const opened = this.#cases.advance(hourStart);
    const calls = this.#calls.take(hourStart, count, crew, weights, opened);
    onCalls(calls);
    if (count === 0) return;
    const scene = { calls, cases: this.#cases, reasonsChosen: hourStart >= reasonListStart };
    if (this.#order.length < count) this.#order = new Float64Array(count * 2);
    for (let drawn = 0; drawn < count; ) {
      const employee = crew[drawPosition(this.#work, weights)]!;
      drawn = this.#drawSearches(drawn, count, hourStart, employee, scene);
    }
    const order = this.#order.subarray(0, count).sort();
    const ids = this.#ids;
    for (const place of order) {
      const event = this.#drawn[place % orderFactor]!;
      event.id = [ids.next(), ids.next(), ids.next(), ids.next()];
      onSearch(event);
    }
  }

  #drawSearches(
    from: number,
    count: number,
    hourStart: number,
    employee: World['employees'][number],
    scene: HourScene,
  ): number {
    const { seed, residents } = this.#world;
    const item = this.#item;
    const shape = this.#shape;
    drawItem(this.#work, seed, residents, employee, scene, item);
    const day = localDay(hourStart);
    const earliest = Math.max(0, item.notBefore - hourStart);
    let second = earliest + shape.below(Math.max(1, secondsPerHour - earliest));
    const until = Math.min(count, from + item.searches);
    for (let at = from; at < until; at++) {
      const event = this.#drawn[at] ?? { ...blank };
      this.#drawn[at] = event;
      event.at = hourStart + second;
      event.account = employee.account;
      event.networks = drawNetworks(shape);
      drawFrame(shape, event.at, day, this.#frame);
      event.frameStart = this.#frame.start;
      event.frameEnd = this.#frame.end;
      event.plate = item.plate;
      event.plateText = item.plateText;
      event.reason = item.reason;
      event.caseNumber = item.caseNumber;
      event.filters = item.filters;
      const type = (item.plateless ? platelessSearches : plateSearches).at(shape.next());
      const byWords = type.startsWith('freeform');
      event.searchType = type;
      event.prompt = byWords ? item.prompt : '';
      event.moderation = byWords ? verdicts.at(shape.next()) : '';
      this.#order[at] = second * orderFactor + at;
      second = Math.min(secondsPerHour - 1, second + 5 + shape.below(150));
    }
    return until;
  }
}

const blank: LogEvent = {
  id: [0, 0, 0, 0],
  at: 0,
  account: '',
  networks: 0,
  frameStart: 0,
  frameEnd: 0,
  plate: noPlate,
  plateText: '',
  reason: '',
  caseNumber: '',
  filters: '',
  searchType: '',
  prompt: '',
  moderation: '',
};
