import { describe, expect, test } from 'vitest';
import type { SourceComparison } from '../../shared/contract/comparison.ts';
import { AppError } from '../../shared/contract/errors.ts';
import type { DeliveryTotals, SourceRecord } from '../../shared/contract/records.ts';
import { refusal, runWith } from './fake-world.ts';

const source: SourceRecord = {
  id: '1',
  file: 'a.csv',
  sha256: 'ab',
  bytes: 10,
  kind: 'events',
  format: 'csv',
  encoding: 'utf-8',
  profile: null,
  state: 'imported',
  rowsRead: 2,
  rowsImported: 2,
  rowsRejected: 0,
  rowsDuplicate: 0,
  firstEventAt: '2025-01-01T00:00:00.000Z',
  lastEventAt: '2025-01-02T00:00:00.000Z',
  timezoneBasis: { zone: 'UTC', basis: 'data' },
  mapping: { at: ['Time'] },
  rejected: [],
  rejectedTotal: 0,
  integrity: [],
};
const refused: SourceRecord = {
  ...source,
  state: 'refused',
  error: { code: 'input-empty', message: 'a.csv holds no records', details: { file: 'a.csv' } },
};
const totals: DeliveryTotals = {
  ...{ files: 2, sources: ['1', '2'], imported: 2, alreadyImported: 0, refused: 0 },
  ...{ rowsRead: 4, rowsImported: 4, rowsRejected: 0, rowsDuplicate: 0 },
  ...{ firstEventAt: null, lastEventAt: null },
};
const gone: SourceRecord = {
  ...source,
  state: 'withdrawn',
  withdrawn: { at: '2025-01-03T00:00:00.000Z', by: 'E', reason: 'wrong agency', replacedBy: 'S2' },
};
const cell = (text: string) => ({ text, state: 'value' as const });
const comparison: SourceComparison = {
  first: { id: 'S1', file: 'a.csv', rows: 10, firstEventAt: null, lastEventAt: null },
  second: { id: 'S2', file: 'b.xlsx', sheet: 'Log', rows: 11, firstEventAt: null, lastEventAt: null },
  matchedBy: 'native-id',
  keyFields: ['nativeId'],
  commonPeriod: { from: '2025-01-01T00:00:00.000Z', to: '2025-01-02T00:00:00.000Z' },
  counts: {
    ...{ inBoth: 8, changed: 4, redactionsChanged: 0, pairedByTime: 0, onlyFirst: 2, onlySecond: 3 },
    ...{ outsideFirst: 0, outsideSecond: 0, repeatsFirst: 0, repeatsSecond: 0 },
    ...{ unlikeRepeatsFirst: 0, unlikeRepeatsSecond: 0 },
  },
  fields: [{ field: 'reason', changed: 4, newlyHidden: 0, newlyShown: 0, hiddenOtherwise: 0 }],
  columnsOnlyFirst: [],
  columnsOnlySecond: ['own'],
  kind: 'changed',
  total: 4,
  rows: [
    {
      nativeId: 'e1',
      first: { row: 1, at: 'x', actor: cell('a'), target: cell('t') },
      second: { row: 2, at: 'x', actor: cell('a'), target: cell('t') },
      changes: [{ field: 'reason', before: cell('old'), after: cell('new'), how: 'changed' }],
    },
  ],
};
const rejecting: SourceRecord = {
  ...source,
  rowsRejected: 1,
  rowsRead: 3,
  rejectedTotal: 1,
  rejected: [{ row: 3, offset: 40, reason: 'no time\u001b[2J' }],
};
const warned = {
  ...{ check: 'c', severity: 'warning', message: 'the rates are not comparable', rule: 'share >= 0.3' },
  ...{ count: 1, of: 2, examples: [{ source: 'S1', row: 1, text: 'x' }] },
};
const soundness = {
  ...{ zone: 'UTC', sources: [], logs: [], overlaps: [] },
  acts: {
    ...{ rows: 10, acts: 9 },
    tiers: [{ tier: 'same-id', role: 'copy', description: 'the same id', rows: 1, examples: [] }],
  },
};
const told = { source: 'S1', file: 'a.csv', actor: 'a' };
const act = {
  ...{ act: 'ab:1', recordsTotal: 2 },
  records: [
    { ...told, row: 1, at: 'T1', role: 'first', tier: null, action: 'Vehicle Query', target: 'ABC' },
    { ...told, row: 2, at: 'T2', role: 'derived', tier: 'chained', action: 'Driver Query', target: 'OLN' },
  ],
};
const ran = { ruleId: 'r', title: 'R', file: 'r.yml', status: 'ran', rowsExamined: 5, hits: 1, ms: 1 };
const notApplicable = { ...ran, status: 'not-applicable', reason: 'no column target' };
const failed = { ...ran, status: 'failed', reason: 'bad', line: 3, column: 7 };
const finding = {
  id: 'F1',
  rank: 1,
  score: 2,
  title: 'Same target, again and again',
  level: 'high',
  kind: 'actor-target',
  actors: ['a'],
  targets: ['t'],
  eventCount: 4,
  grounds: [
    {
      ruleId: 'r',
      title: 'R',
      level: 'high',
      author: 'A',
      sentence: '4 searches without a case',
      eventCount: 4,
    },
  ],
  explanations: [],
  cannotTell: ['the log has no case numbers'],
  events: [],
  disposition: null,
  notes: [],
  tags: [],
};
const identity = { subject: 'CN=N', fingerprint: 'ff', notBefore: 'x', notAfter: 'y' };
const verdict = (unchanged: boolean, signed: boolean, trust: string, timestamp = 'absent') => ({
  unchanged: { ok: unchanged, problems: unchanged ? [] : ['data/x.csv differs'] },
  signed: { ok: signed, subject: 'CN=N', fingerprint: 'ff', trust },
  timestamp: { state: timestamp },
});
const rules = (...statuses: object[]) => ({ rules: statuses, findings: 1, matches: [] });
const secret = { PASSPHRASE: 'correct horse' };

