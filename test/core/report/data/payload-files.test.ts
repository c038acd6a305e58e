import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvRecord } from '../../../../electron/core/report/data/csv.ts';
import { payloadFiles } from '../../../../electron/core/report/data/payload-files.ts';
import type { ReportModel } from '../../../../electron/core/report/model.ts';
import { problemOfPath } from '../../../../electron/core/report/package/names.ts';
import { citedCell, citedRecord, hostileTexts, sampleModel } from '../sample-model.ts';

const filesOf = (model: ReportModel): Map<string, string> =>
  new Map([...payloadFiles(model)].map(({ path, bytes }) => [path, Buffer.from(bytes).toString('utf8')]));

describe('payload files', () => {
  test('are the same bytes for the same model, under paths that a package takes', () => {
    const model = sampleModel();
    const files = filesOf(model);
    expect(files).toEqual(filesOf(structuredClone(model)));
    expect([...files.keys()]).toEqual([
      'README.txt',
      'findings.json',
      'records.csv',
      'sources.csv',
      'rejected.csv',
      'quality.json',
      'activity-log.jsonl',
      'rules/1-5c8e7f0a-2d41-4c1e-9a64-8a1f0b6c3d11.yml',
      'rules/2-b1d2c3e4-0000-4000-8000-1234567890ab.yml',
      'rules/3-local-3.yml',
    ]);
    for (const path of files.keys()) expect(problemOfPath(`data/${path}`)).toBeUndefined();
  });

  test('hold a path that a package takes whatever the id of a rule is', () => {
    const [rule] = sampleModel().rules;
    const ids = ['../../etc/passwd', 'CON', 'x'.repeat(5_000), '\u202e', '', 'same', 'same'];
    const rules = ids.map((ruleId) => ({ ...rule!, status: { ...rule!.status, ruleId } }));
    const paths = [...filesOf(sampleModel({ rules })).keys()];
    expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length);
    expect(paths.filter((path) => path.startsWith('rules/'))).toHaveLength(ids.length);
    for (const path of paths) expect(problemOfPath(path)).toBeUndefined();
  });

  test('never hold an internal note, and do hold the notes for the report', () => {
    const all = [...filesOf(sampleModel()).values()].join('');
    expect(all).not.toContain('INTERNAL-ONLY');
    expect(all).toContain('The plate is registered to a former partner');
  });

  test('give findings with every decision and record, whatever the log holds', () => {
    const model = sampleModel();
    const read = JSON.parse(filesOf(model).get('findings.json')!);
    expect(read.findings).toHaveLength(2);
    expect(read.findings[0].decisions).toEqual(model.findings[0]!.decisions);
    expect(read.findings[1].records).toEqual(model.findings[1]!.records);
    expect(read.rules[1]).toMatchObject({ path: 'rules/2-b1d2c3e4-0000-4000-8000-1234567890ab.yml' });
    expect(read.findingsLeftOut).toEqual(model.findingsLeftOut);
  });

  test('give the log line by line', () => {
    const model = sampleModel();
    const lines = filesOf(model).get('activity-log.jsonl')!.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(model.activityLog);
  });

  test('list every cited and every rejected record in CSV that another reader reads', () => {
    const model = sampleModel();
    const files = filesOf(model);
    const records = parse(files.get('records.csv')!, { columns: true }) as Record<string, string>[];
    expect(records).toHaveLength(14 + Object.keys(hostileTexts).length);
    expect(records[1]).toMatchObject({
      source_file: 'EPDSearchAuditLogs 2025-06.csv',
      source_sha256: model.sources[0]!.record.sha256,
      row: '123',
      byte_offset: '48823',
      target: '***',
      target_state: 'redacted',
      reason: '',
      reason_state: 'empty',
      case_number_state: 'empty',
    });
    expect(parse(files.get('rejected.csv')!, { columns: true })).toHaveLength(3);
    expect(parse(files.get('sources.csv')!, { columns: true })).toHaveLength(2);
  });

  test('list records of withdrawn sources by their place, and the sources with what was said of them', () => {
    const model = sampleModel();
    const [first] = model.findings;
    const [source] = model.sources;
    const withdrawn = { at: '2025-10-04T10:00:00.000Z', by: 'R', reason: 'wrong zone', replacedBy: 'S9' };
    const gone = { ...source!, record: { ...source!.record, id: 'S7', sha256: 'ab'.repeat(32), withdrawn } };
    const cited = { sourceId: 'S7', file: 'gone.csv', row: 5, nativeId: 'n5', at: null };
    const files = filesOf(
      sampleModel({ findings: [{ ...first!, withdrawn: [cited] }], withdrawnSources: [gone] }),
    );
    const records = parse(files.get('records.csv')!, { columns: true }) as Record<string, string>[];
    expect(records.filter(({ withdrawn: is }) => is === 'yes')).toEqual([
      expect.objectContaining({
        row: '5',
        byte_offset: '',
        native_id: 'n5',
        source_sha256: 'ab'.repeat(32),
        actor: '',
      }),
    ]);
    const sources = parse(files.get('sources.csv')!, { columns: true }) as Record<string, string>[];
    expect(sources.at(-1)).toMatchObject({
      source_id: 'S7',
      withdrawn_because: 'wrong zone',
      replaced_by: 'S9',
    });
    const read = JSON.parse(files.get('findings.json')!);
    expect(read.findings[0].withdrawnRecords).toEqual([cited]);
    expect(read.withdrawnSources[0].withdrawn).toEqual(withdrawn);
  });

  test('keep a spreadsheet from running a cell', () => {
    const records = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', "'=1"].map((text, index) =>
      citedRecord(index, { reason: citedCell(text) }),
    );
    const [first] = sampleModel().findings;
    const csv = filesOf(sampleModel({ findings: [{ ...first!, records }] })).get('records.csv')!;
    const reasons = (parse(csv, { columns: true }) as { reason: string }[]).map(({ reason }) => reason);
    expect(reasons).toEqual(records.map(({ reason }) => `'${reason.text}`));
  });
});

test('a CSV record reads back as it was, but for the apostrophe', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 6 }), (cells) => {
      const written = csvRecord(['first', ...cells]);
      expect(written.endsWith('\r\n')).toBe(true);
      const [read] = parse(written, { record_delimiter: '\r\n' }) as string[][];
      const plain = read!.slice(1).map((text) => (text.startsWith("'") ? text.slice(1) : text));
      expect(plain).toEqual(cells);
      for (const text of read!) expect(text).not.toMatch(/^[=+\-@\t\r\n]/);
    }),
  );
});
