import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, describe, expect, test } from 'vitest';
import { generateSample } from '../../../build/sample/generate.ts';
import type { Truth, TruthDefect } from '../../../build/sample/truth.ts';
import { sourceKinds } from '../../../shared/vocabulary/source-kinds.ts';
import { cellOf, hashes, logHeader, readLog, readTime } from './read-sample.ts';

const folder = mkdtempSync(join(tmpdir(), 'scrutineer-sample-'));
afterAll(() => rmSync(folder, { recursive: true }));

function generate(
  name: string,
  eventCount: number,
  seed: number,
  clean = false,
): { dir: string; truth: Truth } {
  const dir = join(folder, name);
  const told = generateSample({ eventCount, seed, outDir: dir, clean });
  const truth: Truth = JSON.parse(readFileSync(join(dir, 'truth.json'), 'utf8'));
  expect(truth).toEqual(told);
  return { dir, truth };
}

describe('the same arguments', () => {
  test('give the same bytes, another seed others', () => {
    const first = hashes(generate('a', 4000, 3).dir);
    expect(Object.keys(first)).toHaveLength(12 + 12 + 1);
    expect(hashes(generate('b', 4000, 3).dir)).toEqual(first);
    const other = hashes(generate('c', 4000, 4).dir);
    for (const [path, hash] of Object.entries(other)) expect([path, hash]).not.toEqual([path, first[path]]);
  });
});