describe('each command makes one call, prints what core says as JSON, or lines for a reader', () => {
  const create = ['case', 'create', 'd', '--name', 'N', '--examiner', 'E'];
  const delivery = [
    '--received-from',
    'R',
    '--authority',
    'A',
    '--expect-sha256',
    'AB',
    '--expect-rows',
    '2',
  ];
  test.each<[string[], string, Record<string, unknown>, unknown, number, string]>([
    [
      create,
      'case.create',
      { dir: '/base/d', name: 'N', examiner: 'E' },
      { case: { name: 'N' } },
      0,
      'created case "N"',
    ],
    [
      [...create, '--agency', 'A', '--matter', 'M', '--timezone', 'Z'],
      'case.create',
      { dir: '/base/d', name: 'N', examiner: 'E', agency: 'A', matter: 'M', timezone: 'Z' },
      { case: { name: 'N' } },
      0,
      'N',
    ],
    [
      ['case', 'info', 'd'],
      'case.info',
      { dir: '/base/d' },
      { case: { name: 'N', timezone: null }, sources: [source], events: 1234, findings: 2, logHead: 'h' },
      0,
      '1,234',
    ],
    [
      ['case', 'verify', 'd', '--examiner', 'E'],
      'case.verify',
      { dir: '/base/d', examiner: 'E' },
      { ok: true, checks: [{ check: 'schema', ok: true, detail: 'fine' }] },
      0,
      'ok    schema: fine',
    ],
    [
      ['case', 'verify', 'd'],
      'case.verify',
      { dir: '/base/d' },
      { ok: false, checks: [{ check: 'blocks', ok: false, detail: 'block 3' }] },
      3,
      'WRONG blocks: block 3',
    ],
    [
      ['case', 'backup', 'd', '--out', 'o'],
      'case.backup',
      { dir: '/base/d', out: '/base/o' },
      { path: '/base/o', sha256: 'ab' },
      0,
      'copied to /base/o',
    ],
    [
      ['import', 'd', 'a.csv', '/b.csv'],
      'import',
      { dir: '/base/d', files: ['/base/a.csv', '/b.csv'], kind: 'events', dryRun: false },
      { sources: [source, source], delivery: totals },
      0,
      '2 read = 2 imported + 0 rejected + 0 repeats',
    ],
    [
      [
        'import',
        'd',
        'a',
        '--as',
        'events',
        '--dry-run',
        '--timezone',
        'Z',
        '--profile',
        'p',
        '--examiner',
        'E',
        ...delivery,
      ],
      'import',
      {
        ...{ dir: '/base/d', files: ['/base/a'], kind: 'events', dryRun: true, timezone: 'Z', profile: 'p' },
        ...{ examiner: 'E', receivedFrom: 'R', authority: 'A', expectSha256: 'AB', expectRows: 2 },
      },
      { sources: [source], delivery: totals },
      0,
      'dry run: nothing was changed',
    ],
    [
      ['export', 'd', '--csv', 'o.csv', '--where', 'actor=a'],
      'export',
      { dir: '/base/d', format: 'csv', out: '/base/o.csv', where: ['actor=a'] },
      { path: '/base/o.csv', rows: 1 },
      0,
      'wrote 1 event to /base/o.csv',
    ],
    [
      ['export', 'd', '--sqlite', 'o.db', '--examiner', 'E'],
      'export',
      { dir: '/base/d', format: 'sqlite', out: '/base/o.db', where: [], examiner: 'E' },
      { path: '/base/o.db', rows: 2 },
      0,
      'wrote 2 events',
    ],
    [['quality', 'd'], 'quality.report', { dir: '/base/d' }, soundness, 0, '10 stored records tell 9 acts'],
    [
      ['quality', 'd', 'S1'],
      'quality.report',
      { dir: '/base/d', source: 'S1' },
      { ...soundness, logs: [{ log: 'p', sources: ['S1', 'S2'], notes: [warned] }] },
      3,
      'warning: the rates are not comparable',
    ],
    [
      ['acts', 'd', '--tier', 'chained', '--limit', '5', '--offset', '10'],
      'acts.list',
      { dir: '/base/d', tier: 'chained', limit: 5, offset: 10 },
      { total: 11, acts: [act] },
      0,
      '  derived (chained): T2 a, Driver Query, OLN [S1 a.csv record 2]',
    ],
    [
      ['source', 'withdraw', 'd', 'S1', '--reason', 'wrong agency', '--examiner', 'E'],
      'source.withdraw',
      { dir: '/base/d', source: 'S1', reason: 'wrong agency', examiner: 'E' },
      { source: gone, affectedFindings: 2 },
      0,
      '2 findings rest on its records and are marked so until the rules are run again',
    ],
    [
      ['source', 'withdraw', 'd', 'S1', '--reason', 'wrong agency'],
      'source.withdraw',
      { dir: '/base/d', source: 'S1', reason: 'wrong agency' },
      { source: gone, affectedFindings: 0 },
      0,
      'withdrawn on 2025-01-03T00:00:00.000Z by E: wrong agency; read again as S2',
    ],
    [
      ['source', 'remap', 'd', 's1', '--reason', 'zone', '--timezone', 'Z', '--field', 'a=reason'],
      'source.remap',
      { dir: '/base/d', source: 's1', reason: 'zone', timezone: 'Z', choices: { fields: { a: 'reason' } } },
      { source, affectedFindings: 1 },
      0,
      '1 stands in the place of S1, which is withdrawn',
    ],
    [
      ['source', 'remap', 'd', 'S1', '--reason', 'columns', '--profile', 'p.yml'],
      'source.remap',
      { dir: '/base/d', source: 'S1', reason: 'columns', profile: '/base/p.yml' },
      { source: rejecting, affectedFindings: 0 },
      3,
      'no finding rests on its records',
    ],
    [
      ['compare', 'd', 'S1', 'S2', '--csv', 'o.csv'],
      'sources.compare',
      { dir: '/base/d', first: 'S1', second: 'S2', csv: '/base/o.csv', limit: 20 },
      comparison,
      0,
      'and 3 more changed records; --csv writes all',
    ],
    [
      ['compare', 'd', 'S1', 'S2'],
      'sources.compare',
      { dir: '/base/d', first: 'S1', second: 'S2', limit: 20 },
      comparison,
      0,
      'in one only         2 in the first, 3 in the second',
    ],
    [
      ['rules', 'list'],
      'rules.list',
      {},
      { rules: [{ ...ran, level: 'low', author: 'A', license: 'L' }] },
      0,
      'low',
    ],
    [
      ['rules', 'check', 'p'],
      'rules.check',
      { paths: ['/base/p'] },
      {
        files: 1,
        ok: true,
        problems: [{ file: 'p', line: 1, column: 2, severity: 'warning', message: 'w' }],
      },
      0,
      'p:1:2: warning: w',
    ],
    [
      ['rules', 'check', 'p'],
      'rules.check',
      { paths: ['/base/p'] },
      { files: 1, ok: false, problems: [{ file: 'p', line: 1, column: 2, severity: 'error', message: 'e' }] },
      3,
      'p:1:2: error: e',
    ],
    [
      ['rules', 'match', '--rules', 'p', '--events', 'e', '--any-logsource'],
      'rules.match',
      { rules: ['/base/p'], events: '/base/e', anyLogsource: true },
      { matches: [{ ruleId: 'r', event: 4, events: [2, 4] }], rules: [ran] },
      0,
      'r: event 2, 4',
    ],
    [
      ['findings', 'd', '--top', '1'],
      'findings',
      { dir: '/base/d', top: 1 },
      [finding],
      0,
      'stands out: 4 searches without a case (r)',
    ],
    [
      [
        'annotate',
        'd',
        'F1',
        '--disposition',
        'explained',
        '--reason',
        'r',
        '--note',
        'n',
        '--internal',
        '--tag',
        'a',
        '--tag',
        'b',
      ],
      'annotate',
      {
        ...{ dir: '/base/d', finding: 'F1', disposition: 'explained', reason: 'r', note: 'n' },
        ...{ internal: true, tags: ['a', 'b'] },
      },
      { finding: { ...finding, disposition: 'explained', tags: ['a', 'b'] } },
      0,
      'explained',
    ],
    [
      [
        'report',
        'd',
        '--out',
        'o',
        '--identity',
        'i',
        '--passphrase-env',
        'PASSPHRASE',
        '--findings',
        'F1, F2,',
      ],
      'report',
      {
        dir: '/base/d',
        out: '/base/o',
        identity: '/base/i',
        passphrase: 'correct horse',
        findings: ['F1', 'F2'],
      },
      { path: '/base/o', zip: '/base/o.zip', sha256: 'ab', findings: 2, pages: 9 },
      0,
      '/base/o.zip',
    ],
    [
      ['identity', 'create', 'i', '--name', 'N', '--agency', 'A', '--passphrase-env', 'PASSPHRASE'],
      'identity.create',
      { file: '/base/i', name: 'N', agency: 'A', passphrase: 'correct horse' },
      identity,
      0,
      'fingerprint  ff',
    ],
    [['identity', 'show', 'i'], 'identity.show', { file: '/base/i' }, identity, 0, 'CN=N'],
    [
      ['log', 'd'],
      'log',
      { dir: '/base/d' },
      [{ seq: 1, at: 'T', actor: 'E', action: 'case.create', details: { a: 1 }, hash: 'abcd', previous: '' }],
      0,
      '1 T E: case.create {"a":1} abcd',
    ],
    [
      ['fields'],
      'fields',
      {},
      [{ name: 'at', type: 'time', kind: 'canonical', description: 'When' }],
      0,
      'When',
    ],
  ])('%j', async (words, method, args, answer, exitCode, line) => {
    const forScript = await runWith([...words, '--json'], answer, secret);
    expect(forScript.calls).toEqual([{ method, args }]);
    expect(forScript.exitCode).toBe(exitCode);
    expect(forScript.out.endsWith('\n')).toBe(true);
    expect(JSON.parse(forScript.out)).toEqual(answer);
    expect(forScript.error).toBe('');
    expect(forScript.closed).toBe(true);

    const forReader = await runWith(words, answer, secret);
    expect(forReader.exitCode).toBe(exitCode);
    expect(forReader.out).toBe('');
    expect(forReader.error).toContain(line);
  });
});

