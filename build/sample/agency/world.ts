import type { Plate } from '../plates.ts';
import type { Address, Name } from './names.ts';

/** The agency and the people around it: what the reference tables hold. Times are UTC seconds, days local day numbers. */

export const units = [
  'Patrol',
  'Investigations',
  'Dispatch',
  'Traffic',
  'Records',
  'Narcotics',
  'Command',
] as const;
export type Unit = (typeof units)[number];

export interface Interval {
  readonly start: number;
  readonly end: number;
}

export interface Person {
  readonly name: Name;
  readonly birthDay: number;
  readonly address: Address;
  readonly phone: string;
  readonly plates: readonly Plate[];
}

export interface Employee extends Person {
  /** Position among the employees. */
  readonly index: number;
  readonly id: string;
  /** The Name the log has. */
  readonly account: string;
  readonly unit: Unit;
  readonly rank: string;
  readonly callSign: string;
  supervisorId: string;
  readonly hireDay: number;
  /** First day no longer employed. */
  readonly terminationDay: number | null;
  readonly pattern: string;
  /** Share of everyday work; 0 for one whose only searches belong to a planted story. */
  weight: number;
  /** Habit of typing: 0 as it comes, 1 capitals, 2 first letter capital. */
  readonly typing: number;
  /** Scheduled shifts in order, leave taken out. */
  readonly shifts: Interval[];
}

export interface Relation extends Person {
  readonly employee: Employee;
  readonly relation: string;
  readonly source: string;
}

export interface Case {
  readonly number: string;
  readonly opened: number;
  /** null while open. */
  readonly closed: number | null;
  readonly type: string;
  readonly assigned: readonly Employee[];
  readonly subjects: readonly Subject[];
  readonly note: string;
}

/** Who owns a vehicle. */
export interface Subject {
  readonly plate: Plate;
  readonly owner: string;
  readonly address: Address;
  readonly birthDay: number | null;
}

export interface Overtime extends Interval {
  readonly employee: Employee;
  readonly reason: string;
  readonly caseNumber: string;
}

export interface Leave {
  readonly employee: Employee;
  /** Both days included. */
  readonly firstDay: number;
  readonly lastDay: number;
  readonly kind: string;
}

export interface WatchedPerson {
  readonly name: string;
  readonly category: 'public figure' | 'journalist' | 'oversight' | 'litigant';
  readonly plate: Plate;
  readonly sinceDay: number;
  readonly note: string;
}

export interface Call {
  readonly received: number;
  readonly type: string;
  readonly address: Address;
  readonly plate: Plate;
  readonly assigned: readonly Employee[];
  readonly caseNumber: string;
}

export interface Account {
  readonly account: string;
  readonly employeeId: string;
  readonly kind: 'person' | 'shared';
  readonly role: string;
  readonly createdDay: number;
  readonly disabledDay: number | null;
}

export interface Training {
  readonly employee: Employee;
  readonly course: string;
  readonly start: number;
  readonly end: number;
  readonly expiresDay: number;
}

export interface OutsideEmployment {
  readonly employee: Employee;
  readonly employer: string;
  readonly position: string;
  readonly address: Address;
  readonly firstDay: number;
  readonly lastDay: number | null;
}

export interface World {
  readonly seed: number;
  readonly employees: readonly Employee[];
  readonly relations: Relation[];
  /** Cases of everyday work. */
  readonly cases: Case[];
  /** Cases that belong to a planted story; everyday work leaves them alone. */
  readonly storyCases: Case[];
  /** Every case number that exists or must never exist. */
  readonly takenCaseNumbers: Set<string>;
  readonly overtime: Overtime[];
  readonly leave: Leave[];
  readonly watchlist: WatchedPerson[];
  /** Vehicles of people outside the agency that the subjects table lists beside residents and relations. */
  readonly subjects: Subject[];
  /** Residents of the subjects table are numbers 0 up to here; everyday work meets further ones. */
  readonly listedResidents: number;
  readonly residents: number;
  /** Calls of planted stories; everyday calls come with the hours. */
  readonly storyCalls: Call[];
  readonly accounts: Account[];
  readonly training: Training[];
  readonly employment: OutsideEmployment[];
}