describe.each([
  ['few', 3000, 5],
  ['usual', 20_000, 7],
  ['many', 60_000, 11],
])('a sample of %s events', (name, eventCount, seed) => {
  const { dir, truth } = generate(name, eventCount, seed);
  const log = readLog(dir, truth);
  const defectsOf = (kind: TruthDefect['kind']) => truth.defects.filter((defect) => defect.kind === kind);
  const slice = ({ file, offset, bytes }: TruthDefect) =>
    readFileSync(join(dir, file)).subarray(offset, offset + bytes);
  const recordAt = (defect: TruthDefect) =>
    log.records.find(({ file, row }) => file === defect.file && row === defect.row)!;

  test('has as many events as asked for, and of each file what truth.json counts', () => {
    expect(truth.arguments).toEqual({ events: eventCount, seed, clean: false });
    expect(truth.totals.imported).toBe(eventCount);
    expect(log.events.size).toBe(eventCount);
    for (const file of truth.files) {
      const own = log.records.filter((record) => record.file === file.file);
      const count = (fate: string) => own.filter((record) => record.fate === fate).length;
      expect({
        records: own.length,
        imported: count('imported'),
        rejected: count('rejected'),
        duplicate: count('duplicate'),
      }).toEqual({
        records: file.records,
        imported: file.imported,
        rejected: file.rejected,
        duplicate: file.duplicate,
      });
      const times = own
        .filter(({ fate }) => fate !== 'rejected')
        .map((record) => readTime(cellOf(record, 'Search Time'))!);
      const shown = (at: number | undefined) => (at === undefined ? null : new Date(at).toISOString());
      expect([shown(times.at(0)), shown(times.at(-1))]).toEqual([file.firstEventAt, file.lastEventAt]);
      const imported = own
        .filter(({ fate }) => fate === 'imported')
        .map((record) => readTime(cellOf(record, 'Search Time'))!);
      expect(imported).toEqual(imported.toSorted((a, b) => a - b));
      expect(times.every((at) => at >= Date.parse(file.periodStart) && at < Date.parse(file.periodEnd))).toBe(
        true,
      );
    }
    const sum = (count: (file: Truth['files'][number]) => number) =>
      truth.files.reduce((total, file) => total + count(file), 0);
    expect(truth.totals).toMatchObject({
      records: sum(({ records }) => records),
      rejected: sum(({ rejected }) => rejected),
      duplicate: sum(({ duplicate }) => duplicate),
    });
  });

  test('has files of the bytes, hashes, marks, preambles and line ends listed', () => {
    for (const file of truth.files) {
      const bytes = readFileSync(join(dir, file.file));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(file.sha256);
      expect(bytes).toHaveLength(file.bytes);
      const end = file.lineEnd === 'CRLF' ? '\r\n' : '\n';
      const text = bytes.toString('latin1');
      expect(text.startsWith('\xef\xbb\xbf')).toBe(file.byteOrderMark);
      expect(text.slice(file.headerOffset).startsWith(logHeader + end)).toBe(true);
      const before = text.slice(file.byteOrderMark ? 3 : 0, file.headerOffset);
      expect(before.split(end)).toHaveLength(file.preambleLines + 1);
      const tail = /(?:\r?\n)*$/.exec(text)![0];
      expect(tail).toBe(end.repeat(1 + file.blankLinesAtEnd));
    }
  });

  test('has every kind of defect, each where it is listed', () => {
    const byFate = (fate: TruthDefect['expected']) =>
      truth.defects
        .filter(({ expected }) => expected === fate)
        .reduce((sum, { records }) => sum + records, 0);
    // Masked copies lie within overlaps, so they are listed twice.
    expect(byFate('duplicate')).toBe(truth.totals.duplicate + defectsOf('masked-copy').length);
    expect(byFate('rejected')).toBe(truth.totals.rejected);
    for (const defect of truth.defects.filter(({ row }) => row !== null)) {
      expect([defect, recordAt(defect).fate]).toEqual([defect, defect.expected]);
      if (defect.eventId !== undefined) expect(slice(defect).toString('latin1')).toContain(defect.eventId);
      if (defect.state !== undefined) {
        expect(cellOf(recordAt(defect), defect.column!)).toMatch(/\*\*\*|REDACTED|\(b\)\(7\)|§ 552/);
      }
    }
    const shapes: Partial<Record<TruthDefect['kind'], RegExp>> = {
      'byte-order-mark': /^\xef\xbb\xbf$/,
      preamble: /^Organization Audit\r?\nPeriod/,
      'totals-line': /^Total,,,\d+,,,,,,,,,\r?\n$/,
      'blank-lines': /^(\r?\n)+$/,
      'bad-time': /Invalid Date|02\/30|13\/45|,,/,
      'stray-quote': /,veh w\/ 22" rims,/,
      'invalid-utf8': /[\xe9\xf1\xff] Market/,
      'unclosed-quote': /^[^\n]*,"[^"\n]*\r?\n$/,
    };
    for (const [kind, shape] of Object.entries(shapes)) {
      const found = defectsOf(kind as TruthDefect['kind']);
      // Blank lines are not recorded for a sample too small to draw any; all the others are in every sample.
      expect(found.length).toBeGreaterThan(0);
      for (const defect of found) expect(slice(defect).toString('latin1')).toMatch(shape);
    }
    for (const defect of defectsOf('repeated-header'))
      expect(slice(defect).toString().trim()).toBe(logHeader);
    for (const defect of defectsOf('too-many-cells'))
      expect(recordAt(defect).cells.length).toBeGreaterThan(13);
    for (const defect of defectsOf('too-few-cells')) expect(recordAt(defect).cells).toHaveLength(4);
    for (const kind of [
      'repeated-row',
      'repeated-block',
      'overlap',
      'masked-copy',
      'redaction',
      'repeated-header',
      'too-many-cells',
      'too-few-cells',
    ] as const) {
      expect([kind, defectsOf(kind).length > 0]).toEqual([kind, true]);
    }
    for (const defect of defectsOf('overlap')) {
      const first = recordAt(defect);
      const own = log.records.filter(({ file }) => file === defect.file);
      for (const record of own.slice(first.row - 1, first.row - 1 + defect.records)) {
        expect(log.events.get(cellOf(record, 'ID'))!.file).toBe(defect.otherFile);
      }
    }
  });

  test('has each planted event once, whole, by its actor, at its target', () => {
    const stories = [...truth.misuse, ...truth.lookAlikes];
    expect(new Set(stories.map(({ id }) => id)).size).toBe(stories.length);
    const planted = stories.flatMap(({ eventIds }) => eventIds);
    expect(new Set(planted).size).toBe(planted.length);
    expect(truth.totals.misuseEvents + truth.totals.lookAlikeEvents).toBe(planted.length);
    const changed = new Set(
      truth.defects.filter(({ expected }) => expected === 'imported').map(({ eventId }) => eventId),
    );
    for (const story of stories) {
      const records = story.eventIds.map((id) => log.events.get(id)!);
      const at = (record: (typeof records)[number]) =>
        new Date(readTime(cellOf(record, 'Search Time'))!).toISOString();
      expect([at(records.at(0)!), at(records.at(-1)!)]).toEqual([story.firstEventAt, story.lastEventAt]);
      const plates = records.map((record) => cellOf(record, 'License Plate'));
      for (const target of story.targets) expect(plates).toContain(target);
      for (const record of records) {
        expect(story.actors).toContain(cellOf(record, 'Name'));
        expect(changed.has(cellOf(record, 'ID'))).toBe(false);
      }
    }
    expect(truth.misuse.length).toBeGreaterThan(20);
    expect(truth.lookAlikes.length).toBeGreaterThan(10);
  });

  test('has a table of every kind, of the records and bytes listed', () => {
    expect(truth.tables.map(({ kind }) => kind).toSorted()).toEqual(
      sourceKinds.filter((kind) => kind !== 'events').toSorted(),
    );
    for (const { file, bytes, sha256, records } of truth.tables) {
      const content = readFileSync(join(dir, file));
      expect(content).toHaveLength(bytes);
      expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
      expect([file, (parse(content) as string[][]).length - 1]).toEqual([file, records]);
    }
  });
});

describe('a clean sample', () => {
  test('is one file of as many records as asked for, without a defect', () => {
    const { dir, truth } = generate('clean', 5000, 2, true);
    const log = readLog(dir, truth);
    expect(truth.defects).toEqual([]);
    expect(truth.files.map(({ file }) => file)).toEqual(['logs/audit.csv']);
    expect(truth.totals).toMatchObject({ records: 5000, imported: 5000, rejected: 0, duplicate: 0 });
    expect(log.records.map(({ fate }) => fate)).toEqual(Array.from({ length: 5000 }, () => 'imported'));
    for (const id of truth.misuse.flatMap(({ eventIds }) => eventIds)) expect(log.events.has(id)).toBe(true);
  });

  test('leaves what is there alone', () => {
    const dir = join(folder, 'clean');
    const before = hashes(dir);
    expect(() => generateSample({ eventCount: 10, seed: 1, outDir: dir, clean: true })).toThrow();
    expect(hashes(dir)).toEqual(before);
    expect(existsSync(dir)).toBe(true);
  });
});