describe('exit code 3: done, with something to look at', () => {
  test.each<[string, string[], unknown, number]>([
    ['rejected records', ['import', 'd', 'a'], { sources: [rejecting] }, 3],
    ['a refused file among others', ['import', 'd', 'a', 'b'], { sources: [source, refused] }, 3],
    [
      'a refused file beside a known one',
      ['import', 'd', 'a', 'b'],
      { sources: [{ ...source, state: 'already-imported' }, refused] },
      3,
    ],
    ['a known file', ['import', 'd', 'a'], { sources: [{ ...source, state: 'already-imported' }] }, 0],
    ['another hash than announced', ['import', 'd', 'a', '--expect-sha256', 'CD'], { sources: [source] }, 3],
    ['other rows than announced', ['import', 'd', 'a', '--expect-rows', '3'], { sources: [source] }, 3],
    ['rules of the pack that do not apply', ['rules', 'run', 'd'], rules(ran, notApplicable), 0],
    ['a rule of the pack that failed', ['rules', 'run', 'd'], rules(ran, failed), 3],
    ['a named rule that ran', ['rules', 'run', 'd', '--rules', 'r'], rules(ran), 0],
    ['a named rule that does not apply', ['rules', 'run', 'd', '--rules', 'r'], rules(ran, notApplicable), 3],
    ['a named rule that failed', ['rules', 'run', 'd', '--rules', 'r'], rules(failed), 3],
    [
      'a tried rule that does not apply',
      ['rules', 'match', '--rules', 'r', '--events', 'e'],
      rules(notApplicable),
      3,
    ],
    ['a tried rule that failed', ['rules', 'match', '--rules', 'r', '--events', 'e'], rules(failed), 3],
    ['a package unchanged and signed', ['verify', 'p'], verdict(true, true, 'untrusted-unknown'), 0],
    ['a changed package', ['verify', 'p'], verdict(false, true, 'untrusted-unknown'), 3],
    ['a badly signed package', ['verify', 'p'], verdict(true, false, 'untrusted-unknown'), 3],
    ['a bad time stamp', ['verify', 'p'], verdict(true, true, 'untrusted-unknown', 'invalid'), 3],
    ['the trusted signer', ['verify', 'p', '--trust', 'c'], verdict(true, true, 'trusted', 'valid'), 0],
    [
      'another signer than the trusted one',
      ['verify', 'p', '--trust', 'c'],
      verdict(true, true, 'mismatch'),
      3,
    ],
    [
      'a signer not known to be trusted',
      ['verify', 'p', '--trust', 'c'],
      verdict(true, true, 'untrusted-unknown'),
      3,
    ],
  ])('%s', async (_name, words, answer, exitCode) => {
    const { exitCode: seen, out } = await runWith([...words, '--json'], answer);
    expect(seen).toBe(exitCode);
    expect(JSON.parse(out)).toEqual(answer);
  });
});

