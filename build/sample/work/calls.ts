import { drawAddress } from '../agency/names.ts';
import type { Call, Employee } from '../agency/world.ts';
import { everydayPlate, residentPlate } from '../plates.ts';
import { Random } from '../random.ts';
import { Weighted } from '../weighted.ts';
import { secondsPerHour } from '../zone.ts';
import { drawPosition } from './hour-plan.ts';
import type { WorkedCase } from './open-cases.ts';
import { callTypes } from './vocabulary.ts';

const types = new Weighted(callTypes);
const mostPerHour = 20;

/** Calls for service, hour by hour. */
export class CallTaker {
  readonly #random: Random;
  readonly #seed: number;
  readonly #residents: number;

  constructor(seed: number, residents: number) {
    this.#random = new Random(seed, 'calls');
    this.#seed = seed;
    this.#residents = residents;
  }

  /** The calls of an hour in order of time: those that opened a case, and others in step with the searches. */
  take(
    hourStart: number,
    searches: number,
    crew: readonly Employee[],
    weights: Float64Array,
    opened: readonly WorkedCase[],
  ): Call[] {
    const random = this.#random;
    const calls = opened
      .filter(({ record }) => record.opened > hourStart - secondsPerHour)
      .map(({ record }) => callOf(record));
    const count = Math.min(mostPerHour, Math.round(searches * 0.3 + random.below(100) / 100));
    for (let made = 0; made < count && crew.length > 0; made++) {
      const assigned = this.#send(crew, weights);
      if (assigned.length === 0) continue;
      calls.push({
        received: hourStart + random.below(2400),
        type: types.at(random.next()),
        address: drawAddress(random),
        plate: random.chance(0.3)
          ? residentPlate(this.#seed, random.below(this.#residents))
          : everydayPlate(random),
        assigned,
        caseNumber: '',
      });
    }
    return calls.sort((a, b) => a.received - b.received);
  }

  /** One or two of those in patrol cars. */
  #send(crew: readonly Employee[], weights: Float64Array): Employee[] {
    const wanted = this.#random.between(1, 2);
    const sent: Employee[] = [];
    for (let tries = 0; tries < 8 && sent.length < wanted; tries++) {
      const one = crew[drawPosition(this.#random, weights)]!;
      if ((one.unit === 'Patrol' || one.unit === 'Traffic') && !sent.includes(one)) sent.push(one);
    }
    return sent;
  }
}

function callOf({ number, opened, type, assigned, subjects }: WorkedCase['record']): Call {
  const { plate, address } = subjects[0]!;
  return { received: opened, type: type.toLowerCase(), address, plate, assigned, caseNumber: number };
}
