import { type FieldName, fieldDefinition } from '../../../shared/vocabulary/fields.ts';
import type { Applicability } from './applicability.ts';

const localTimeFacts: readonly FieldName[] = ['localDate', 'localWeek', 'localHour', 'localWeekday'];

/**
 * Says which fields a rule needs that are not there. Facts are worked out of the log's columns, and those of local
 * time are not there without a zone.
 */
export function describeMissing(fields: Iterable<string>, zoneKnown: boolean): string[] {
  const sorted = [...fields].sort();
  const isLocal = (field: string) => !zoneKnown && (localTimeFacts as readonly string[]).includes(field);
  const isFact = (field: string) => fieldDefinition(field)?.kind === 'derived';
  const columns = sorted.filter((field) => !isFact(field));
  const facts = sorted.filter((field) => isFact(field) && !isLocal(field));
  const reasons: string[] = [];
  if (columns.length > 0) reasons.push(`the log has no column ${columns.join(', ')}, which the rule needs`);
  if (facts.length > 0) {
    reasons.push(`the log has no columns to work out ${facts.join(', ')} from, which the rule needs`);
  }
  if (sorted.some(isLocal)) reasons.push(noZone);
  return reasons;
}

const noZone = 'the rule asks for local time and the case has no time zone';

/** Gathers over the slices of a run what a rule could not be asked of, to say it in the rule's status. */
export class RuleLimits {
  readonly #sources = new Set<string>();
  readonly #applied = new Set<string>();
  readonly #blockedBy = new Set<string>();
  readonly #openFields = new Set<string>();
  readonly #absent = new Set<string>();
  readonly #zoneKnown: boolean;
  #needsZone = false;
  #undecided = 0;

  constructor(zoneKnown: boolean) {
    this.#zoneKnown = zoneKnown;
  }

  note(source: string, { applies, blockedBy, needsZone, missing, open }: Applicability): void {
    this.#sources.add(source);
    if (applies) this.#applied.add(source);
    for (const field of blockedBy) this.#blockedBy.add(field);
    this.#needsZone ||= needsZone;
    // A loose event says all there is to say: a field no event has is absent, and only worth a remark.
    if (applies) for (const field of missing) (open ? this.#openFields : this.#absent).add(field);
  }

  noteUndecided(rows: number): void {
    this.#undecided += rows;
  }

  /** Without events there is nothing it could not be applied to. */
  get applies(): boolean {
    return this.#applied.size > 0 || this.#sources.size === 0;
  }

  get reason(): string | undefined {
    if (this.#sources.size === 0) return 'there are no events';
    const because = this.#because();
    const parts: string[] = [];
    if (!this.applies) return because === '' ? 'a placeholder of the rule stands for no value' : because;
    const left = this.#sources.size - this.#applied.size;
    if (left > 0) parts.push(`not applied to ${left} of ${this.#sources.size} sources: ${because}`);
    if (this.#undecided > 0) {
      const events = this.#undecided === 1 ? '1 event' : `${this.#undecided} events`;
      const fields = [...this.#openFields].sort().join(', ');
      const why = fields === '' ? 'the case has no time zone' : `its source has no column ${fields}`;
      parts.push(`cannot be decided for ${events}: ${why}`);
    }
    if (this.#absent.size > 0) parts.push(`nowhere in the log: ${[...this.#absent].sort().join(', ')}`);
    return parts.length === 0 ? undefined : parts.join('; ');
  }

  #because(): string {
    const reasons = describeMissing(this.#blockedBy, this.#zoneKnown);
    if (this.#needsZone) reasons.push(noZone);
    return [...new Set(reasons)].join('; ');
  }
}