describe('exit code 1: refused or failed', () => {
  test('a refusal of core: one line, and a document with code, message and details', async () => {
    const { exitCode, out, error, closed } = await runWith(['case', 'info', 'd', '--json'], refusal);
    expect(exitCode).toBe(1);
    expect(JSON.parse(out)).toEqual({
      error: { code: 'not-a-case', message: 'not a case\u001b[31m', details: { dir: '/x' } },
    });
    expect(error).toBe('error (not-a-case): not a case\\x1b[31m\n');
    expect(closed).toBe(true);
  });

  test('without --json nothing is printed to stdout', async () => {
    expect(await runWith(['case', 'info', 'd'], refusal)).toMatchObject({ exitCode: 1, out: '' });
  });

  test('a wrong argument found by core is wrong usage', async () => {
    const answer = new AppError('usage', 'events: unknown field "x"');
    expect(await runWith(['events', 'd', '--where', 'x=1'], answer)).toMatchObject({ exitCode: 2 });
  });

  test('a bug in the command line is reported as one', async () => {
    const { exitCode, error } = await runWith(['log', 'd'], { not: 'a list' });
    expect(exitCode).toBe(1);
    expect(error).toMatch(/^error \(internal\): internal error: .*\n$/);
  });

  test('an import of one refused file carries its reason, and the sources', async () => {
    const { exitCode, out, error } = await runWith(['import', 'd', 'a', '--json'], { sources: [refused] });
    expect(exitCode).toBe(1);
    expect(JSON.parse(out)).toEqual({ error: refused.error, sources: [refused] });
    expect(error).toBe('error (input-empty): a.csv holds no records\n');
  });

  test('an import of refused files only says how many', async () => {
    const { exitCode, error } = await runWith(['import', 'd', 'a', 'b'], {
      sources: [refused, refused],
      delivery: totals,
    });
    expect(exitCode).toBe(1);
    expect(error).toContain('none of 2 files was imported; the first: a.csv holds no records');
  });

  test.each([
    [['import', 'd', 'f', '--as', 'personnel']],
    [['report', 'd', '--out', 'o', '--identity', 'i', '--passphrase-env', 'PASSPHRASE', '--redact', 'p']],
  ])('%j is not available yet', async (words) => {
    const { exitCode, out, calls } = await runWith([...words, '--json'], {}, secret);
    expect(exitCode).toBe(1);
    expect(JSON.parse(out).error).toMatchObject({ code: 'not-available' });
    expect(calls).toEqual([]);
  });
});

