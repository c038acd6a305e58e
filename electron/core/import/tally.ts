import type { RejectedRecord } from '../../../shared/contract/records.ts';
import type { ChunkPart } from './csv/chunk.ts';
import { timeFlags } from './dates/plan.ts';

/** Rejected records that a source's record lists; the rest are counted. */
const rejectedListed = 100;

/** What is counted while records come in. */
export class RecordTally {
  firstMicros = Number.POSITIVE_INFINITY;
  lastMicros = Number.NEGATIVE_INFINITY;
  rejectedTotal = 0;
  readonly rejected: RejectedRecord[] = [];
  /** Rows by time flag. */
  readonly flagged = { skipped: 0, repeated: 0, withoutZone: 0, leapSecond: 0 };
  /** Rows whose time lies before that of the row above. */
  backwards = 0;
  #previous = Number.NEGATIVE_INFINITY;

  add(part: ChunkPart, recordsBefore: number): void {
    const { micros, flags } = part;
    for (let row = 0; row < micros.length; row++) {
      const at = micros[row]!;
      if (at < this.firstMicros) this.firstMicros = at;
      if (at > this.lastMicros) this.lastMicros = at;
      if (at < this.#previous) this.backwards++;
      this.#previous = at;
    }
    if (flags) this.#addFlags(flags);
    this.rejectedTotal += part.rejects.length;
    for (const { record, offset, reason } of part.rejects) {
      if (this.rejected.length >= rejectedListed) break;
      this.rejected.push({ row: recordsBefore + record + 1, offset, reason });
    }
  }

  #addFlags(flags: Uint8Array): void {
    for (const flag of flags) {
      if (flag === 0) continue;
      if (flag & timeFlags.skippedByClockChange) this.flagged.skipped++;
      if (flag & timeFlags.repeatedByClockChange) this.flagged.repeated++;
      if (flag & timeFlags.zoneNotInText) this.flagged.withoutZone++;
      if (flag & timeFlags.leapSecond) this.flagged.leapSecond++;
    }
  }
}
