import { describe, expect, test } from 'vitest';
import { type CsvChoices, sniffCsv } from '../../../../electron/core/import/csv/sniff.ts';

const names = ['Search Time', 'Name', 'Plate', 'Devices', 'Reason', 'Type'];
const rows = Array.from({ length: 30 }, (_, i) => [
  `2025-01-${String((i % 28) + 1).padStart(2, '0')} 10:0${i % 10}:00`,
  `user${i % 4}`,
  `ABC${100 + i}`,
  String(i * 3),
  i % 3 ? 'stolen, veh' : `it's 22" x`,
  i % 2 ? 'lookup' : 'map',
]);

interface Style {
  readonly delimiter?: string;
  readonly quote?: string;
  readonly escape?: string;
  readonly lineEnd?: string;
  readonly all?: boolean;
}

function write({
  delimiter = ',',
  quote = '"',
  escape: sign = quote,
  lineEnd = '\n',
  all = false,
}: Style): string {
  const cell = (text: string) =>
    all || text.includes(delimiter) || text.includes(quote)
      ? quote + text.replaceAll(quote, sign + quote) + quote
      : text;
  return [names, ...rows].map((row) => row.map(cell).join(delimiter) + lineEnd).join('');
}

const sniff = (text: string | Buffer, choices: CsvChoices = {}) =>
  sniffCsv('log.csv', Buffer.from(text), true, choices);

describe('a delimiter', () => {
  const single = [',', '\t', ';', '|', '^', '~', ':', ' ', '\u0001', '\u0014', '\u001f', '\u00a6'];
  const several = ['||', '~|~', ', ', '; ', '::', '\t\t', '#|#', '|^|'];

  test.each([...single, ...several].flatMap((one) => [[one, false] as const, [one, true] as const]))(
    '%j is found by what it explains (all cells quoted: %s)',
    (delimiter, all) => {
      const { headers, samples, text, isPlain, how } = sniff(write({ delimiter, all }));
      expect(text).toEqual({ delimiter, quote: '"', escape: '"', lineEnd: 'lf' });
      expect(headers).toEqual(names);
      expect(samples).toEqual(rows);
      expect(isPlain).toBe(single.includes(delimiter) && delimiter !== '\u00a6');
      expect(how.delimiter).toBe('found');
    },
  );

  test('is the one that the examiner chooses', () => {
    const { text, how, headers } = sniff('a;b,c\n1;2,3\n4;5,6\n', { delimiter: ';' });
    expect([text.delimiter, how.delimiter, headers]).toEqual([';', 'chosen', ['a', 'b,c']]);
  });

  test('is the one that a first line names', () => {
    const shape = sniff(`sep=|\r\n${write({ delimiter: '|', lineEnd: '\r\n' })}`);
    expect(shape).toMatchObject({ headers: names, preambleLines: 1, headerLine: 2 });
    expect(shape.text.delimiter).toBe('|');
    expect(shape.notes).toContainEqual(expect.objectContaining({ check: 'delimiter' }));
  });

  test('is not a space or colon within times and sentences', () => {
    expect(sniff('time\n2025-01-01 10:00:00\n2025-01-02 11:00:00\n').headers).toEqual(['time']);
    expect(sniff('link\nhttps://example.org/1\nhttps://example.org/2\n').headers).toEqual(['link']);
    expect(sniff('note text\nseen again\nseen twice\n').headers).toEqual(['note text']);
  });

  test('is the one that cuts lines as the names of a #Fields line say', () => {
    const lines = rows.slice(0, 9).map(([time], i) => `${time} 10.0.0.${i} GET 200`);
    const text = `#Version: 1.0\n#Fields: date time c-ip cs-method sc-status\n${lines.join('\n')}\n`;
    const shape = sniff(text);
    expect(shape.headers).toEqual(['date', 'time', 'c-ip', 'cs-method', 'sc-status']);
    expect(shape.samples[0]).toEqual(['2025-01-01', '10:00:00', '10.0.0.0', 'GET', '200']);
    expect(text.slice(shape.dataOffset).split('\n')[0]).toBe(lines[0]);
  });
});

describe('quotes', () => {
  test.each([
    ["'", false],
    ["'", true],
    ['\u00fe', true],
  ])('%j are found (all cells quoted: %s)', (quote, all) => {
    const { text, samples, isPlain } = sniff(write({ quote, all }));
    expect(text).toMatchObject({ quote, escape: quote });
    expect(samples).toEqual(rows);
    expect(isPlain).toBe(false);
  });

  test.each([true, false])('with a backslash before a quote are found (all cells quoted: %s)', (all) => {
    const { text, samples } = sniff(write({ escape: '\\', all }));
    expect(text).toMatchObject({ quote: '"', escape: '\\' });
    expect(samples).toEqual(rows);
  });

  test('are none where they open cells that they do not close', () => {
    const text = ['a,b,c', ...Array.from({ length: 9 }, (_, i) => `${i},"x ${i},z`)].join('\n');
    const { text: found, isPlain, samples } = sniff(text);
    expect([found.quote, isPlain]).toEqual([null, true]);
    expect(samples[4]).toEqual(['4', '"x 4', 'z']);
  });

  test('are not given up for one that is broken', () => {
    expect(sniff(write({ all: true }).replace('"user2"', '"user2')).text.quote).toBe('"');
  });

  test('are those that the examiner chooses', () => {
    const { text, how } = sniff('a,b\n"1",2\n', { quote: null });
    expect([text.quote, how.quote]).toEqual([null, 'chosen']);
  });
});

describe('line ends', () => {
  test('of all kinds in one file are all line ends', () => {
    const text = write({})
      .split('\n')
      .map((line, i) => line + ['\n', '\r\n', '\r'][i % 3])
      .join('');
    const shape = sniff(text);
    expect(shape.text.lineEnd).toBe('any');
    expect(shape.samples).toEqual(rows);
  });

  test('of a lone CR inside quotes change nothing', () => {
    expect(sniff('a,b\n1,"x\ry"\n2,z\n')).toMatchObject({ isPlain: true, text: { lineEnd: 'lf' } });
  });
});
