import { describe, expect, test } from 'vitest';
import { sniffCsv } from '../../../../electron/core/import/csv/sniff.ts';

const sniff = (text: string | Buffer, isWholeFile = true) =>
  sniffCsv('log.csv', Buffer.from(text), isWholeFile);
const character = (shape: { dialect: { delimiter: number } }) => String.fromCharCode(shape.dialect.delimiter);

describe('a delimiter', () => {
  test.each([',', ';', '\t', '|'])('%j is found, though other ones stand in the cells', (delimiter) => {
    const others = [',', ';', '|'].filter((other) => other !== delimiter).join(' ');
    const rows = [
      ['time', 'who', 'why'],
      ['2025-01-01', `"a${others}b"`, '1'],
      ['2025-01-02', 'c', `"${others}${delimiter}\n2"`],
    ];
    const shape = sniff(rows.map((cells) => cells.join(delimiter)).join('\n'));
    expect(character(shape)).toBe(delimiter);
    expect(shape.headers).toEqual(['time', 'who', 'why']);
    expect(shape.samples).toEqual([
      ['2025-01-01', `a${others}b`, '1'],
      ['2025-01-02', 'c', `${others}${delimiter}\n2`],
    ]);
  });

  test('of decimal numbers is not taken for one of cells', () => {
    expect(character(sniff('a;b;c\n1,5;2,5;3,5\n4,5;5,5;6,5\n'))).toBe(';');
  });
});

describe('a line end', () => {
  test.each([
    ['a,b\n1,2\n', 10],
    ['a,b\r\n1,2\r\n', 10],
    ['a,b\r1,2\r3,4', 13],
    ['a,b\r1,"2\n"\r3,4\r', 13],
    ['a,b\n1,"2\r"\n3,4\n', 10],
    ['a,b', 10],
  ])('of %j is byte %i', (text, lineEnd) => {
    const shape = sniff(text);
    expect(shape.dialect.lineEnd).toBe(lineEnd);
    expect(shape.headers).toEqual(['a', 'b']);
  });
});

describe('what stands before the data', () => {
  test('is a mark, preamble with blank lines, and the header, each in its place', () => {
    const preamble = 'Organization Audit\nPeriod: 1/1 - 31/1, 2025\n\n';
    const text = `\ufeff${preamble}"at", who ,why\n1,2,3\n4,5,6\n`;
    const shape = sniff(text);
    expect(shape).toMatchObject({ bomBytes: 3, headerOffset: 3 + preamble.length, preambleLines: 3 });
    expect(shape.headers).toEqual(['at', 'who', 'why']);
    expect(shape.headerBytes.toString()).toBe('"at", who ,why');
    expect(Buffer.from(text).toString('utf8', shape.dataOffset)).toBe('1,2,3\n4,5,6\n');
    expect(shape.meanRecordBytes).toBe(6);
  });

  test('may be longer than the table', () => {
    expect(sniff(`${'About this file\n'.repeat(20)}a,b,c\n1,2,3\n`)).toMatchObject({
      headers: ['a', 'b', 'c'],
      preambleLines: 20,
    });
  });

  test('may be too much', () => {
    expect(() => sniff(`${'About this file\n'.repeat(60)}a,b,c\n1,2,3\n`)).toThrow(
      expect.objectContaining({ code: 'input-format', message: expect.stringContaining('first 50 lines') }),
    );
  });

  test('is not a first line with a broken quote', () => {
    expect(sniff('x,"y\na,b\n1,2\n3,"4"\n')).toMatchObject({ headers: ['a', 'b'], preambleLines: 1 });
  });
});

describe('a table', () => {
  test('of a header alone has no samples', () => {
    const shape = sniff('a,b,c');
    expect(shape).toMatchObject({ headers: ['a', 'b', 'c'], samples: [], dataOffset: 5 });
  });

  test('of one column keeps its lines', () => {
    expect(sniff('time\n1\n2\n')).toMatchObject({
      headers: ['time'],
      samples: [['1'], ['2']],
      dataOffset: 5,
    });
  });

  test('of blank lines is empty', () => {
    for (const text of ['\n\n\r\n', '\ufeff', '\r\r']) {
      expect(() => sniff(text)).toThrow(expect.objectContaining({ code: 'input-empty' }));
    }
  });

  test('of delimiters alone has no header', () => {
    expect(() => sniff(',,\n,,\n')).toThrow(expect.objectContaining({ code: 'input-format' }));
  });

  test('whose first line does not end in sight is none', () => {
    expect(() => sniff('x'.repeat(1000), false)).toThrow(expect.objectContaining({ code: 'input-format' }));
  });

  test('has no samples of what the head cuts off', () => {
    expect(sniff('a,b\n1,2\n3,4', false).samples).toEqual([['1', '2']]);
    expect(sniff('a,b\n1,2\n3,4', true).samples).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
  });

  test('has up to 4096 columns', () => {
    const line = (columns: number) => Array.from({ length: columns }, (_, index) => `c${index}`).join();
    expect(sniff(`${line(4096)}\n${line(4096)}\n`).headers).toHaveLength(4096);
    expect(() => sniff(`${line(5000)}\n${line(5000)}\n`)).toThrow(
      expect.objectContaining({ code: 'input-format', message: expect.stringContaining('5000 columns') }),
    );
  });
});
