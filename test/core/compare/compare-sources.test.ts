import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import type { CaseFile } from '../../../electron/core/case-file/case-file.ts';
import { compareSources } from '../../../electron/core/compare/compare-sources.ts';
import { withdrawSource } from '../../../electron/core/import/mend/withdraw-source.ts';
import { unwatchedJob } from '../../../electron/core/job.ts';
import { freshCase, freshFolder, importInto, writeLog } from '../fresh-case.ts';

const job = unwatchedJob();
type Options = Partial<Parameters<typeof compareSources>[1]>;
const compare = (caseFile: CaseFile, options: Options = {}) =>
  compareSources(
    caseFile,
    { first: 'S1', second: 'S2', kind: 'changed', limit: 100, offset: 0, ...options },
    job,
  );

async function caseOf(...logs: readonly (readonly string[])[]): Promise<CaseFile> {
  const caseFile = freshCase('UTC');
  const paths = logs.map((lines, i) => writeLog(caseFile, `${i}.csv`, [...lines, ''].join('\n')));
  const sources = await importInto(caseFile, paths);
  expect(sources.map(({ state, error }) => [state, error])).toEqual(logs.map(() => ['imported', undefined]));
  return caseFile;
}

const header = 'id,user,plate,reason,networks,timestamp';

describe('with ids', () => {
  const first = [
    `${header},only here`,
    'e1,ann,P1,theft,2510,2025-01-01 10:00:00,x',
    'e2,ann,P2,theft,7,2025-01-01 11:00:00,x',
    'e3,ann,P3,,7,2025-01-01 12:00:00,x',
    'e4,ann,REDACTED,theft,7,2025-01-01 13:00:00,x',
    'e5,ann,P5,theft,7,2025-01-01 14:00:00,x',
    'e5,ann,P5,theft,7,2025-01-01 14:00:00,x',
    'e6,bob,P6,theft,7,2025-01-01 15:00:00,x',
    'e7,bob,P7,theft,7,2025-01-01 16:00:00,x',
    'e8,bob,P8,theft,7,2025-01-01 17:00:00,x',
  ];
  const second = [
    header,
    'e7,bob,P7,theft,7,2025-01-01 16:30:00',
    'e1,ann,P1,theft,2510.0,2025-01-01 10:00:00',
    'e2,ann,***,"theft, again",7,2025-01-01 11:00:00',
    'e3,ann,P3,later,7,2025-01-01 12:00:00',
    'e4,ann,P4,theft,7,2025-01-01 13:00:00',
    'e5,ann,P5,theft,7,2025-01-01 14:00:00',
    'e9,bob,P9,theft,7,2025-01-01 15:00:00',
    'e10,bob,P10,theft,7,2025-01-01 19:00:00',
  ];

  test('counts what is in both, changed, hidden, in one only, outside and repeated', async () => {
    const caseFile = await caseOf(first, second);
    const result = await compare(caseFile);
    expect(result).toMatchObject({
      first: { id: 'S1', file: '0.csv', rows: 9, firstEventAt: '2025-01-01T10:00:00.000Z' },
      second: { id: 'S2', file: '1.csv', rows: 8, lastEventAt: '2025-01-01T19:00:00.000Z' },
      matchedBy: 'native-id',
      keyFields: ['nativeId'],
      commonPeriod: { from: '2025-01-01T10:00:00.000Z', to: '2025-01-01T17:00:00.000Z' },
      columnsOnlyFirst: ['only here'],
      columnsOnlySecond: [],
      total: 3,
    });
    expect(result.counts).toEqual({
      inBoth: 6,
      changed: 3,
      redactionsChanged: 2,
      pairedByTime: 0,
      onlyFirst: 2,
      onlySecond: 1,
      outsideFirst: 0,
      outsideSecond: 1,
      repeatsFirst: 1,
      repeatsSecond: 0,
      unlikeRepeatsFirst: 0,
      unlikeRepeatsSecond: 0,
    });
    const none = { changed: 0, newlyHidden: 0, newlyShown: 0, hiddenOtherwise: 0 };
    expect(result.fields).toEqual([
      { field: 'reason', ...none, changed: 2 },
      { field: 'target', ...none, newlyHidden: 1, newlyShown: 1 },
      { field: 'at', ...none, changed: 1 },
    ]);
    expect(result.rows.map(({ nativeId, first: a, second: b }) => [nativeId, a?.row, b?.row])).toEqual([
      ['e2', 2, 3],
      ['e3', 3, 4],
      ['e7', 8, 1],
    ]);
    expect(result.rows[0]!.changes).toEqual([
      {
        field: 'reason',
        before: { text: 'theft', state: 'value' },
        after: { text: 'theft, again', state: 'value' },
        how: 'changed',
      },
      {
        field: 'target',
        before: { text: 'P2', state: 'value' },
        after: { text: '***', state: 'redacted' },
        how: 'newly-hidden',
      },
    ]);
    expect(result.rows[2]!.changes).toEqual([
      {
        field: 'at',
        before: { text: '2025-01-01T16:00:00.000Z', state: 'value' },
        after: { text: '2025-01-01T16:30:00.000Z', state: 'value' },
        how: 'changed',
      },
    ]);
  });

  test('pages of every kind, in the order of the first, the other way round mirrored', async () => {
    const caseFile = await caseOf(first, second);
    const ids = async (options: Options) => {
      const { rows, total } = await compare(caseFile, options);
      return [total, ...rows.map(({ nativeId }) => nativeId)];
    };
    expect(await ids({ kind: 'redactions' })).toEqual([2, 'e2', 'e4']);
    expect(await ids({ kind: 'onlyFirst' })).toEqual([2, 'e6', 'e8']);
    expect(await ids({ kind: 'onlySecond' })).toEqual([1, 'e9']);
    expect(await ids({ limit: 1, offset: 1 })).toEqual([3, 'e3']);
    expect(await ids({ limit: 5, offset: 3 })).toEqual([3]);
    const [only] = (await compare(caseFile, { kind: 'onlySecond' })).rows;
    expect(only).toMatchObject({ first: null, changes: [], second: { row: 7, target: { text: 'P9' } } });
    const mirrored = await compare(caseFile, { first: 's2', second: ' S1 ' });
    expect(mirrored.counts).toMatchObject({
      inBoth: 6,
      changed: 3,
      onlyFirst: 1,
      onlySecond: 2,
      repeatsSecond: 1,
    });
    expect(mirrored.columnsOnlySecond).toEqual(['only here']);
  });

  test('writes every difference as CSV once, and refuses a file that is there', async () => {
    const caseFile = await caseOf(first, second);
    const out = join(freshFolder(), 'differences.csv');
    await compare(caseFile, { csv: out, limit: 0 });
    const lines = parse(readFileSync(out), { columns: true }) as Record<string, string>[];
    expect(lines.map((line) => `${line.difference} ${line.native_id} ${line.field}`)).toEqual([
      'changed e2 reason',
      'newly-hidden e2 target',
      'changed e3 reason',
      'changed e7 at',
      'newly-shown e4 target',
      'only-first e6 ',
      'only-first e8 ',
      'only-second e9 ',
    ]);
    expect(lines[1]).toMatchObject({
      first_row: '2',
      second_row: '3',
      first_value: 'P2',
      second_state: 'redacted',
    });
    await expect(compare(caseFile, { csv: out })).rejects.toMatchObject({ code: 'exists' });
    await expect(compare(caseFile, { csv: '/nowhere/x.csv' })).rejects.toMatchObject({ code: 'not-found' });
    expect(readdirSync(join(out, '..'))).toEqual(['differences.csv']);
  });
});

