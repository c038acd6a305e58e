import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { listActs } from '../../../electron/core/acts/list-acts.ts';
import type { CaseFile } from '../../../electron/core/case-file/case-file.ts';
import { unwatchedJob } from '../../../electron/core/job.ts';
import { qualityReport } from '../../../electron/core/quality/quality-report.ts';
import type { ColumnQuality, QualityReport, SourceQuality } from '../../../shared/contract/quality.ts';
import { freshCase, importInto, writeLog } from '../fresh-case.ts';

const report = (caseFile: CaseFile, source?: string): Promise<QualityReport> =>
  qualityReport(caseFile, { source }, unwatchedJob());

async function reportOf(files: Readonly<Record<string, string>>, options = {}): Promise<QualityReport> {
  const caseFile = freshCase('America/Los_Angeles');
  const paths = Object.entries(files).map(([name, text]) => writeLog(caseFile, name, text));
  await importInto(caseFile, paths, options);
  return report(caseFile);
}

const note = ({ notes }: Pick<SourceQuality, 'notes'>, check: string) =>
  notes.find((one) => one.check === check);
const column = ({ columns }: SourceQuality, name: string): ColumnQuality =>
  columns.find((one) => one.column === name)!;

/** A year of searches by night (Los Angeles), one an hour from 20:00 to 05:00, ids from 1000 on. */
function nightly(days: number, cells: (n: number) => readonly string[], header: string): string {
  const lines = Array.from({ length: days * 10 }, (_, n) => {
    const at = new Date(Date.UTC(2025, 5, 1 + Math.floor(n / 10), 3 + (n % 10), 0, n % 60));
    return [n + 1000, at.toISOString(), ...cells(n)].join(',');
  });
  return [`id,timestamp,${header}`, ...lines, ''].join('\n');
}

