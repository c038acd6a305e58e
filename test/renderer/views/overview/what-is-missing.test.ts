import { describe, expect, it } from 'vitest';
import { nextSteps } from '../../../../renderer/views/overview/steps.ts';
import { whatIsMissing } from '../../../../renderer/views/overview/what-is-missing.ts';
import type { SourceRecord } from '../../../../shared/contract/records.ts';

const source = (part: Partial<SourceRecord>): SourceRecord => ({
  id: 'S1',
  file: 'log.csv',
  sha256: '0'.repeat(64),
  bytes: 1,
  kind: 'events',
  format: 'csv',
  encoding: 'utf-8',
  profile: null,
  state: 'imported',
  rowsRead: 1,
  rowsImported: 1,
  rowsRejected: 0,
  rowsDuplicate: 0,
  firstEventAt: null,
  lastEventAt: null,
  timezoneBasis: { zone: 'UTC', basis: 'data' },
  mapping: { target: ['Plate'], reason: ['Reason'], caseNumber: ['Case #'] },
  rejected: [],
  rejectedTotal: 0,
  integrity: [],
  ...part,
});
const tables = [
  source({ id: 'S2', kind: 'personnel' }),
  source({ id: 'S3', kind: 'calls' }),
  source({ id: 'S4', kind: 'schedule' }),
];

describe('whatIsMissing', () => {
  it('finds nothing in a case that has all', () => {
    expect(whatIsMissing([source({}), ...tables], 'UTC')).toEqual([]);
  });

  it('names the zone of the case and the tables that are not there', () => {
    const missing = whatIsMissing([source({})], null).map(({ what }) => what);
    expect(missing).toEqual([
      'The case has no time zone.',
      'No personnel table.',
      'No case or call records.',
      'No duty schedule.',
    ]);
  });

  it('leads to the source that lacks a column, a zone or rows', () => {
    const poor = source({
      mapping: { reason: ['Why'] },
      rowsRejected: 2,
      timezoneBasis: { zone: '', basis: 'unknown' },
    });
    const missing = whatIsMissing([poor, ...tables], 'UTC');
    expect(missing.map(({ what }) => what)).toEqual([
      'log.csv: no target column',
      'log.csv: no case number column',
      'log.csv: zone unknown',
      'log.csv: 2 rows could not be read',
    ]);
    expect(missing.every((one) => one.source === 'S1')).toBe(true);
  });

  it('counts sources that lack the same', () => {
    const poor = { mapping: {}, rowsRejected: 2 };
    const missing = whatIsMissing(
      [source(poor), source({ ...poor, id: 'S9' }), source({ id: 'S8' }), ...tables],
      'UTC',
    );
    expect(missing.map(({ what, source: id }) => [what, id])).toEqual([
      ['2 sources: no target column', ''],
      ['2 sources: no reason column', ''],
      ['2 sources: no case number column', ''],
      ['2 sources: 4 rows could not be read', ''],
    ]);
  });
});

describe('nextSteps', () => {
  const done = (state: Parameters<typeof nextSteps>[0]) => nextSteps(state).map(({ isDone }) => isDone);

  it('follows the job', () => {
    expect(done({ sources: 0, findings: 0, open: 0, isReviewKnown: true })).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(done({ sources: 1, findings: 0, open: 0, isReviewKnown: true })).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(done({ sources: 1, findings: 5, open: 2, isReviewKnown: true })).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(done({ sources: 1, findings: 5, open: 0, isReviewKnown: true })).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it('does not call a review done that it does not know of', () => {
    expect(done({ sources: 1, findings: 5, open: 0, isReviewKnown: false })[2]).toBe(false);
  });
});
