import { expect, test } from 'vitest';
import { RejectCollector, RejectList } from '../../../../electron/core/import/csv/reject-list.ts';

test('rejects come back in order, from plain data too', () => {
  const collector = new RejectCollector();
  const expected = Array.from({ length: 100 }, (_, index) => ({
    record: index * 2,
    offset: 2 ** 40 + index,
    length: 2 ** 33 + index,
    reason: `reason ${index % 7}`,
  }));
  for (const { record, offset, length, reason } of expected)
    collector.add(record, offset, length, reason, 'brief');
  const list = collector.close();
  expect(list).toHaveLength(100);
  expect([...list]).toEqual(expected);
  expect([...new RejectList(structuredClone(list).columns)]).toEqual(expected);
  expect(list.columns.texts).toHaveLength(7);
});

test('a million reasons that quote the log are kept short after the first 500', () => {
  const collector = new RejectCollector();
  for (let i = 0; i < 1_000_000; i++) collector.add(i, i, 1, `is not a time: ${i}`, 'is not a time');
  const list = collector.close();
  const reasons = Array.from(list, ({ reason }) => reason);
  expect(reasons[499]).toBe('is not a time: 499');
  expect(reasons[500]).toBe('is not a time');
  expect(reasons[999_999]).toBe('is not a time');
  expect(list.columns.texts).toHaveLength(501);
});
