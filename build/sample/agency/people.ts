import { everydayPlate, reservedPlate } from '../plates.ts';
import { Random } from '../random.ts';
import { dayNumber, firstLogDay, lastLogDay, localDay, logYear } from '../zone.ts';
import { drawAddress, drawName, drawPhone, fullName, type Name, nextDoor } from './names.ts';
import { patternOf, shiftsOf } from './shifts.ts';
import type { Employee, Leave, Person, Relation, Unit } from './world.ts';

/** Of a hundred employees. */
const unitShares: readonly (readonly [Unit, number, number])[] = [
  ['Patrol', 47, 1],
  ['Investigations', 17, 2],
  ['Dispatch', 12, 2.2],
  ['Traffic', 8, 1.2],
  ['Narcotics', 7, 1.6],
  ['Records', 6, 1.1],
  ['Command', 3, 0.2],
];

const rankOf: Readonly<Record<Unit, readonly [string, string]>> = {
  Patrol: ['Patrol Sergeant', 'Officer'],
  Investigations: ['Detective Sergeant', 'Detective'],
  Dispatch: ['Communications Supervisor', 'Dispatcher'],
  Traffic: ['Traffic Sergeant', 'Officer'],
  Narcotics: ['Narcotics Sergeant', 'Detective'],
  Records: ['Records Supervisor', 'Records Clerk'],
  Command: ['Captain', 'Lieutenant'],
};

/** The agency's people with their shifts; the first of each unit supervises it. */
export function hireEmployees(seed: number, count: number): Employee[] {
  const random = new Random(seed, 'employees');
  const ranks = volumeRanks(random, count);
  const taken = new Set<string>();
  const employees: Employee[] = [];
  const leavers = Math.max(2, Math.floor(count / 20));
  for (const [unit, unitWeight, nth] of places(count)) {
    const index = employees.length;
    const name = freshName(random, taken);
    const hireDay = hireDayOf(random, index);
    const leaves = nth > 1 && unit !== 'Command' && index % Math.floor(count / leavers) === 3;
    const terminationDay = leaves ? firstLogDay + random.between(90, 240) : null;
    const pattern = patternOf(unit, nth);
    employees.push({
      ...drawPerson(random, name, random.between(24, 58)),
      index,
      id: `E${1001 + index * 7 + random.below(7)}`,
      account: accountOf(random, name),
      unit,
      rank: rankOf[unit][nth === 0 ? 0 : 1],
      callSign: `${unit[0]}${100 + nth * 3 + random.below(3)}`,
      supervisorId: '',
      hireDay,
      terminationDay,
      pattern,
      weight: (unitWeight * 10) / (ranks[index]! + 4),
      typing: [0, 0, 0, 1, 1, 2][random.below(6)]!,
      shifts: shiftsOf(pattern, hireDay + 7, (terminationDay ?? lastLogDay + 1) - 1),
    });
  }
  for (const employee of employees) {
    const chief = employees.find((other) => other.unit === 'Command')!;
    const lead = employees.find((other) => other.unit === employee.unit)!;
    employee.supervisorId = employee === lead ? (employee === chief ? '' : chief.id) : lead.id;
  }
  return employees;
}

/** Vacation and sick leave; shifts that begin on a day of leave are taken out. */
export function planLeave(seed: number, employees: readonly Employee[]): Leave[] {
  const random = new Random(seed, 'leave');
  const leave: Leave[] = [];
  for (const employee of employees) {
    for (const [kind, shortest, longest] of leaveKinds) {
      const firstDay = firstLogDay + random.between(10, 340);
      if (firstDay < employee.hireDay + 30 || firstDay + 20 > (employee.terminationDay ?? lastLogDay))
        continue;
      leave.push({ employee, firstDay, lastDay: firstDay + random.between(shortest, longest) - 1, kind });
    }
    const away = leave.filter((one) => one.employee === employee);
    const kept = employee.shifts.filter(({ start }) => {
      const day = localDay(start);
      return !away.some(({ firstDay, lastDay }) => day >= firstDay && day <= lastDay);
    });
    employee.shifts.splice(0, employee.shifts.length, ...kept);
  }
  return leave;
}

const leaveKinds = [
  ['vacation', 7, 12],
  ['vacation', 4, 8],
  ['sick', 1, 2],
  ['sick', 1, 3],
] as const;

/** Family, household, former partners and neighbors of every employee. */
export function relateEmployees(seed: number, employees: readonly Employee[]): Relation[] {
  const random = new Random(seed, 'relations');
  return employees.flatMap((employee) => {
    const { surname } = employee.name;
    const family = random.pick(['parent', 'sibling']);
    const relations: Relation[] = [
      relate(random, employee, family, 'emergency contact', drawName(random, surname), {}),
      relate(random, employee, 'neighbor', 'address match', drawName(random), {
        address: nextDoor(employee.address),
      }),
    ];
    const former = random.chance(0.4);
    relations.push(
      former
        ? relate(random, employee, 'ex_partner', 'court order', drawName(random), {})
        : relate(random, employee, 'spouse', 'emergency contact', drawName(random, surname), {
            address: employee.address,
          }),
    );
    return relations;
  });
}

function relate(
  random: Random,
  employee: Employee,
  relation: string,
  source: string,
  name: Name,
  known: Partial<Person>,
): Relation {
  return {
    ...drawPerson(random, name, random.between(20, 70)),
    plates: [reservedPlate(random)],
    ...known,
    employee,
    relation,
    source,
  };
}

/** A person with one vehicle, of an age in years. */
function drawPerson(random: Random, name: Name, age: number): Person {
  return {
    name,
    birthDay: dayNumber(logYear - age, 1, 1) + random.below(360),
    address: drawAddress(random),
    phone: drawPhone(random),
    plates: random.chance(0.3) ? [reservedPlate(random), everydayPlate(random)] : [reservedPlate(random)],
  };
}

function* places(count: number): Generator<readonly [Unit, number, number]> {
  const shareTotal = unitShares.reduce((sum, [, share]) => sum + share, 0);
  let shareSoFar = 0;
  let placed = 0;
  for (const [unit, share, weight] of unitShares) {
    shareSoFar += share;
    const until = Math.round((shareSoFar / shareTotal) * count);
    for (let nth = 0; placed < until; nth++, placed++) yield [unit, weight, nth];
  }
}

/** Few do most of the work, and those few are in every unit. */
function volumeRanks(random: Random, count: number): number[] {
  return random.shuffled(Array.from({ length: count }, (_, rank) => rank));
}

function freshName(random: Random, taken: Set<string>): Name {
  for (;;) {
    const name = drawName(random);
    // Also the short form must be one person's: accounts use it.
    const keys = [fullName(name), shortForm(name)];
    if (keys.some((key) => taken.has(key))) continue;
    for (const key of keys) taken.add(key);
    return name;
  }
}

/** Most accounts bear the full name, some a short form that only the accounts table resolves for sure. */
function accountOf(random: Random, name: Name): string {
  return random.chance(1 / 12) ? shortForm(name) : fullName(name);
}

function shortForm({ given, surname }: Name): string {
  return `${given[0]} ${surname}`;
}

function hireDayOf(random: Random, index: number): number {
  const inTheYear = index % 16 === 5;
  return inTheYear ? firstLogDay + random.between(20, 200) : firstLogDay - random.between(120, 6000);
}
