import type { RejectedRecord } from '../../../shared/contract/records.ts';
import { type ChunkPart, recordFlags } from './csv/chunk.ts';
import { timeFlags } from './dates/plan.ts';
import type { PlacedReject } from './delivery/origins.ts';
import type { RejectedPlace } from './delivery/text-writer.ts';

/** Rejected records that a source's record lists; the rest are counted. */
const rejectedListed = 100;

/** What is counted while records come in. */
export class RecordTally {
  firstMicros = Number.POSITIVE_INFINITY;
  lastMicros = Number.NEGATIVE_INFINITY;
  rejectedTotal = 0;
  readonly rejected: RejectedRecord[] = [];
  /** Rows by timeFlags and recordFlags. */
  readonly flagged = {
    skipped: 0,
    repeated: 0,
    withoutZone: 0,
    leapSecond: 0,
    short: 0,
    strayQuote: 0,
  };
  /** Rows whose time lies before that of the row above. */
  backwards = 0;
  #previous = Number.NEGATIVE_INFINITY;

  /** `rejected`: what could not be read as records before they were cut from the text. */
  constructor(rejected: readonly RejectedPlace[] = []) {
    this.#list(rejected.map(({ record, place, reason }) => ({ record, offset: place.offset, reason })));
  }

  /** `rejects` are those of the part, with places in the delivered file or its member. */
  add(part: ChunkPart, rejects: readonly PlacedReject[]): void {
    const { micros, flags } = part;
    for (let row = 0; row < micros.length; row++) {
      const at = micros[row]!;
      if (at < this.firstMicros) this.firstMicros = at;
      if (at > this.lastMicros) this.lastMicros = at;
      if (at < this.#previous) this.backwards++;
      this.#previous = at;
    }
    if (flags) this.#addFlags(flags);
    this.#list(rejects);
  }

  #list(rejects: readonly Pick<PlacedReject, 'record' | 'offset' | 'reason'>[]): void {
    this.rejectedTotal += rejects.length;
    for (const { record, offset, reason } of rejects) {
      if (this.rejected.length >= rejectedListed) break;
      this.rejected.push({ row: record, offset, reason });
    }
  }

  #addFlags(flags: Uint8Array): void {
    for (const flag of flags) {
      if (flag === 0) continue;
      if (flag & timeFlags.skippedByClockChange) this.flagged.skipped++;
      if (flag & timeFlags.repeatedByClockChange) this.flagged.repeated++;
      if (flag & timeFlags.zoneNotInText) this.flagged.withoutZone++;
      if (flag & timeFlags.leapSecond) this.flagged.leapSecond++;
      if (flag & recordFlags.short) this.flagged.short++;
      if (flag & recordFlags.strayQuote) this.flagged.strayQuote++;
    }
  }
}
