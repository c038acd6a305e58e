import { expect, test } from 'vitest';
import { citationOf } from '../../../../renderer/views/events/citation.ts';
import type { EventDetail } from '../../../../shared/contract/window.ts';

const detail: EventDetail = {
  event: {
    file: 'log_2025-03.csv',
    row: 18_204,
    offset: 1_234_567,
    at: '2025-03-04T04:41:07.000Z',
    atOriginal: '3/3/2025 22:41:07',
    states: {},
    facts: {},
    extra: {},
  },
  sourceId: 's1',
  sourceSha256: 'ab'.repeat(32),
  originalText: 'x',
  originalLength: 120,
  position: 5,
  findings: [],
};

test('a citation says file, record, bytes, hash and both forms of the time', () => {
  expect(citationOf(detail)).toBe(
    `log_2025-03.csv, record 18,204 (byte 1,234,567, 120 bytes; SHA-256 of the file ${'ab'.repeat(32)}); ` +
      '2025-03-04T04:41:07.000Z UTC, in the log “3/3/2025 22:41:07”',
  );
});

test('sheet and member are part of the place; a time that is the same is said once', () => {
  const event = { ...detail.event, member: 'a.xlsx', sheet: 'Sheet1', atOriginal: detail.event.at };
  const cited = citationOf({ ...detail, event });
  expect(cited).toContain('log_2025-03.csv, member a.xlsx, sheet Sheet1, record 18,204');
  expect(cited).not.toContain('in the log');
});

test('a name that would reorder the line is written out', () => {
  const event = { ...detail.event, file: 'gpj\u202Evsc.csv' };
  expect(citationOf({ ...detail, event })).toMatch(/^gpj<U\+202E>vsc\.csv, record/);
});
