import { drawCaseNumber, drawSubject } from '../agency/cases.ts';
import { type Address, drawAddress } from '../agency/names.ts';
import type { Call, Case, Employee, Interval, Subject, World } from '../agency/world.ts';
import type { LogEvent } from '../log/event.ts';
import { everydayPlate, type Plate, reservedPlate } from '../plates.ts';
import { Random } from '../random.ts';
import { drawFrame, drawNetworks, type Frame, plateSearches } from '../work/search-shape.ts';
import { firstLogDay, localDay, secondsPerHour, utcOf } from '../zone.ts';

/** Days of the year stories may be told on: reasons are still typed, and every look-back stays in sight. */
export const firstStoryDay = firstLogDay + 8;
export const lastStoryDay = firstLogDay + 325;

/** Where stories are made up: the world they happen in, and who has a part already. */
export class Stage {
  readonly world: World;
  readonly random: Random;
  readonly #pool: readonly Employee[];
  readonly #cast = new Set<Employee>();

  constructor(world: World) {
    this.world = world;
    this.random = new Random(world.seed, 'stories');
    this.#pool = this.random.shuffled(
      world.employees.filter(
        ({ hireDay, terminationDay }) => hireDay < firstLogDay && terminationDay === null,
      ),
    );
  }

  /** Somebody who fits, if possible without another part. */
  cast(fits: (employee: Employee) => boolean = () => true): Employee {
    return this.team(1, fits)[0] ?? this.team(1, () => true)[0]!;
  }

  /** Different people who fit, first those without another part; fewer where there are not so many. */
  team(size: number, fits: (employee: Employee) => boolean): Employee[] {
    const fitting = this.#pool.filter((employee) => employee.weight > 0 && fits(employee));
    const team = [
      ...fitting.filter((employee) => !this.#cast.has(employee)),
      ...this.random.shuffled(fitting.filter((employee) => this.#cast.has(employee))),
    ].slice(0, size);
    for (const employee of team) this.#cast.add(employee);
    return team;
  }

  /** People of all units who work between two days, whatever other part they have. */
  crowd(size: number, fromDay: number, days: number): Employee[] {
    const ready = this.#pool.filter(
      (employee) => employee.weight > 0 && shiftsBetween(employee, fromDay, days).length > 0,
    );
    return this.random.shuffled(ready).slice(0, size);
  }

  /** A vehicle that only this story is about; the subjects table knows its owner. */
  owner(known: { surname?: string; address?: Address; name?: string } = {}): Subject {
    const drawn = drawSubject(this.random, reservedPlate(this.random), known.surname);
    const subject = {
      ...drawn,
      owner: known.name ?? drawn.owner,
      address: known.address ?? drawn.address,
    };
    this.world.subjects.push(subject);
    return subject;
  }

  /** Plates of passing traffic. */
  traffic(count: number): Plate[] {
    return Array.from({ length: count }, () => everydayPlate(this.random));
  }

  /** A case of its own. `days` is its length, null for one still open. */
  openCase(frame: {
    day: number;
    days: number | null;
    type: string;
    assigned: readonly Employee[];
    subjects: readonly Subject[];
    note?: string;
  }): Case {
    const { day, days, type, assigned, subjects, note = '' } = frame;
    const opened: Case = {
      number: drawCaseNumber(this.random, day, this.world.takenCaseNumbers),
      opened: utcOf(day, this.random.between(6, 16) * secondsPerHour + this.random.below(secondsPerHour)),
      closed: days === null ? null : utcOf(day + days, 16 * secondsPerHour),
      type,
      assigned,
      subjects,
      note,
    };
    this.world.storyCases.push(opened);
    return opened;
  }

  /** A case number that no case will ever have. */
  numberWithoutCase(day: number): string {
    return drawCaseNumber(this.random, day, this.world.takenCaseNumbers);
  }

  call(received: number, type: string, plate: Plate, assigned: readonly Employee[], caseNumber = ''): Call {
    const call = { received, type, address: drawAddress(this.random), plate, assigned, caseNumber };
    this.world.storyCalls.push(call);
    return call;
  }

  /** One search in the log. */
  search(
    account: string,
    at: number,
    plate: Plate,
    words: { reason: string; caseNumber?: string; searchType?: string; networks?: number },
  ): LogEvent {
    const { random } = this;
    const frame: Frame = { start: 0, end: 0 };
    drawFrame(random, at, localDay(at), frame);
    return {
      id: [random.next(), random.next(), random.next(), random.next()],
      at,
      account,
      networks: words.networks ?? drawNetworks(random),
      frameStart: frame.start,
      frameEnd: frame.end,
      plate,
      plateText: '',
      reason: words.reason,
      caseNumber: words.caseNumber ?? '',
      filters: '',
      searchType: words.searchType ?? plateSearches.at(random.next()),
      prompt: '',
      moderation: '',
    };
  }

  /** A day on which a story of that length can begin. */
  startDay(length: number): number {
    return this.random.between(firstStoryDay, lastStoryDay - length);
  }

  /** Moments on duty between two days, in order; each in another shift as long as there are enough. */
  onDuty(employee: Employee, count: number, fromDay: number, days: number): number[] {
    const { random } = this;
    const inRange = shiftsBetween(employee, fromDay, days);
    const shifts = inRange.length > 0 ? inRange : employee.shifts.slice(0, 1);
    const mixed = random.shuffled(shifts);
    return Array.from({ length: count }, (_, at) => within(random, mixed[at % mixed.length]!)).sort(
      (a, b) => a - b,
    );
  }

  /** Moments at night (01:00 to 04:00 local) with no shift within nine hours, on different days, in order. */
  offDutyNights(employee: Employee, count: number, fromDay: number, days: number): number[] {
    const { random } = this;
    const free = random
      .shuffled(Array.from({ length: days }, (_, at) => fromDay + at))
      .map((day) => utcOf(day, secondsPerHour + random.below(3 * secondsPerHour)))
      .filter((at) => isFree(employee, at, 9 * secondsPerHour));
    return free.slice(0, count).sort((a, b) => a - b);
  }
}

function shiftsBetween({ shifts }: Employee, fromDay: number, days: number): Interval[] {
  return shifts.filter(({ start, end }) => localDay(start) >= fromDay && localDay(end) < fromDay + days);
}

/** Whether no shift lies within so many seconds of a moment. */
function isFree({ shifts }: Employee, at: number, seconds: number): boolean {
  return !shifts.some(({ start, end }) => start < at + seconds && end > at - seconds);
}

/** A moment well inside an interval. */
function within(random: Random, { start, end }: Interval): number {
  return start + 900 + random.below(end - start - 1800);
}

/** Moments close together: `count` of them, some seconds to `widest` apart. */
export function closeTogether(random: Random, from: number, count: number, widest: number): number[] {
  let at = from;
  return Array.from({ length: count }, () => {
    const here = at;
    at += random.between(Math.ceil(widest / 5), widest);
    return here;
  });
}
