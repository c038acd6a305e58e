import { describe, expect, test } from 'vitest';
import { type CsvChoices, sniffCsv } from '../../../../electron/core/import/csv/sniff.ts';

const names = 'Search Time,Name,Plate,Devices,Reason,Type';
const data = Array.from(
  { length: 20 },
  (_, i) =>
    `2025-01-${String(i + 1).padStart(2, '0')} 10:00:00,user${i % 4},ABC${100 + i},${i * 3},stolen ${i % 5},lookup`,
);
const log = [names, ...data, ''].join('\n');

const sniff = (text: string, choices: CsvChoices = {}) =>
  sniffCsv('log.csv', Buffer.from(text), true, choices);
const checks = (text: string, choices?: CsvChoices) => sniff(text, choices).notes.map(({ check }) => check);

describe('a header', () => {
  test('is there where the first line differs from the data', () => {
    expect(sniff(log)).toMatchObject({ headerLine: 1, headers: names.split(','), notes: [], problem: null });
  });

  test('is not there where the first line is like the data', () => {
    const text = [...data, ''].join('\n');
    const shape = sniff(text);
    expect(shape).toMatchObject({ headerLine: null, headerOffset: 0, dataOffset: 0, preambleLines: 0 });
    expect(shape.headers).toEqual(['#1', '#2', '#3', '#4', '#5', '#6']);
    expect(shape.headerBytes).toHaveLength(0);
    expect(shape.samples).toHaveLength(20);
    expect(checks(text)).toEqual(['header-missing']);
    expect(sniff(text, { headerLine: 1 })).toMatchObject({ headerLine: 1, samples: { length: 19 } });
  });

  test('is not there in a file of one record', () => {
    expect(sniff(data[3]!)).toMatchObject({ headerLine: null, samples: [data[3]!.split(',')] });
  });

  test('is doubtful where nothing tells it from the data', () => {
    expect(checks('a,b\nc,d\ne,f\n')).toEqual(['header-doubtful']);
  });

  test('is not there where words of the first line are those of the data again and again', () => {
    expect(sniff('alice,lookup,ok\nbob,lookup,ok\nalice,map,ok\nbob,map,denied\n').headerLine).toBeNull();
  });

  test('is still one when it is repeated further down', () => {
    const text = [names, ...data.slice(0, 9), names, ...data.slice(9, 15), names, ...data.slice(15)].join(
      '\n',
    );
    expect(sniff(text)).toMatchObject({ headerLine: 1, isPlain: true });
  });

  test('is where the examiner says, or not at all', () => {
    expect(sniff(`x\ny,z\n${log}`, { headerLine: 3 })).toMatchObject({
      headerLine: 3,
      how: { headerLine: 'chosen' },
    });
    expect(sniff(log, { headerLine: null })).toMatchObject({ headerLine: null, samples: { length: 21 } });
    expect(() => sniff(log, { headerLine: 900 })).toThrow(expect.objectContaining({ code: 'input-format' }));
  });

  test.each([
    ['comments', '# made by a program\n# on, the, first, of, this, month\n', 2],
    ['titles', 'Audit Report\nPeriod: a, b\n\n', 3],
    ['titles with all delimiters', 'AUDIT REPORT,,,,,\nOakridge PD,,,,,\n', 2],
    ['a title and a blank line', 'AUDIT REPORT,,,,,\n\n', 2],
    ['groups of columns', 'When,Who,,What,,\n', 1],
  ])('is found behind %s', (_, before, lines) => {
    expect(sniff(before + log)).toMatchObject({
      preambleLines: lines,
      headerOffset: before.length,
      headers: names.split(','),
      samples: { length: 20 },
    });
  });

  test('may have a second line of units', () => {
    const units = '(UTC),id,text,count,text,kind';
    const text = [names, units, ...data].join('\n');
    const shape = sniff(text);
    expect(shape.headers).toEqual(names.split(','));
    expect(shape.dataOffset).toBe(text.indexOf(data[0]!));
    expect(shape.samples).toHaveLength(20);
    expect(checks(text)).toEqual(['header-lines']);
  });

  test('does not take a damaged record for its second line', () => {
    const text = [names, 'n/a,user1,ABC,none,stolen 1,lookup', ...data].join('\n');
    expect(sniff(text).samples).toHaveLength(21);
  });
});

