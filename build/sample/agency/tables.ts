import { join } from 'node:path';
import { CsvTable } from '../bytes/csv-table.ts';
import { dateText, localText } from '../moments.ts';
import { plateText, residentPlate } from '../plates.ts';
import { Random } from '../random.ts';
import type { TruthTable } from '../truth.ts';
import { localDay } from '../zone.ts';
import { drawSubject } from './cases.ts';
import { addressText, fullName } from './names.ts';
import type { Employee, Person, Subject, World } from './world.ts';

const list = (values: readonly string[]) => values.join(';');
const plates = (person: Person) => list(person.plates.map(plateText));
const date = (day: number | null) => (day === null ? '' : dateText(day));
const moment = (at: number | null) => (at === null ? '' : localText(at));
const ids = (employees: readonly Employee[]) => list(employees.map(({ id }) => id));

interface Table {
  readonly kind: TruthTable['kind'];
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Writes all reference tables but the calls, which come with the hours. Several values in a cell stand between ; */
export function writeTables(world: World, folder: string): TruthTable[] {
  const tables = [
    personnelTable(world),
    relationsTable(world),
    casesTable(world),
    scheduleTable(world),
    overtimeTable(world),
    leaveTable(world),
    watchlistTable(world),
    subjectsTable(world),
    accountsTable(world),
    trainingTable(world),
    employmentTable(world),
  ];
  return tables.map(({ kind, headers, rows }) => {
    const table = new CsvTable(join(folder, `${kind}.csv`), headers);
    for (const row of rows) table.add(row);
    return { kind, file: `reference/${kind}.csv`, records: table.records, ...table.close() };
  });
}

function personnelTable({ employees }: World): Table {
  const headers =
    'employee_id name date_of_birth home_address home_phone mobile_phone plates unit rank call_sign supervisor_id hire_date termination_date shift_pattern';
  return {
    kind: 'personnel',
    headers: headers.split(' '),
    rows: employees.map((one) => [
      one.id,
      fullName(one.name),
      date(one.birthDay),
      addressText(one.address),
      one.phone,
      one.phone.replace(/^\(\d+\)/, '(512)'),
      plates(one),
      one.unit,
      one.rank,
      one.callSign,
      one.supervisorId,
      date(one.hireDay),
      date(one.terminationDay),
      one.pattern,
    ]),
  };
}

function relationsTable({ relations }: World): Table {
  return {
    kind: 'relations',
    headers: 'employee_id relation name date_of_birth plates address phone source'.split(' '),
    rows: relations.map((one) => [
      one.employee.id,
      one.relation,
      fullName(one.name),
      date(one.birthDay),
      plates(one),
      addressText(one.address),
      one.phone,
      one.source,
    ]),
  };
}

function casesTable({ cases, storyCases }: World): Table {
  const headers =
    'case_number opened closed type status assigned_staff subject_names subject_plates address note';
  return {
    kind: 'cases',
    headers: headers.split(' '),
    rows: [...cases, ...storyCases]
      .toSorted((a, b) => (a.number < b.number ? -1 : 1))
      .map((one) => [
        one.number,
        moment(one.opened),
        moment(one.closed),
        one.type,
        one.closed === null ? 'open' : 'closed',
        ids(one.assigned),
        list(one.subjects.map(({ owner }) => owner)),
        list(one.subjects.map(({ plate }) => plateText(plate))),
        addressText(one.subjects[0]!.address),
        one.note,
      ]),
  };
}

function scheduleTable({ employees }: World): Table {
  return {
    kind: 'schedule',
    headers: 'employee_id shift_date shift_start shift_end shift_pattern'.split(' '),
    rows: employees.flatMap(({ id, shifts, pattern }) =>
      shifts.map(({ start, end }) => [id, date(localDay(start)), moment(start), moment(end), pattern]),
    ),
  };
}

function overtimeTable({ overtime }: World): Table {
  return {
    kind: 'overtime',
    headers: 'employee_id overtime_start overtime_end reason case_number approved_by'.split(' '),
    rows: overtime
      .toSorted((a, b) => a.start - b.start || a.employee.index - b.employee.index)
      .map(({ employee, start, end, reason, caseNumber }) => [
        employee.id,
        moment(start),
        moment(end),
        reason,
        caseNumber,
        employee.supervisorId,
      ]),
  };
}

function leaveTable({ leave }: World): Table {
  return {
    kind: 'leave',
    headers: 'employee_id first_day last_day kind approved_by'.split(' '),
    rows: leave.map(({ employee, firstDay, lastDay, kind }) => [
      employee.id,
      date(firstDay),
      date(lastDay),
      kind,
      employee.supervisorId,
    ]),
  };
}

function watchlistTable({ watchlist }: World): Table {
  return {
    kind: 'watchlist',
    headers: 'name category plates since note'.split(' '),
    rows: watchlist.map(({ name, category, plate, sinceDay, note }) => [
      name,
      category,
      plateText(plate),
      date(sinceDay),
      note,
    ]),
  };
}

/** Everybody whose vehicle is known, staff and their families among them, by plate. */
function subjectsTable(world: World): Table {
  const random = new Random(world.seed, 'owners');
  const owners = new Map<number, Subject>();
  const add = (subject: Subject) => {
    if (!owners.has(subject.plate)) owners.set(subject.plate, subject);
  };
  for (const person of [...world.employees, ...world.relations]) {
    for (const plate of person.plates) {
      const { address, birthDay } = person;
      add({ plate, owner: fullName(person.name), address, birthDay });
    }
  }
  for (const { name, plate } of world.watchlist) add({ ...drawSubject(random, plate), owner: name });
  for (const subject of world.subjects) add(subject);
  for (const { subjects } of [...world.storyCases, ...world.cases]) subjects.forEach(add);
  for (let resident = 0; resident < world.listedResidents; resident++) {
    add(drawSubject(random, residentPlate(world.seed, resident)));
  }
  return {
    kind: 'subjects',
    headers: 'plate owner_name address date_of_birth'.split(' '),
    rows: [...owners.values()]
      .map((one) => [plateText(one.plate), one.owner, addressText(one.address), date(one.birthDay)])
      .sort(([a], [b]) => (a! < b! ? -1 : 1)),
  };
}

function accountsTable({ accounts }: World): Table {
  return {
    kind: 'accounts',
    headers: 'account employee_id kind role created disabled'.split(' '),
    rows: accounts.map((one) => [
      one.account,
      one.employeeId,
      one.kind,
      one.role,
      date(one.createdDay),
      date(one.disabledDay),
    ]),
  };
}

function trainingTable({ training }: World): Table {
  return {
    kind: 'training',
    headers: 'employee_id course session_start session_end expires'.split(' '),
    rows: training.map(({ employee, course, start, end, expiresDay }) => [
      employee.id,
      course,
      moment(start),
      moment(end),
      date(expiresDay),
    ]),
  };
}

function employmentTable({ employment }: World): Table {
  return {
    kind: 'employment',
    headers: 'employee_id employer position employer_address start_date end_date'.split(' '),
    rows: employment.map((one) => [
      one.employee.id,
      one.employer,
      one.position,
      addressText(one.address),
      date(one.firstDay),
      date(one.lastDay),
    ]),
  };
}