describe('a source', () => {
  const log = nightly(
    40,
    (n) => [`u${n % 3}`, n === 7 ? '***' : `P${n % 50}`, 'Investigation', n < 3 ? '00074' : `${n}`, ''],
    'user,plate,reason,badge,blank',
  );

  test('has its rows and bytes accounted for, and what was stated held against it', async () => {
    const { sources } = await reportOf(
      { 'a.csv': `${log}not,a time,x,y,z,0,\n` },
      { expectRows: 400, expectSha256: 'f'.repeat(64) },
    );
    const { control } = sources[0]!;
    expect(control).toMatchObject({ rowsRead: 401, rowsImported: 400, rowsRejected: 1, rowsRepeated: 0 });
    expect(control.rowsBalance).toBe(true);
    expect(control.bytes).toBe(Buffer.byteLength(log) + 'not,a time,x,y,z,0,\n'.length);
    expect(Object.values(control.bytesBy).reduce((sum, bytes) => sum + bytes)).toBe(control.bytes);
    expect(control.statedRows).toEqual({ stated: 400, agrees: false });
    expect(control.statedSha256!.agrees).toBe(false);
    expect(note(sources[0]!, 'stated-rows')!.message).toContain('401 records read, 400 were stated: 1 more');
    expect(note(sources[0]!, 'stated-sha256')?.severity).toBe('warning');
    expect(note(sources[0]!, 'rejected')).toMatchObject({ count: 1, of: 401 });
  });

  test('has every column measured', async () => {
    const { sources } = await reportOf({ 'a.csv': log });
    const [source] = sources as [SourceQuality];
    expect(source.columns.slice(0, 4).map((one) => [one.column, one.field])).toEqual([
      ['id', 'nativeId'],
      ['user', 'actor'],
      ['plate', 'target'],
      ['reason', 'reason'],
    ]);
    expect(source.columns.slice(4).map((one) => one.column)).toEqual(['badge', 'blank']);
    expect(column(source, 'plate')).toMatchObject({
      ...{ rows: 400, distinct: 51, distinctAtLeast: false, number: null },
      states: { value: 399, redacted: 1, empty: 0 },
      types: { 'plate-like': 399 },
      length: { min: 2, max: 3 },
    });
    expect(column(source, 'plate').mostFrequent[0]).toEqual({ text: 'P0', state: 'value', count: 8 });
    expect(column(source, 'badge')).toMatchObject({ number: { min: 3, max: 399 }, types: { number: 400 } });
    expect(column(source, 'badge').traits).toEqual([
      expect.objectContaining({
        ...{ trait: 'leading-zeros', count: 3 },
        example: { source: 'S1', row: 1, text: '00074' },
      }),
    ]);
    expect(column(source, 'blank').states.empty).toBe(400);
    expect(note(source, 'empty-column')).toMatchObject({ count: 400, of: 400 });
    expect(note(source, 'constant-column')).toMatchObject({ severity: 'warning', count: 400, of: 400 });
    expect(note(source, 'hidden-cells')).toMatchObject({ count: 1, of: 400 });
    // No note without its rule.
    for (const { rule, message } of source.notes) expect(rule.length * message.length).toBeGreaterThan(0);
  });

  test('whose people seem to rest at noon may have been read in a wrong zone', async () => {
    const [source] = (await reportOf({ 'a.csv': log })).sources;
    const found = note(source!, 'quiet-hours-by-day')!;
    expect(source!.hours!.rows.slice(6, 20)).toEqual(new Array(14).fill(0));
    expect(found.message).toContain('America/Los_Angeles');
    expect(found.message).toContain('If the people worked by day the zone may be wrong');
    expect(found.cannotTell).toBeDefined();
    const byDay = await reportOf({
      'b.csv': log.replaceAll(
        /T0?(\d+):/g,
        (_, hour) => `T${String((Number(hour) + 12) % 24).padStart(2, '0')}:`,
      ),
    });
    expect(note(byDay.sources[0]!, 'quiet-hours-by-day')).toBeUndefined();
  });

  test('with gaps in days and ids says where', async () => {
    const lines = log.split('\n').filter((_, n) => n <= 150 || n > 200);
    const [source] = (await reportOf({ 'a.csv': lines.join('\n') })).sources;
    expect(source!.days).toMatchObject({ days: 41, daysWithout: 4, withoutTotal: 1 });
    expect(note(source!, 'days-without-events')).toMatchObject({ severity: 'notice', count: 4, of: 41 });
    expect(note(source!, 'gaps')!.examples[0]!.text).toContain('135 hours after 2025-06-15T12:');
    expect(source!.sequences[0]).toMatchObject({ column: 'id', missing: 50, first: 1000, last: 1399 });
    expect(note(source!, 'missing-numbers')!.examples[0]).toEqual({
      ...{ source: 'S1', row: null, text: '1150 to 1199' },
    });
  });

  test('is measured alike whether its cells are terms or places in the file', async () => {
    const many = nightly(
      900,
      (n) => [`u${n % 3}`, `P-${n * 7919}`, n % 4 === 0 ? '' : `case ${n}`],
      'user,plate,reason',
    );
    const [source] = (await reportOf({ 'a.csv': many })).sources;
    const reason = column(source!, 'reason');
    expect(reason.states).toMatchObject({ value: 6750, empty: 2250 });
    expect(reason.distinct).toBe(6751);
    expect(reason.mostFrequent[0]).toEqual({ text: '', state: 'empty', count: 2250 });
    expect(reason.types.text).toBe(6750);
    expect(column(source!, 'plate').distinct).toBe(9000);
    const uuid = (n: string) => `00000000-0000-4000-8000-${n.padStart(12, '0')}`;
    const [named] = (await reportOf({ 'b.csv': many.replaceAll(/^\d+/gm, uuid) })).sources;
    expect(column(named!, 'id')).toMatchObject({
      ...{ distinct: 9000, length: { min: 36, max: 36 }, number: null, traits: [] },
      ...{ states: { value: 9000 }, types: { uuid: 9000 } },
    });
  });
});

