import { describe, expect, test } from 'vitest';
import { type ParsedRow, parseBytes, planOf } from './parse-bytes.ts';

const parse = (text: string | Buffer, cellCount: number, changes: Parameters<typeof planOf>[2] = {}) => {
  const bytes = Buffer.from(text);
  return parseBytes(bytes, planOf(bytes, cellCount, changes));
};
const reasons = (text: string | Buffer, changes: Parameters<typeof planOf>[2] = {}) =>
  parse(text, 2, changes).rejects.map(({ reason }) => reason);

describe('the reason why a record is no event', () => {
  test.each<[string, string | Buffer, string]>([
    ['another number of cells', '1700000000', 'has 1 cell, the header has 2'],
    ['too many cells', '1,2,3,4', 'has 4 cells, the header has 2'],
    ['no time', ' ,x', 'at is empty: an event needs a time'],
    ['another time', 'no"on,x', 'at is not a time in the form of this file: "no\\"on"'],
    ['a long time', `${'9'.repeat(100)},x`, `at is not a time in the form of this file: "${'9'.repeat(60)}"`],
    ['the header', 'at,header', 'repeats the header line'],
    ['a foreign byte', Buffer.from('1700000000,a\xe9b', 'latin1'), 'not UTF-8: byte 0xe9 at offset 12'],
    ['an open quote', '1700000000,"x', 'a quote is opened and never closed'],
    [
      'a wrong quote',
      '1700000000,"x"y',
      'text after a closing quote: the quotes of this record do not match',
    ],
    ['length', `1700000000,${'x'.repeat(100)}`, 'longer than a record may be (64 bytes)'],
  ])('is %s', (_, text, reason) => {
    expect(
      reasons(text, { maxRecordBytes: text.length > 120 || reason.includes('longer') ? 64 : 128 }),
    ).toEqual([reason]);
  });

  test('never quotes more of a name than fits a line', () => {
    const [reason] = reasons('x,y', { timeHeader: 'h'.repeat(1_000_000) });
    expect(reason!.length).toBeLessThan(130);
  });

  test('has the place in the file of a byte far behind', () => {
    const rows = '1700000000,é\n'.repeat(20_000);
    const text = Buffer.concat([
      Buffer.from(rows),
      Buffer.from('1700000000,\xff\n', 'latin1'),
      Buffer.from(rows),
    ]);
    const { rows: read, rejects } = parse(text, 2);
    expect(read).toHaveLength(40_000);
    expect(rejects).toEqual([
      {
        record: 20_000,
        offset: Buffer.byteLength(rows),
        length: 13,
        reason: `not UTF-8: byte 0xff at offset ${Buffer.byteLength(rows) + 11}`,
      },
    ]);
  });
});

describe('a key', () => {
  const keys = (text: string, keyPosition: number | null) =>
    parse(text, 3, { keyPosition }).rows.map(({ key }: ParsedRow) => key);

  test('is that of the id, however it is written and whatever else the record says', () => {
    const [plain, quoted, doubled, alike, other] = keys(
      '1,a"b,x\n2,"a""b",y\n1700000000,"a""b",z\n1700000001,a"b,"w"\n1700000002,a""b,x\n'.replace(
        /^[12],/gm,
        '1700000003,',
      ),
      1,
    );
    expect(new Set([plain, quoted, doubled, alike]).size).toBe(1);
    expect(other).not.toBe(plain);
  });

  test('is that of the whole record where the log has no id, or none here', () => {
    const rows = '1700000000,,x\n1700000000,,x\n1700000000,,y\n1700000000,"",x\n';
    for (const position of [1, null]) {
      const [first, same, another, quoted] = keys(rows, position);
      expect(same).toBe(first);
      expect(new Set([first, another, quoted]).size).toBe(3);
    }
  });
});

test('a time in two cells is read as one text', () => {
  const { rows, rejects } = parse(
    '31/12/2024,"1:02 ""PM""",x\n31/12/2024,"1:02 PM",x\n31/12/2024,"",x\n',
    3,
    {
      timePositions: [0, 1],
      datePlan: {
        layout: {
          kind: 'calendar',
          order: 'dmy',
          month: 'number',
          yearDigits: 4,
          separator: '/',
          clock: '12-hour',
          timeSeparator: ':',
        },
        ...{ zone: 'UTC', zoneInText: false, twoDigitYearsFrom: null },
      },
    },
  );
  expect(rows.map(({ micros }) => new Date(micros / 1000).toISOString())).toEqual([
    '2024-12-31T13:02:00.000Z',
  ]);
  expect(rejects.map(({ reason }) => reason)).toEqual([
    'at is not a time in the form of this file: "31/12/2024 1:02 \\"PM\\""',
    'at is not a time in the form of this file: "31/12/2024 "',
  ]);
});

test('what is remarkable about a time is kept by row', () => {
  const { rows } = parse('2025-03-09 01:30:00,a\n2025-03-09 02:30:00,b\n2025-11-02 01:30:00,c\n', 2, {
    datePlan: {
      layout: {
        kind: 'calendar',
        order: 'ymd',
        month: 'number',
        yearDigits: 4,
        separator: '-',
        clock: '24-hour',
        timeSeparator: ':',
      },
      ...{ zone: 'America/Chicago', zoneInText: false, twoDigitYearsFrom: null },
    },
  });
  expect(rows.map(({ flags }) => flags)).toEqual([0, 1, 2]);
});

test('thousands of columns are read in parts of bounded size', () => {
  const width = 4096;
  const line = (row: number) =>
    [1_700_000_000 + row, ...Array.from({ length: width - 1 }, (_, i) => (i * row) % 7)].join();
  const bytes = Buffer.from(Array.from({ length: 1500 }, (_, row) => line(row)).join('\n'));
  const parsed = parseBytes(
    bytes,
    planOf(bytes, width, { maxRecordBytes: 1 << 20, columns: [{ position: 4095, storage: 'auto' }] }),
  );
  expect(parsed.rejects).toEqual([]);
  expect(parsed.rows.map(({ cells }) => Number(cells[0]))).toEqual(
    Array.from({ length: 1500 }, (_, row) => (4094 * row) % 7),
  );
  for (const { rowCount } of parsed.parts) expect(rowCount * width).toBeLessThanOrEqual(4 << 20);
});