test('without ids in both: by time, actor and target, and by time alone where a mask hides them', async () => {
  const caseFile = await caseOf(
    [
      'user,plate,reason,timestamp',
      'ann,P1,theft,2025-01-01 10:00:00',
      'ann,P1,theft,2025-01-01 10:00:00',
      'ann,P2,theft,2025-01-01 11:00:00',
      'bob,P3,fraud,2025-01-01 12:00:00',
      'cem,P4,fraud,2025-01-01 13:00:00',
    ],
    [
      'id,user,plate,reason,timestamp',
      'x1,ann,P1,theft,2025-01-01 10:00:00',
      'x2,ann,P2,burglary,2025-01-01 11:00:00',
      'x3,***,P3,fraud,2025-01-01 12:00:00',
      'x4,dee,P5,fraud,2025-01-01 13:00:01',
    ],
  );
  const result = await compare(caseFile, { kind: 'redactions' });
  expect(result).toMatchObject({
    matchedBy: 'fields',
    keyFields: ['at', 'actor', 'target'],
    counts: {
      inBoth: 3,
      changed: 1,
      redactionsChanged: 1,
      pairedByTime: 1,
      onlyFirst: 1,
      onlySecond: 0,
      outsideSecond: 1,
      repeatsFirst: 1,
    },
    rows: [{ first: { row: 4 }, second: { row: 3 }, changes: [{ field: 'actor', how: 'newly-hidden' }] }],
    columnsOnlySecond: ['nativeId'],
  });
});

