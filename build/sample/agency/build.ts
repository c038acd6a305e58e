import { reservedPlate } from '../plates.ts';
import { Random } from '../random.ts';
import { dayNumber, firstLogDay, lastLogDay, localDay, logYear, secondsPerHour, utcOf } from '../zone.ts';
import { drawAddress, drawName, fullName } from './names.ts';
import { hireEmployees, planLeave, relateEmployees } from './people.ts';
import type {
  Account,
  Employee,
  OutsideEmployment,
  Overtime,
  Training,
  WatchedPerson,
  World,
} from './world.ts';

const fewestEmployees = 60;
const mostEmployees = 150;
const mostListedResidents = 50_000;

/** The agency before anything happens: no cases yet, no stories. It is larger where the log is. */
export function buildWorld(seed: number, eventCount: number): World {
  const employees = hireEmployees(seed, employeeCount(eventCount));
  const residents = Math.max(800, Math.floor(eventCount / 8));
  const watchlist = watchPeople(seed);
  return {
    seed,
    employees,
    relations: relateEmployees(seed, employees),
    cases: [],
    storyCases: [],
    takenCaseNumbers: new Set(),
    leave: planLeave(seed, employees),
    overtime: planOvertime(seed, employees),
    watchlist,
    subjects: [],
    listedResidents: Math.min(residents, mostListedResidents),
    residents,
    storyCalls: [],
    accounts: employees.map(accountFor),
    training: certify(seed, employees),
    employment: employOutside(seed, employees),
  };
}

/** How many everyday cases go with a log. */
export function caseCount(eventCount: number): number {
  return Math.min(40_000, Math.max(150, Math.floor(eventCount / 50)));
}

/** Nine more for each doubling of the log. */
function employeeCount(eventCount: number): number {
  let count = fewestEmployees;
  for (let size = 4_000; size * 2 <= eventCount; size *= 2) count += 9;
  return Math.min(mostEmployees, count);
}

/** Everyday overtime lengthens a shift by some hours. */
function planOvertime(seed: number, employees: readonly Employee[]): Overtime[] {
  const random = new Random(seed, 'overtime');
  return employees.flatMap((employee) => {
    const worked = employee.shifts.filter(({ end }) => localDay(end) <= lastLogDay);
    if (worked.length < 20) return [];
    const lengthened = new Set(Array.from({ length: 5 }, () => random.pick(worked)));
    return [...lengthened].map(({ end }) => ({
      employee,
      start: end,
      end: end + random.between(2, 4) * secondsPerHour,
      reason: random.pick(['late call', 'shift coverage', 'report completion']),
      caseNumber: '',
    }));
  });
}

function watchPeople(seed: number): WatchedPerson[] {
  const random = new Random(seed, 'watch list');
  const notes = {
    'public figure': ['folk singer', 'mayor', 'television chef', 'quarterback'],
    journalist: ['Cedar Hollow Courier', 'KHLW radio'],
    oversight: ['Office of the Inspector General', 'civilian review board'],
    litigant: ['plaintiff against the agency'],
  } as const;
  const counts = [
    ['public figure', 12],
    ['journalist', 8],
    ['oversight', 7],
    ['litigant', 5],
  ] as const;
  return counts.flatMap(([category, count]) =>
    Array.from({ length: count }, () => ({
      name: fullName(drawName(random)),
      category,
      plate: reservedPlate(random),
      sinceDay: dayNumber(logYear - 1, random.between(1, 12), 1),
      note: random.pick(notes[category]),
    })),
  );
}

function accountFor({ account, id, rank, hireDay, terminationDay, index }: Employee): Account {
  return {
    account,
    employeeId: id,
    kind: 'person',
    role: rank,
    createdDay: Math.max(hireDay + 3, dayNumber(logYear - 4, 2, 1)),
    // Late: an account lives on after its owner has left.
    disabledDay: terminationDay === null ? null : terminationDay + 28 + (index % 20),
  };
}

function certify(seed: number, employees: readonly Employee[]): Training[] {
  const random = new Random(seed, 'training');
  return employees.map((employee) => {
    const newcomer = employee.hireDay > firstLogDay - 365;
    const day = newcomer ? employee.hireDay + 4 : firstLogDay - random.between(10, 360);
    const start = utcOf(day, random.between(8, 13) * secondsPerHour);
    return {
      employee,
      course: 'Plate reader user certification',
      start,
      end: start + 2 * secondsPerHour,
      expiresDay: day + 730,
    };
  });
}

function employOutside(seed: number, employees: readonly Employee[]): OutsideEmployment[] {
  const random = new Random(seed, 'outside employment');
  const employers = ['Larkspur Towing', 'Copperleaf Mall', 'Halyard Credit Union', 'Saltbox Stadium'];
  return employees
    .filter(({ unit, terminationDay }) => unit === 'Patrol' && terminationDay === null)
    .filter((_, at) => at % 6 === 2)
    .map((employee) => ({
      employee,
      employer: random.pick(employers),
      position: random.pick(['security', 'traffic control']),
      address: drawAddress(random),
      firstDay: firstLogDay - random.between(30, 700),
      lastDay: null,
    }));
}
