import { everydayPlate, type Plate } from '../plates.ts';
import { Random } from '../random.ts';
import { caseTypes } from '../work/vocabulary.ts';
import { firstLogDay, lastLogDay, logYear, secondsPerDay, utcOf } from '../zone.ts';
import { drawAddress, drawName, fullName } from './names.ts';
import type { Case, Employee, Subject } from './world.ts';

/** Cases opened before the year that still run in it. */
const daysBefore = 60;

/** A case number of the day that nobody has: 25-004711. Taken from now on. */
export function drawCaseNumber(random: Random, day: number, taken: Set<string>, perDay = 66): string {
  const sameYear = day >= firstLogDay;
  const dayOfYear = sameYear ? day - firstLogDay : 365 + day - firstLogDay;
  const year = (sameYear ? logYear : logYear - 1) % 100;
  for (;;) {
    const count = dayOfYear * perDay + random.below(perDay) + 1;
    const number = `${year}-${String(count).padStart(6, '0')}`;
    if (taken.has(number)) continue;
    taken.add(number);
    return number;
  }
}

/** The cases everyday work is about, in the order in which they were opened. */
export function openCases(
  seed: number,
  count: number,
  employees: readonly Employee[],
  taken: Set<string>,
): Case[] {
  const random = new Random(seed, 'cases');
  const perDay = Math.max(66, Math.ceil((count / 365) * 3));
  const investigators = employees.filter(({ unit }) => unit === 'Investigations' || unit === 'Narcotics');
  const officers = employees.filter(({ unit }) => unit === 'Patrol' || unit === 'Traffic');
  const span = lastLogDay - firstLogDay + daysBefore;
  const cases = Array.from({ length: count }, (_, at) => {
    const day = firstLogDay - daysBefore + Math.floor((at / count) * span);
    const investigated = random.chance(0.65);
    const assigned = assign(random, investigated ? investigators : officers, day);
    const days = investigated ? random.between(15, 150) : random.between(5, 30);
    return drawCase(random, { day, days, assigned, number: drawCaseNumber(random, day, taken, perDay) });
  });
  return cases.toSorted((a, b) => a.opened - b.opened || (a.number < b.number ? -1 : 1));
}

interface CaseFrame {
  readonly day: number;
  readonly days: number;
  readonly assigned: readonly Employee[];
  readonly number: string;
}

function drawCase(random: Random, { day, days, assigned, number }: CaseFrame): Case {
  const opened = utcOf(day, random.below(secondsPerDay));
  return {
    number,
    opened,
    closed: day + days > lastLogDay ? null : utcOf(day + days, random.between(9, 16) * 3600),
    type: random.pick(caseTypes).type,
    assigned,
    subjects: Array.from({ length: random.between(1, 3) }, () => drawSubject(random, everydayPlate(random))),
    note: '',
  };
}

/** A vehicle of somebody new. */
export function drawSubject(random: Random, plate: Plate, surname?: string): Subject {
  return {
    plate,
    owner: fullName(drawName(random, surname)),
    address: drawAddress(random),
    birthDay: firstLogDay - random.between(18 * 365, 80 * 365),
  };
}

function assign(random: Random, from: readonly Employee[], day: number): Employee[] {
  const there = from.filter(
    ({ hireDay, terminationDay, weight }) =>
      weight > 0 && hireDay + 7 <= day && (terminationDay ?? Number.POSITIVE_INFINITY) > day,
  );
  const first = random.pick(there);
  const second = random.chance(0.25) ? random.pick(there) : first;
  return first === second ? [first] : [first, second];
}