test('no time in common; cells that are read from the file; cells that differ in form only', async () => {
  const text = (i: number) => `a long reason that nobody else gives: number ${i * 7919}`;
  const lines = (from: number, end: string) =>
    Array.from(
      { length: 3000 },
      (_, i) =>
        `r${from + i},u${i % 7},P${i % 11},"${text(i)}${end}",2025-01-0${from === 0 ? 1 : 2} 10:00:00`,
    );
  const head = 'id,user,plate,reason,timestamp';
  const apart = await caseOf([head, ...lines(0, '')], [head, ...lines(5000, '')]);
  expect(await compare(apart)).toMatchObject({
    commonPeriod: null,
    counts: { inBoth: 0, onlyFirst: 0, outsideFirst: 3000, outsideSecond: 3000 },
  });
  const alike = await caseOf(
    [head, ...lines(0, '\r\nsecond line')],
    [`${head},more`, ...lines(0, '\nsecond line').map((line) => `${line},x`)],
  );
  expect((await compare(alike)).counts).toMatchObject({ inBoth: 3000, changed: 0, redactionsChanged: 0 });
});

test('refuses one source twice, one that is not there, and one that was withdrawn', async () => {
  const caseFile = await caseOf(
    [header, 'e1,a,P,r,1,2025-01-01 10:00:00'],
    [header, 'e2,a,P,r,1,2025-01-01 10:00:00'],
  );
  await expect(compare(caseFile, { second: 'S1' })).rejects.toMatchObject({ code: 'usage' });
  await expect(compare(caseFile, { second: 'S9' })).rejects.toMatchObject({ code: 'not-found' });
  expect((await compare(caseFile)).counts).toMatchObject({ onlyFirst: 1, onlySecond: 1 });
  withdrawSource(caseFile, { source: 'S1', reason: 'r', examiner: undefined }, job);
  await expect(compare(caseFile)).rejects.toThrow(/source S1 was withdrawn/);
});

const eugene = new URL('../../../../shared/data/flock-eugene-or/', import.meta.url).pathname;
/** The same by means of Python alone: ids and camera counts of the CSV file and of the workbook's sheet Log. */
const byPython = `
import csv, json, re, sys, zipfile
from xml.etree import ElementTree as E
folder = sys.argv[1]
n = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
z = zipfile.ZipFile(folder + 'EPDSearchAuditLogs.xlsx')
texts = [''.join(t.text or '' for t in s.iter(n + 't')) for s in E.fromstring(z.read('xl/sharedStrings.xml'))]
book = E.fromstring(z.read('xl/workbook.xml'))
r = '{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id'
rid = [s.get(r) for s in book.iter(n + 'sheet') if s.get('name') == 'Log'][0]
rels = E.fromstring(z.read('xl/_rels/workbook.xml.rels'))
path = [x.get('Target') for x in rels if x.get('Id') == rid][0]
rows = []
for row in E.fromstring(z.read('xl/' + path.lstrip('/').removeprefix('xl/'))).iter(n + 'row'):
    cells = {}
    for c in row.iter(n + 'c'):
        v = c.find(n + 'v')
        if v is not None: cells[re.match('[A-Z]+', c.get('r')).group()] = texts[int(v.text)] if c.get('t') == 's' else v.text
    rows.append(cells)
at = {v: k for k, v in rows[0].items()}
book = [(x[at['id']], str(int(float(x[at['cameraCount']])))) for x in rows[1:] if at['id'] in x]
text = [(x['id'], x['cameraCount']) for x in csv.DictReader(open(folder + 'EPDSearchAuditLogs.csv', encoding='utf-8-sig'))]
a, b = dict(text), dict(book)
print(json.dumps({'inBoth': len(a.keys() & b.keys()), 'onlyFirst': len(a.keys() - b.keys()), 'onlySecond': len(b.keys() - a.keys()),
  'changed': sum(a[k] != b[k] for k in a.keys() & b.keys()), 'repeatsFirst': len(text) - len(a), 'repeatsSecond': len(book) - len(b)}))
`;

test.skipIf(!existsSync(eugene))(
  "a real log beside the repository: Eugene's CSV against its workbook",
  async () => {
    const expected = JSON.parse(execFileSync('python3', ['-c', byPython, eugene], { encoding: 'utf8' }));
    expect(expected).toMatchObject({ inBoth: 4292, onlyFirst: 2, onlySecond: 2, repeatsSecond: 83 });
    const caseFile = freshCase('UTC');
    await importInto(caseFile, [
      join(eugene, 'EPDSearchAuditLogs.csv'),
      join(eugene, 'EPDSearchAuditLogs.xlsx'),
    ]);
    const { counts, fields, second } = await compare(caseFile);
    expect(second).toMatchObject({ sheet: 'Log', rows: 4377 });
    expect(counts).toMatchObject({ ...expected, redactionsChanged: 0, outsideFirst: 0, outsideSecond: 0 });
    expect(fields.map(({ field, changed }) => [field, changed])).toEqual([
      ['devicesSearched', expected.changed],
    ]);
  },
);
