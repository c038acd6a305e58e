import { join } from 'node:path';
import { CsvTable } from '../bytes/csv-table.ts';
import { localText } from '../moments.ts';
import { plateText } from '../plates.ts';
import type { TruthTable } from '../truth.ts';
import { logYear } from '../zone.ts';
import { addressText } from './names.ts';
import type { Call } from './world.ts';

/** The calls for service (CAD), written as they come: there can be a hundred thousand. */
export class CallsTable {
  readonly #table: CsvTable;
  readonly #storyCalls: readonly Call[];
  #nextStoryCall = 0;

  constructor(folder: string, storyCalls: readonly Call[]) {
    const headers = 'call_number received type address plate units unit_employee_ids case_number';
    this.#table = new CsvTable(join(folder, 'calls.csv'), headers.split(' '));
    this.#storyCalls = storyCalls.toSorted((a, b) => a.received - b.received);
  }

  /** Takes the calls of an hour that ends at `until`, and those of stories up to then. */
  add(calls: readonly Call[], until: number): void {
    const first = this.#nextStoryCall;
    while ((this.#storyCalls[this.#nextStoryCall]?.received ?? Infinity) < until) this.#nextStoryCall++;
    const all = [...calls, ...this.#storyCalls.slice(first, this.#nextStoryCall)];
    for (const call of all.sort((a, b) => a.received - b.received)) this.#write(call);
  }

  close(): TruthTable {
    const { records } = this.#table;
    return { kind: 'calls', file: 'reference/calls.csv', records, ...this.#table.close() };
  }

  #write({ received, type, address, plate, assigned, caseNumber }: Call): void {
    this.#table.add([
      `CFS${logYear % 100}-${String(this.#table.records + 1).padStart(7, '0')}`,
      localText(received),
      type,
      addressText(address),
      plateText(plate),
      assigned.map(({ callSign }) => callSign).join(';'),
      assigned.map(({ id }) => id).join(';'),
      caseNumber,
    ]);
  }
}
