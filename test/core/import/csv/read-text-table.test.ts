import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTextTable } from '../../../../electron/core/import/csv/read-text-table.ts';
import { type CsvChoices, sniffCsv } from '../../../../electron/core/import/csv/sniff.ts';
import type { RecordPlace, TableAccount } from '../../../../electron/core/import/readers/table-reader.ts';

interface Read {
  readonly headers: readonly string[];
  readonly rows: readonly { cells: readonly (string | null)[]; place: RecordPlace }[];
  readonly rejects: readonly { place: RecordPlace; reason: string }[];
  readonly account: TableAccount;
}

const job = { signal: new AbortController().signal, report: () => {} };

async function read(text: string | Buffer, choices: CsvChoices = {}, pieceBytes = 1 << 16): Promise<Read> {
  const bytes = Buffer.from(text);
  const shape = sniffCsv('log.csv', bytes, true, choices);
  const rows: Read['rows'][number][] = [];
  const rejects: Read['rejects'][number][] = [];
  let headers: readonly string[] = [];
  const account = await readTextTable(shape)(
    {
      label: 'log.csv',
      sizeBytes: bytes.length,
      async *open() {
        for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
      },
    },
    {
      header: (names) => {
        headers = names;
      },
      record: (cells, place) => rows.push({ cells, place }),
      reject: (place, reason) => rejects.push({ place, reason }),
      drained: async () => {},
    },
    job,
  );
  const counted = Object.values(account.bytes).reduce((sum, count) => sum + count, 0);
  expect(counted).toBe(bytes.length);
  return { headers, rows, rejects, account };
}

const times = Array.from({ length: 12 }, (_, i) => `2025-01-${String(i + 1).padStart(2, '0')} 10:00:00`);

describe('a text in an odd dialect', () => {
  test('is read with the place of each record', async () => {
    const lines = times.map((time, i) => `'${time}'||'it''s ${i}'||'${i}'`);
    const text = `\ufeffReport\r\n\r\n'at'||'why'||'n'\r\n${lines.join('\r\n')}\r\n\r\n`;
    const { headers, rows, rejects, account } = await read(text);
    expect(headers).toEqual(['at', 'why', 'n']);
    expect(rows.map(({ cells }) => cells)).toEqual(times.map((time, i) => [time, `it's ${i}`, String(i)]));
    const bytes = Buffer.from(text);
    expect(
      rows.map(({ place }) => bytes.toString('utf8', place.offset, place.offset + place.length)),
    ).toEqual(lines);
    expect(rejects).toEqual([]);
    expect(account.bytes).toMatchObject({ byteOrderMark: 3, preamble: 10, header: 18, blankLines: 2 });
  });

  test('rejects what is no record, with the reason', async () => {
    const lines = [
      ...times.map((time, i) => `${time}||u${i}||x`),
      'at||who||why',
      `${times[0]}||"u||x`,
      `${times[0]}||"u"v||x`,
      `${times[0]}||u`,
      'Total||12',
      `${times[0]}||u||x||`,
      `${times[0]}||u||x||y`,
    ];
    const text = Buffer.from(`at||who||why\n${lines.join('\n')}\n`);
    const { rows, rejects } = await read(Buffer.concat([text, Buffer.from([0x61, 0xff, 10])]), {
      quote: '"',
    });
    expect(rows).toHaveLength(13);
    expect(rejects.map(({ reason }) => reason)).toEqual([
      'repeats the header line',
      'text after a closing quote: the quotes of this record do not match',
      'text after a closing quote: the quotes of this record do not match',
      'has 2 cells, the header has 3',
      'looks like a totals line',
      'has 4 cells, the header has 3',
      'not UTF-8',
    ]);
  });

  test('leaves cells out that records lack at their end', async () => {
    const lines = times.map((time, i) => `${time}||u${i}${i % 2 ? '' : '||x'}`);
    const { rows, account } = await read(`at||who||why\n${lines.join('\n')}\n`);
    expect(rows.map(({ cells }) => cells[2])).toEqual(times.map((_, i) => (i % 2 ? null : 'x')));
    expect(account.notes.map(({ check }) => check)).toEqual(['short-records']);
  });

  test('is the same however it comes in pieces, and no byte is lost', async () => {
    const piece = fc.constantFrom(
      'a',
      '||',
      "'",
      "''",
      '\n',
      '\r',
      '\r\n',
      `${times[0]}||x||y\n`,
      'at||who||why\n',
      ' ',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 40 }),
        fc.integer({ min: 1, max: 60 }),
        async (parts, pieceBytes) => {
          const text = `at||who||why\n${times.map((time) => `'${time}'||'u'||'x'\n`).join('')}${parts.join('')}`;
          const choices: CsvChoices = { delimiter: '||', quote: "'", headerLine: 1 };
          const whole = await read(text, choices);
          expect(await read(text, choices, pieceBytes)).toEqual(whole);
          const places = [...whole.rows, ...whole.rejects]
            .map(({ place }) => place)
            .toSorted((a, b) => a.offset - b.offset);
          places.forEach(({ offset, length }, i) => {
            expect(offset + length).toBeLessThanOrEqual(places[i + 1]?.offset ?? Buffer.byteLength(text));
          });
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('a second table', () => {
  const first = `at,who,why,n\n${times.map((time, i) => `${time},u${i},x,${i}\n`).join('')}`;

  test('with the names of the first in another order is read by its own names', async () => {
    const text = `${first}\nSecond export\n\nwhy,at,who\ny,2025-02-01 10:00:00,v\nz,2025-02-02 10:00:00,w\n`;
    const { rows, rejects, account } = await read(text);
    expect(rows.slice(12).map(({ cells }) => cells)).toEqual([
      ['2025-02-01 10:00:00', 'v', 'y', null],
      ['2025-02-02 10:00:00', 'w', 'z', null],
    ]);
    expect(rejects.map(({ reason }) => reason)).toEqual([
      'has 1 cell, the header has 4',
      'is the header of another table',
    ]);
    expect(account.notes).toEqual([
      expect.objectContaining({
        check: 'second-table',
        severity: 'warning',
        message: expect.stringContaining('line 17'),
      }),
    ]);
  });

  test('with columns the first does not have is rejected, and the place named', async () => {
    const text = `${first}who,at,camera\nv,2025-02-01 10:00:00,C1\n`;
    const { rows, rejects } = await read(text);
    expect(rows).toHaveLength(12);
    expect(rejects.at(-1)!.reason).toBe(
      'belongs to another table, which begins at line 14 with other columns: split the file there',
    );
  });

  test('with one name twice is rejected: which of the two counts is not known', async () => {
    const { rows } = await read(`${first}who,WHO,at\nv,w,2025-02-01 10:00:00\n`);
    expect(rows).toHaveLength(12);
  });

  test('ends where the first header comes again', async () => {
    const text = `${first}who,at,camera\nv,2025-02-01 10:00:00,C1\nat,who,why,n\n2025-03-01 10:00:00,u,x,1\n`;
    const { rows } = await read(text);
    expect(rows.at(-1)!.cells).toEqual(['2025-03-01 10:00:00', 'u', 'x', '1']);
  });

  test('of other names needs a blank line and records of its own', async () => {
    const text = `${first}\nCamera,Count\nmain,1\nside,2\n`;
    const { rows, rejects, account } = await read(text);
    expect(rows).toHaveLength(12);
    expect(rejects).toHaveLength(3);
    expect(account.notes[0]!.message).toContain('line 15');
  });
});