describe('sources among each other', () => {
  const header = 'Name,Org Name,Total Networks Searched,License Plate,Reason,Search Time';
  const search = (n: number, org = 'Example PD', plate = `P${n}`) =>
    `"J Doe",${org},${600 + (n % 7)},${plate},theft,"06/${String(1 + (n % 28)).padStart(2, '0')}/2025, 0${1 + (n % 9)}:${String(n % 60).padStart(2, '0')}:00 PM UTC"`;
  const own = [header, ...Array.from({ length: 60 }, (_, n) => search(n)), ''].join('\n');
  const network = [
    header,
    ...Array.from({ length: 60 }, (_, n) => n)
      .filter((n) => n !== 31 && n !== 32)
      .flatMap((n) => [search(n, 'Example PD', '***'), search(n, 'Other PD')]),
    '',
  ].join('\n');

  test('own searches that the network log does not have are listed with their records', async () => {
    for (const files of [
      { 'own.csv': own, 'network.csv': network },
      { 'network.csv': network, 'own.csv': own },
    ]) {
      const { overlaps, acts } = await reportOf(files);
      const [overlap] = overlaps;
      const counts = [overlap!.firstInSecond, overlap!.secondInFirst];
      expect(overlap!.matchedBy).toBe('organization, second and networks');
      expect(counts).toEqual([58, 58]);
      expect(overlap!.notes).toHaveLength(1);
      expect(overlap!.notes[0]).toMatchObject({ check: 'missing-in-other-log', count: 2, of: 60 });
      expect(overlap!.notes[0]!.message).toContain('2 of 60 records of own.csv');
      expect(overlap!.notes[0]!.examples.map(({ row }) => row)).toEqual([32, 33]);
      expect(acts).toMatchObject({ rows: 176, acts: 118 });
      expect(acts.tiers.map(({ tier, role, rows }) => [tier, role, rows])).toEqual([
        ['same-second', 'copy', 58],
      ]);
    }
  });

  test('a search that one log has twice and the other once is missing once', async () => {
    const twice = own.replace(/\n$/, `\n${search(5)}\n`).replace(search(5), `${search(5)}`);
    const { overlaps } = await reportOf({ 'twice.csv': twice.replace(/theft/, 'bolo'), 'own.csv': own });
    const [overlap] = overlaps;
    expect([overlap!.firstRows, overlap!.secondRows]).toEqual([61, 60]);
    expect([overlap!.firstInSecond, overlap!.secondInFirst]).toEqual([60, 60]);
    expect(overlap!.notes.map(({ count, of }) => [count, of])).toEqual([[1, 61]]);
  });

  test('the example of a trait is the first record of the source, whatever other sources hold', async () => {
    const badges = (...list: readonly string[]) =>
      [
        'id,user,badge,timestamp',
        ...list.map((badge, i) => `i${badge}-${i},u,${badge},2025-06-01T00:00:0${i}Z`),
        '',
      ].join('\n');
    const { sources } = await reportOf({
      'a.csv': badges('0003', '0002', '0001'),
      'b.csv': badges('0001', '0002', '0003'),
    });
    for (const source of sources) {
      const [trait] = column(source, 'badge').traits;
      expect(trait!.example.row).toBe(1);
    }
  });

  test('a re-release with other masking is told from a repeat and from other content', async () => {
    const rows = (plate: string, reason: string) =>
      [
        'id,user,plate,reason,timestamp',
        `i1,a,${plate},x,2025-06-01T00:00:00Z`,
        `i2,b,Q2,${reason},2025-06-02T00:00:00Z`,
        'i3,c,Q3,z,2025-06-03T00:00:00Z',
        '',
      ].join('\n');
    const { sources, acts } = await reportOf({ 'a.csv': rows('Q1', 'y'), 'b.csv': rows('***', 'changed') });
    const repeats = sources.map((source) => source.repeats).find((one) => one.rows > 0);
    expect(repeats).toEqual({ rows: 3, sameContent: 1, masked: 1, otherContent: 1, idAtOtherTime: 0 });
    expect(sources.flatMap(({ notes }) => notes).find(({ check }) => check === 'repeats')).toMatchObject({
      ...{ severity: 'warning', count: 3, of: 3 },
      examples: [{ row: 2, text: 'differs in reason' }],
    });
    expect(acts).toMatchObject({ rows: 6, acts: 3 });
  });

  test('of one source what is about several is left out, and a source that is none is refused', async () => {
    const caseFile = freshCase('America/Los_Angeles');
    await importInto(caseFile, [
      writeLog(caseFile, 'own.csv', own),
      writeLog(caseFile, 'network.csv', network),
    ]);
    const one = await report(caseFile, 'S2');
    expect(one.sources.map(({ source }) => source)).toEqual(['S2']);
    expect([one.logs, one.overlaps]).toEqual([[], []]);
    expect(one.acts.rows).toBe(116);
    await expect(report(caseFile, 'S9')).rejects.toMatchObject({
      ...{ code: 'not-found', message: expect.stringContaining('S1 (own.csv), S2 (network.csv)') },
    });
  });

  test('is worked out again only when sources have changed, and can be stopped', async () => {
    const caseFile = freshCase('America/Los_Angeles');
    await importInto(caseFile, [writeLog(caseFile, 'own.csv', own)]);
    const before = await report(caseFile);
    expect(await report(caseFile)).toBe(before);
    await importInto(caseFile, [writeLog(caseFile, 'network.csv', network)]);
    const stopped = AbortSignal.abort();
    await expect(qualityReport(caseFile, {}, { ...unwatchedJob(), signal: stopped })).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect((await report(caseFile)).sources).toHaveLength(2);
  });

  test('acts are listed with the records that tell them, by tier', async () => {
    const caseFile = freshCase('America/Los_Angeles');
    await importInto(caseFile, [
      writeLog(caseFile, 'own.csv', own),
      writeLog(caseFile, 'network.csv', network),
    ]);
    const page = await listActs(caseFile, { tier: 'same-second', limit: 2, offset: 1 }, unwatchedJob());
    expect(page.total).toBe(58);
    expect(page.acts).toHaveLength(2);
    const [act] = page.acts;
    expect(act!.recordsTotal).toBe(2);
    expect(act!.records.map(({ role, tier }) => [role, tier])).toEqual([
      ['first', null],
      ['copy', 'same-second'],
    ]);
    expect(new Set(act!.records.map(({ file }) => file))).toEqual(new Set(['own.csv', 'network.csv']));
    expect(act!.records[0]!.at).toBe(act!.records[1]!.at);
    expect((await listActs(caseFile, { tier: 'chained', limit: 5, offset: 0 }, unwatchedJob())).total).toBe(
      0,
    );
  });
});