test('log text never reaches the terminal raw', async () => {
  const { error } = await runWith(['import', 'd', 'a'], { sources: [rejecting], delivery: totals });
  expect(error).toContain('rejected record 3 at byte 40: no time\\x1b[2J');
  expect(error).not.toContain('\u001b');
});

describe('events in pages', () => {
  const total = 25_000;
  const serveEvents = ({ limit, offset }: { limit: number; offset: number }) => ({
    total,
    events: Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, at) => ({
      row: offset + at,
    })),
  });

  test.each([
    [[], 100, 0, 1],
    [['--limit', '0'], 0, 0, 1],
    [['--limit', '12000', '--offset', '3000'], 12_000, 3000, 2],
    [['--limit', '99999', '--offset', '4000'], 21_000, 4000, 3],
  ])('%j', async (flags, length, firstRow, pages) => {
    const { out, calls } = await runWith(['events', 'd', ...flags, '--json'], serveEvents);
    const value = JSON.parse(out);
    expect(value.total).toBe(total);
    expect(value.events.map(({ row }: { row: number }) => row)).toEqual(
      Array.from({ length }, (_, at) => firstRow + at),
    );
    expect(calls).toHaveLength(pages);
    for (const { args } of calls) expect(args.limit).toBeLessThanOrEqual(10_000);
  });
});
