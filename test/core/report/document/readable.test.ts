import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { ReportFinding } from '../../../../electron/core/report/model.ts';
import type { FindingRecord } from '../../../../shared/contract/records.ts';
import { citedCell, citedRecord, sampleModel } from '../sample-model.ts';
import { paintedText, tool, withoutSpace, writeTemporaryPdf } from './poppler.ts';

const [first, second] = sampleModel().findings;

const withRecord = (changes: Partial<FindingRecord>, from: ReportFinding = first!): ReportFinding => ({
  ...from,
  record: { ...from.record, ...changes },
});

const pagesOf = (path: string): string[] => tool('pdftotext', '-layout', path, '-').split('\f');

describe('a reader of the report', () => {
  test('hears of records that were withdrawn: in the summary, beside the finding, under method and evidence', async () => {
    const model = sampleModel();
    const [source] = model.sources;
    const gone = {
      ...source!,
      record: {
        ...source!.record,
        id: 'S7',
        file: 'gone-file.csv',
        state: 'withdrawn' as const,
        withdrawn: {
          at: '2025-10-04T10:00:00.000Z',
          by: 'R. Alvarez',
          reason: 'zone of the wrong agency',
          replacedBy: 'S9',
        },
      },
      gaps: null,
    };
    const stale = {
      reason: 'It rests on records of source S7',
      since: '2025-10-04T10:00:00.000Z',
      sources: ['S7'],
    };
    const withdrawn = Array.from({ length: 60 }, (_, index) => ({
      sourceId: 'S7',
      file: 'gone-file.csv',
      row: 9000 + index,
      nativeId: `n${index}`,
      at: index === 0 ? '2025-06-18T00:02:04.789Z' : null,
    }));
    const path = await writeTemporaryPdf(
      sampleModel({
        findings: [{ ...withRecord({ stale }), withdrawn }, second!],
        withdrawnSources: [gone],
        sourcesChanged: {
          withdrawn: [{ id: 'S7', file: 'gone-file.csv', at: stale.since }],
          added: [],
          sentence: 'Since the rules were last run sources were withdrawn: S7',
        },
      }),
    );
    const text = withoutSpace(pagesOf(path).join(''));
    for (const said of [
      '1 finding is out of date:',
      'Out of date. It rests on records of source S7.',
      'The rules were not run on the sources as they are now. Since the rules were last run sources were withdrawn: S7.',
      'Sources that were withdrawn',
      'zone of the wrong agency',
      'the file was read again as source S9',
      '60 further records of S7, gone-file.csv, which was withdrawn',
      '9000 (2025-06-18T00:02:04.789Z), 9001',
      'and 48 more in records.csv',
    ]) {
      expect(text).toContain(withoutSpace(said));
    }
    expect(text.split(withoutSpace('Out of date.')).length).toBe(2);
  });

  test('tells findings of one title apart by who and whom, two lines each', async () => {
    const names = Array.from({ length: 40 }, (_, index) => [`actor${index}`, `PLATE${index}`] as const);
    const withoutRecords = { ...first!, records: [] };
    const findings = names.map(([actor, target], index) =>
      withRecord(
        {
          id: `F-${index}`,
          rank: index + 1,
          title: 'One actor searches for the same target again and again without a case, and 2 more',
          actors: [actor],
          targets: index % 2 === 0 ? [target] : [target, 'other', 'third'],
        },
        withoutRecords,
      ),
    );
    findings.push(
      withRecord(
        { id: 'F-last', actors: ['a'.repeat(5_000)], targets: ['漢'.repeat(5_000)] },
        withoutRecords,
      ),
    );
    const path = await writeTemporaryPdf(sampleModel({ findings }));
    const pages = pagesOf(path).filter((page) => page.includes('Actor and target as logged'));
    expect(pages.length).toBeLessThanOrEqual(3);
    const list = pages.join('\n');
    for (const [index, [actor, target]] of names.entries()) {
      const more = index % 2 === 0 ? '' : ' and 2 more';
      expect(list).toMatch(new RegExp(`\\b${actor} on ${target}${more} `));
    }
    expect(list).toMatch(/ a{10,40}… on 漢{5,30}…/);
  });

  test('finds fifteen records or more on a page, ids on one line, and names said once', async () => {
    const records = Array.from({ length: 60 }, (_, index) =>
      citedRecord(index, {
        nativeId: `0000${String(index).padStart(4, '0')}-1111-4222-8333-444455556666`,
        target: citedCell('RGC2935'),
        reason: citedCell(`reason${index}`),
      }),
    );
    const path = await writeTemporaryPdf(
      sampleModel({ findings: [{ ...first!, records }], recordsPrintedPerFinding: 60 }),
    );
    const ids = pagesOf(path).map(
      (page) => page.match(/\b0000\d{4}-1111-4222-8333-444455556666\b/g)?.length ?? 0,
    );
    expect(ids.reduce((sum, number) => sum + number, 0)).toBe(60);
    expect(Math.max(...ids)).toBeGreaterThanOrEqual(22);
    const text = paintedText(path);
    expect(text).toContain('Ineveryrecordtheactorisjdoe1147;targetisRGC2935.');
    // at the head of the finding, in its list, in its grounds and in this sentence, and never again in the table
    expect(text.slice(text.indexOf('Ineveryrecordtheactor')).match(/RGC2935/g)).toHaveLength(1);
    for (const { reason } of records) expect(text).toContain(reason.text);
  });

  test('sees actor and target of each record where they differ, however long', async () => {
    const records = Array.from({ length: 20 }, (_, index) =>
      citedRecord(index, {
        nativeId: randomUUID(),
        actor: citedCell(`${'n'.repeat(30)}${index}`),
        target: citedCell(`${'t'.repeat(30)}${index}`),
      }),
    );
    const path = await writeTemporaryPdf(
      sampleModel({ findings: [{ ...first!, records }], recordsPrintedPerFinding: 20 }),
    );
    const text = tool('pdftotext', '-raw', path, '-');
    const table = withoutSpace(text.slice(text.indexOf('Records cited')));
    for (const index of records.keys()) {
      expect(table).toContain(`n${index}`);
      expect(table).toContain(`t${index}`);
    }
    expect(table).not.toContain('Ineveryrecord');
  });

  test.each([
    ['in a record that is not printed', citedCell('RGC2935'), citedCell('another')],
    ['in its state alone', citedCell('', 'empty'), citedCell('', 'not-exported')],
  ])('is not told that all have one target when one differs %s', async (_, most, last) => {
    const records = [0, 1, 2].map((index) => citedRecord(index, { target: index < 2 ? most : last }));
    const findings = [{ ...first!, records }];
    const text = paintedText(await writeTemporaryPdf(sampleModel({ findings, recordsPrintedPerFinding: 2 })));
    expect(text).toContain('Ineveryrecordtheactorisjdoe1147.Row,');
  });

  test('reads what would explain a finding in words, by where it comes from', async () => {
    const explanations = [
      { kind: 'other-reading', sentence: 'A night shift.', eventCount: 3 },
      { kind: 'may-be-automatic', sentence: '5 of 14 events may be automatic.', eventCount: 5 },
      { kind: 'on-shift', sentence: '4 were made on shift.', eventCount: 4 },
      { kind: 'base-rate', sentence: 'The rule holds for 2 of 90 pairs.', eventCount: 0 },
    ];
    const path = await writeTemporaryPdf(sampleModel({ findings: [withRecord({ explanations })] }));
    const text = paintedText(path);
    const ordered = [
      'What would explain it',
      'What the log itself shows: 5 of 14 events may be automatic. • The rule holds for 2 of 90 pairs.',
      'What the tables of the agency show: 4 were made on shift. (bears on 4 of 14 records)',
      'Other readings, which the log can neither confirm nor rule out: A night shift. (bears on 3 of 14 records)',
    ];
    expect(text).toContain(withoutSpace(ordered.join('')));
    for (const { kind } of explanations) expect(text).not.toContain(`(${kind}`);
  });

  test('reads once what holds for every finding, and is led there from each', async () => {
    const cannotTell = ['Whether a person made it.', 'Whether there was a case.'];
    const findings = [1, 2, 3].map((rank) =>
      withRecord(
        { id: `F-${rank}`, rank, cannotTell: rank === 3 ? cannotTell.slice(0, 1) : cannotTell },
        second,
      ),
    );
    const path = await writeTemporaryPdf(sampleModel({ findings }));
    const text = paintedText(path);
    expect(text.match(/Whetherapersonmadeit\./g)).toHaveLength(1);
    expect(text.match(/Whethertherewasacase\./g)).toHaveLength(2);
    const led = [...text.matchAll(/Seealsowhatholdsforeveryfinding,page(\d+)\./g)];
    expect(led).toHaveLength(3);
    expect(pagesOf(path)[Number(led[0]![1]) - 1]).toContain('What holds for every finding');
  });

  test('is told once how the columns of files that are alike were read', async () => {
    const [source] = sampleModel().sources;
    const sources = ['a', 'b', 'c'].map((id) => ({
      ...source!,
      record: {
        ...source!.record,
        id,
        file: `${id}.csv`,
        mapping: id === 'c' ? { actor: ['Who'] } : source!.record.mapping,
      },
    }));
    const text = paintedText(await writeTemporaryPdf(sampleModel({ sources })));
    expect(text).toContain('S1,S2:time←Time(UTC);actor←User;target←Licenseplate;reason←ReasonS3:actor←Who');
  });

  test('reads rules without the events that test them, file by file, and where those are', async () => {
    const [rule] = sampleModel().rules;
    const own = 'scrutineer:\n  tests:\n    - events: [{actor: "SECRET TEST"}]\n      matches: 1\n';
    const rules = [
      { ...rule!, yaml: rule!.yaml + own },
      { ...rule!, status: { ...rule!.status, ruleId: 'base', title: 'Base' }, yaml: '---\ntitle: Base\n' },
    ];
    const text = paintedText(await writeTemporaryPdf(sampleModel({ rules })));
    expect(text).not.toContain('SECRETTEST');
    expect(text).toContain(
      '…1testoftherulewith1event:seedata/rules/1-5c8e7f0a-2d41-4c1e-9a64-8a1f0b6c3d11.yml',
    );
    expect(text).toContain('caseReferenceState:none');
    expect(text.match(/pack\/persistent-target\.yml/g)).toHaveLength(1);
    expect(text).toContain('R2Base,SHA-256');
  });

  test('reads the details of the log as names and values', async () => {
    const details = {
      delivery: { authority: 'Order 1', rows: null },
      findings: ['F-1', 'F-2'],
      deep: { a: { b: { c: 1 } } },
    };
    const [entry] = sampleModel().activityLog;
    const long = {
      ...entry!,
      details: Object.fromEntries(Array.from({ length: 70 }, (_, at) => [`k${at}`, at])),
    };
    const text = paintedText(
      await writeTemporaryPdf(sampleModel({ activityLog: [{ ...entry!, details }, long] })),
    );
    expect(text).toContain('delivery.authorityOrder1;delivery.rowsnull;findingsF-1,F-2;deep.a.b{"c":1}');
    expect(text).toContain('k5959…(10moreinactivity-log.jsonl)');
  });
});