test('a case without sources has nothing to report, and says so without failing', async () => {
  expect(await report(freshCase())).toEqual({
    ...{ zone: 'UTC', sources: [], logs: [], overlaps: [] },
    acts: { rows: 0, acts: 0, tiers: [] },
  });
});

const eugene = new URL('../../../../shared/data/flock-eugene-or/EPDSearchAuditLogs.csv', import.meta.url)
  .pathname;

test.skipIf(!existsSync(eugene))('the log of Eugene shows what is known of it', async () => {
  const caseFile = freshCase('America/Los_Angeles');
  await importInto(caseFile, [eugene]);
  const { sources, logs } = await report(caseFile);
  const [source] = sources as [SourceQuality];
  expect(source.control).toMatchObject({ rowsRead: 4294, rowsBalance: true, bytes: 530_977 });
  expect(column(source, 'id')).toMatchObject({
    distinct: 4294,
    states: { value: 4294 },
    types: { uuid: 4294 },
  });
  expect(column(source, 'userId').distinct).toBe(147);
  expect(column(source, 'cameraCount').number).toMatchObject({ min: 0, max: 87_008 });
  expect(column(source, 'reason').states.empty).toBe(5);
  expect(source.gaps!.gapsTotal).toBe(2);
  for (const { hours } of source.gaps!.gaps) expect(hours).toBeLessThan(68);
  expect(source.order!.byTime).toBe('ascending');
  // From July 2025 on the reasons come from a list.
  expect(logs[0]!.notes.map(({ check }) => check)).toEqual(['vocabulary-changes']);
  expect(logs[0]!.notes[0]!.message).toContain('from 2025-07 on');
});
