import type { Plate } from '../plates.ts';

/** One search as the log has it. The background reuses one object for all, so nobody keeps it. */
export interface LogEvent {
  /** 128 bits, of which version and variant are set when written. */
  readonly id: readonly [number, number, number, number];
  /** UTC seconds. */
  readonly at: number;
  readonly account: string;
  readonly networks: number;
  readonly frameStart: number;
  readonly frameEnd: number;
  readonly plate: Plate;
  /** What stands under License Plate where `plate` is noPlate: nothing, or a partial plate. */
  readonly plateText: string;
  readonly reason: string;
  readonly caseNumber: string;
  readonly filters: string;
  readonly searchType: string;
  readonly prompt: string;
  readonly moderation: string;
}

/** Columns of the Organization Audit (reference domain.md §1.1, variant F1). */
export const logHeaders = [
  'ID',
  'Name',
  'Org Name',
  'Total Networks Searched',
  'Time Frame',
  'License Plate',
  'Reason',
  'Case #',
  'Filters',
  'Search Time',
  'Search Type',
  'Text Prompt',
  'Moderation',
] as const;

export type LogColumn = (typeof logHeaders)[number];
