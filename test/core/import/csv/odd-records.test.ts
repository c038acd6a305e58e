import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ChunkPlan, recordFlags } from '../../../../electron/core/import/csv/chunk.ts';
import { parseBytes, planOf } from './parse-bytes.ts';

const headers = ['at', 'who', 'why', 'case'];
const lines = ['1700000000,a,b,c', '1700000001,d,"e\nf",g'];

function parsed(text: string, changes: Partial<ChunkPlan> = {}, width = 4) {
  const bytes = Buffer.from(text);
  const columns = Array.from({ length: width }, (_, position) => ({ position, storage: 'spans' as const }));
  return parseBytes(bytes, planOf(bytes, width, { headers, columns, ...changes }));
}

describe('a record with too few cells', () => {
  const shortRecords = ['number', 'text', 'text', 'number'] as const;

  test('lacks the last ones where it may, and is flagged', () => {
    const { rows, rejects } = parsed('1700000000,a,b,7\n1700000001,c\n1700000002,"d\ne"\n', { shortRecords });
    expect(rejects).toEqual([]);
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['1700000000', 'a', 'b', '7'],
      ['1700000001', 'c', null, null],
      ['1700000002', 'd\ne', null, null],
    ]);
    expect(rows.map(({ flags }) => flags)).toEqual([0, recordFlags.short, recordFlags.short]);
  });

  test('is rejected where it may not, or where its cells do not fit or end before the time', () => {
    expect(parsed('1700000001,c\n').rejects[0]!.reason).toBe('has 2 cells, the header has 4');
    const typed = ['number', 'number', 'text', 'text'] as const;
    expect(parsed('1700000001,c,d\n', { shortRecords: typed }).rejects[0]!.reason).toBe(
      'has 3 cells, the header has 4',
    );
    const late = parsed('x,y\n', { shortRecords: ['text', 'text', 'text', 'text'], timePositions: [2] });
    expect(late.rejects[0]!.reason).toBe('has 2 cells, the header has 4');
  });
});

describe('a record with too many cells', () => {
  test('is read where the further ones are empty', () => {
    const { rows, rejects } = parsed('1700000000,a,b,c,\n1700000001,d,"e\n,f",g,,,""\n');
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['1700000000', 'a', 'b', 'c'],
      ['1700000001', 'd', 'e\n,f', 'g'],
    ]);
    expect(rejects).toEqual([]);
  });

  test('is rejected where one says something', () => {
    for (const cells of [',x', ', ', ',,"x"', ','.repeat(200)]) {
      const { rows, rejects } = parsed(`1700000000,a,b,c${cells}\n`);
      expect([rows.length, rejects.length]).toEqual([0, 1]);
    }
  });
});

describe('a quote inside quotes that is not doubled', () => {
  test('is text where there is one way to read the record, and is flagged', () => {
    const { rows, rejects } = parsed(
      '1700000000,"say "hi" now","22" rims","a ""b"" "c" d"\n1700000001,""x",y,z\n',
    );
    expect(rejects).toEqual([]);
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['1700000000', 'say "hi" now', '22" rims', 'a "b" "c" d'],
      ['1700000001', '"x', 'y', 'z'],
    ]);
    expect(rows.map(({ flags }) => flags)).toEqual([recordFlags.strayQuote, recordFlags.strayQuote]);
  });

  test.each([
    '1700000000,"b"x,c,d',
    '1700000000,"b"x",c',
    '1700000000,"b" x,"c",d,e',
    '1700000000,"b"x\n,c",d',
    '1700000000,"b"c","a,,a"",",a"',
    '1700000000,"a"",\nb","c"d""',
  ])('in %j leaves the record rejected', (line) => {
    const { rows, rejects } = parsed(`${line}\n${lines[0]}\n`);
    expect(rows.map(({ cells }) => cells[1])).toEqual(['a']);
    expect(rejects[0]!.reason).toContain('quote');
  });

  test('is text at the end of its cell, too', () => {
    const { rows } = parsed('1700000000,"Badge "gold"","a, b",c\n');
    expect(rows.map(({ cells }) => cells.slice(1))).toEqual([['Badge "gold"', 'a, b', 'c']]);
  });

  test('is read alike as terms and as places', () => {
    const text = '1700000000,"a "b" ""c""",x,y\n';
    const terms = parsed(text, { columns: headers.map((_, position) => ({ position, storage: 'terms' })) });
    expect(terms.rows[0]!.cells).toEqual(parsed(text).rows[0]!.cells);
    expect(terms.rows[0]!.cells[1]).toBe('a "b" "c"');
  });
});