describe('names and cells that do not match', () => {
  const withoutName = log.replace('Plate,', '');
  const withGhost = log.replace('Plate,', 'Plate,Ghost,');
  const shifted = log.replaceAll(/\n(2025.*),lookup/g, '\nnet,$1');

  test.each([
    ['a column without a name', withoutName, 'header-width'],
    ['a name without a column', withGhost, 'header-width'],
    ['cells one column further right', shifted, 'shifted-columns'],
  ])('%s is a problem until the examiner says which', (_, text, check) => {
    const shape = sniff(text);
    expect(shape.problem).toMatchObject({ code: 'input-format' });
    expect(shape.notes.at(-1)).toMatchObject({ check, severity: 'warning' });
  });

  test('are matched as the examiner says', () => {
    const named = sniff(withoutName, { unnamedColumn: 3 });
    expect(named.headers).toEqual(['Search Time', 'Name', '', 'Devices', 'Reason', 'Type']);
    expect(named.problem).toBeNull();
    const freed = sniff(withGhost, { nameWithoutColumn: 4 });
    expect([freed.headers, freed.samples, freed.problem]).toEqual([
      names.split(','),
      sniff(log).samples,
      null,
    ]);
    const moved = sniff(shifted, { unnamedColumn: 1 });
    expect(moved.headers).toEqual(['', ...names.split(',').slice(0, 5)]);
    expect(moved.problem).toBeNull();
  });

  test('names the columns and gives an example', () => {
    expect(sniff(shifted).problem!.message).toContain(
      'column "Search Time" should hold times but holds for example "net"',
    );
  });

  test('are none where every line ends with a delimiter', () => {
    for (const text of [log.replaceAll('\n', ',\n'), log.replaceAll(/\n(2025.*)/g, '\n$1,')]) {
      const shape = sniff(text);
      expect([shape.headers.length, shape.headers[6], shape.problem]).toEqual([7, '', null]);
      expect(checks(text)).toEqual(['trailing-delimiter']);
    }
  });

  test('are none where records leave out what is empty at the end', () => {
    const text = [`${names},Prompt,Moderation`, ...data.map((line, i) => line + (i % 5 ? '' : ',p,m'))].join(
      '\n',
    );
    const shape = sniff(text);
    expect(shape).toMatchObject({
      mayBeShort: true,
      problem: null,
      headers: { length: 8 },
      samples: { length: 20 },
    });
    expect(shape.samples[1]).toEqual([...data[1]!.split(','), '', '']);
    expect(checks(text)).toEqual(['short-records']);
  });

  test('are none where many records end before the time, or whole ones end with an empty cell', () => {
    const late = ['who,at,why', ...data.map((line, i) => (i % 3 ? `u${i}` : `u${i},${line.slice(0, 19)},x`))];
    expect(sniff(late.join('\n'))).toMatchObject({ mayBeShort: false });
    const empty = [
      'at,who,why',
      ...data.map((line, i) => (i % 3 ? `${line.slice(0, 19)},u${i}` : `${line.slice(0, 19)},u,`)),
    ];
    expect(sniff(empty.join('\n')).mayBeShort).toBe(false);
  });

  test('are not guessed where a name may mean a time, or numbers may be times', () => {
    const moved = ['Entry Date,Seen,who', ...data.map((line, i) => `gate ${i},${line.slice(0, 19)},u`)].join(
      '\n',
    );
    expect(sniff(moved).problem).toBeNull();
    expect(sniff(moved.replace('Seen', 'Plate')).problem).not.toBeNull();
    const epoch = [
      'Entry Date,Plate,who',
      ...data.map((line, i) => `${1_700_000_000 + i},${line.slice(0, 19)},u`),
    ].join('\n');
    expect(sniff(epoch).problem).toBeNull();
    expect(sniff(epoch.replaceAll('17000000', '')).problem).not.toBeNull();
  });

  test('are none where a few lines are cut off', () => {
    const text = [names, ...data, data[0]!.slice(0, 30), data[1]!.slice(0, 12)].join('\n');
    expect(sniff(text)).toMatchObject({ mayBeShort: false, problem: null, samples: { length: 20 } });
  });
});

describe('a second table', () => {
  test('with the columns of the first in another order is seen', () => {
    const shape = sniff(`${log}\nName,Search Time,Plate\na,2025-02-01 10:00:00,X\n`);
    expect(shape.isPlain).toBe(false);
    expect(shape.notes[0]).toMatchObject({
      check: 'second-table',
      message: expect.stringContaining('line 23'),
    });
  });

  test('with other columns is seen behind a blank line', () => {
    expect(sniff(`${log}\nCamera,Count\na,1\nb,2\n`).isPlain).toBe(false);
    expect(sniff(`${log}Total,20\n`).isPlain).toBe(true);
    expect(sniff(`${log}Camera,Count\na,1\nb,2\n`).isPlain).toBe(true);
  });

  test('is not looked for in a text that is one table', () => {
    expect(sniff(`${log}\nCamera,Count\na,1\n`, { isOneTable: true }).isPlain).toBe(true);
  });
});