describe('a line that is no record says what it is', () => {
  test.each([
    ['at,who,why,case', 'repeats the header line'],
    ['"at",who,"why",case', 'repeats the header line'],
    ['Total: 4,294', 'looks like a totals line'],
    ['Grand Total,,,2', 'looks like a totals line'],
    ['(2 rows affected)', 'looks like a totals line'],
    ['Rows: 2', 'looks like a totals line'],
    ['2 records selected.', 'looks like a totals line'],
    ['-- End of report --', 'looks like a heading or footer of a report page'],
    ['Page 3 of 7', 'looks like a heading or footer of a report page'],
    ['Generated on: 2025-01-01', 'looks like a heading or footer of a report page'],
    ['# end', 'is a comment line'],
    ['#close,2025-01-01', 'is a comment line'],
    ['who,at,case', 'looks like the header of another table'],
    ['stolen vehicle', 'has 1 cell, the header has 4'],
    ['x,Total recall,stolen,y', 'at is not a time in the form of this file: "x"'],
  ])('%j: %s', (line, reason) => {
    const { rows, rejects } = parsed(`${lines[0]}\n${lines[1]}\n${line}\n`);
    expect(rows).toHaveLength(2);
    expect(rejects.map((reject) => reject.reason)).toEqual([reason]);
  });

  test('and a part says where another table begins', () => {
    const at = (text: string) => parsed(text).parts.map((part) => part.otherHeaderAt);
    expect(at(`${lines[0]}\nat,who,why,case\n`)).toEqual([null]);
    expect(at(`${lines[0]}\nwho,at,case,why\n1,2,3,4\ncase,who,at\n`)).toEqual([17]);
    expect(at(`${lines[0]}\n\nCamera,Lane,Side,Speed\n`)).toEqual([18]);
    expect(at(`${lines[0]}\nCamera,Lane,Side,Speed\n`)).toEqual([null]);
    expect(at(`${lines[0]}\nwho,Lane,Side,Speed\n`)).toEqual([null]);
  });

  test('also where a cut lies right before it', () => {
    const bytes = Buffer.from(`${lines[0]}\n\nCamera,Lane,Side,Speed\n${lines[1]}\n`);
    const plan = planOf(bytes, 4, { headers });
    for (let cut = 1; cut < bytes.length; cut++) {
      const { rejects, parts } = parseBytes(bytes, plan, { cuts: [cut], lookaheadBytes: 1, readBytes: 5 });
      expect(rejects.map(({ reason }) => reason)).toEqual([
        'looks like the header of another table',
        'belongs to another table, which begins at byte 18: split the file there',
      ]);
      expect(parts.find(({ otherHeaderAt }) => otherHeaderAt !== null)!.otherHeaderAt).toBe(18);
    }
  });
});

describe('what stands below the header of another table', () => {
  const again = [
    ...[
      lines[0],
      'at,why,who,case',
      '1700000005,x,y,z',
      'Total,,,1',
      '',
      '1700000006,p',
      '1700000007,"x"y,z',
    ],
    ...['at,who,why,case', lines[1], 'case,at', '1700000008,1,2,3'],
  ].join('\n');

  test('is not read by the names of the first, until those come again', () => {
    const { rows, rejects } = parsed(again);
    expect(rows.map(({ cells }) => cells[0])).toEqual(['1700000000', '1700000001']);
    const at = again.indexOf('at,why');
    expect(rejects.map(({ reason }) => reason)).toEqual([
      'looks like the header of another table',
      `belongs to another table, which begins at byte ${at}: split the file there`,
      'looks like a totals line',
      `belongs to another table, which begins at byte ${at}: split the file there`,
      `belongs to another table, which begins at byte ${at}: split the file there`,
      'repeats the header line',
      'looks like the header of another table',
      `belongs to another table, which begins at byte ${again.indexOf('case,at')}: split the file there`,
    ]);
  });

  test('is the same at every cut', () => {
    const bytes = Buffer.from(again);
    const plan = planOf(bytes, 4, { headers, maxRows: 2 });
    const whole = parseBytes(bytes, plan);
    for (let cut = 1; cut < bytes.length; cut += 3) {
      const { rows, rejects } = parseBytes(bytes, plan, { cuts: [cut, cut + 9], lookaheadBytes: 1 });
      expect(rows).toEqual(whole.rows);
      expect(rejects).toEqual(whole.rejects);
    }
  });
});

test('however a file is cut, the same records are mended, and every byte is accounted for', () => {
  const piece = fc.constantFrom(
    ...[
      '1700000000,',
      '1,',
      'a',
      '"',
      '""',
      ',',
      ',,',
      '\n',
      '\r\n',
      'x"y',
      '"a "b" c"',
      'at,who,why\n',
      'who,at\n',
    ],
    ...[
      'Total: 3\n',
      '1700000000,b,c\n',
      '1700000000,b\n',
      '1700000000,b,c,\n',
      '1700000000,"b"c",d\n',
      '\n\n',
    ],
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 50 }),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 5 }),
      fc.integer({ min: 1, max: 30 }),
      fc.constantFrom(12, 40, 1000),
      (pieces, shares, lookaheadBytes, maxRecordBytes) => {
        const bytes = Buffer.from(pieces.join(''));
        const plan = planOf(bytes, 3, {
          headers: headers.slice(0, 3),
          shortRecords: ['number', 'text', 'text'],
          maxRecordBytes,
          maxRows: 100,
        });
        const whole = parseBytes(bytes, plan);
        expect(whole.recordBytes + whole.blankBytes + whole.rejectedBytes).toBe(bytes.length);
        expect(whole.rows.length + whole.rejects.length).toBe(whole.records);
        const cuts = shares.map((share) => Math.floor(share * bytes.length)).toSorted((a, b) => a - b);
        const cut = parseBytes(bytes, { ...plan, maxRows: 3 }, { cuts, lookaheadBytes, readBytes: 7 });
        expect(cut.rows).toEqual(whole.rows);
        expect(cut.rejects).toEqual(whole.rejects);
      },
    ),
    { numRuns: 2000 },
  );
});
