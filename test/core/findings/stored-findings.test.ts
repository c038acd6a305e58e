import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkActivity, readActivity } from '../../../electron/core/case-file/activity-log.ts';
import { CaseFile } from '../../../electron/core/case-file/case-file.ts';
import { createCase } from '../../../electron/core/case-file/create.ts';
import { StoreTable } from '../../../electron/core/events/store-table.ts';
import { annotate } from '../../../electron/core/findings/annotate.ts';
import { buildFindings } from '../../../electron/core/findings/build-findings.ts';
import { rowsOfCited } from '../../../electron/core/findings/cited-rows.ts';
import {
  countFindings,
  readFinding,
  readFindings,
  readFindingsForReport,
} from '../../../electron/core/findings/read-findings.ts';
import { sourcesInUse } from '../../../electron/core/findings/sources-changed.ts';
import { storeRun } from '../../../electron/core/findings/store-run.ts';
import { readRuleResults } from '../../../electron/core/findings/stored-rule.ts';
import { importFiles } from '../../../electron/core/import/import-files.ts';
import { unwatchedJob } from '../../../electron/core/job.ts';
import { withFacts } from '../../../electron/core/knowledge/facts/fact-table.ts';
import { runRules } from '../../../electron/core/rules/run-rules.ts';
import { pack, readRules, zone } from './rule-run.ts';

const header =
  'ID,Name,Org Name,Total Networks Searched,Time Frame,License Plate,Reason,Case #,Filters,Search Time,Search Type,Text Prompt,Moderation';
const line = (id: string, actor: string, plate: string, reason: string, day: number) =>
  `${id},${actor},Example TX PD,1,,${plate},${reason},,,"03/${String(day).padStart(2, '0')}/2025, 06:30:00 PM UTC",search,,`;
const march = [
  line('m1', 'K. Reyes', 'ABC1234', 'suspicious vehicle', 1),
  line('m2', 'K. Reyes', 'ABC1234', 'missing child', 8),
  line('m3', 'A. Bell', 'XYZ987', 'my ex', 9),
  line('m4', '***', 'LMN456', 'my ex', 9),
  line('m5', 'K. Reyes', 'ABC1234', 'drug investigation', 20),
];
const privateReasons = { rules: pack.rules.filter(({ name }) => name === 'private-reason'), refused: [] };

let dir: string;
let caseFile: CaseFile;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'findings-'));
  caseFile = createCase({
    dir: join(dir, 'case'),
    name: 'Example',
    examiner: 'E. Xaminer',
    agency: '',
    matter: '',
    timezone: zone,
  });
});

afterEach(() => {
  caseFile.close();
  rmSync(dir, { recursive: true, force: true });
});

async function importLog(name: string, lines: readonly string[]): Promise<void> {
  const path = join(dir, name);
  writeFileSync(path, `${header}\n${lines.join('\n')}\n`);
  const request = { dir: caseFile.dir, files: [path], kind: 'events' as const, dryRun: false };
  const { sources } = await importFiles(
    caseFile,
    request as Parameters<typeof importFiles>[1],
    unwatchedJob(),
  );
  expect(sources.map(({ state, rowsImported }) => [state, rowsImported])).toEqual([
    ['imported', lines.length],
  ]);
}

async function run(loaded: Parameters<typeof runRules>[1] = pack, examiner?: string) {
  const store = new StoreTable(caseFile);
  try {
    const table = withFacts(store, zone);
    const job = unwatchedJob();
    const outcomes = await runRules(table, loaded, { zone, job });
    const found = await buildFindings(outcomes, table, { zone, sourceLimits: new Map(), job });
    return storeRun(caseFile, { outcomes, found, zone, sources: sourcesInUse(caseFile), examiner });
  } finally {
    store.close();
  }
}

type Request = Parameters<typeof annotate>[1];

const note = {
  internal: false,
  tags: [],
  examiner: undefined,
  disposition: undefined,
  reason: undefined,
  note: undefined,
};

describe('a stored run', () => {
  it('gives the findings by rank with the records they rest on', async () => {
    await importLog('march.csv', march);
    const { findings, rules } = await run();
    expect(findings).toBe(2);
    const [first, second] = readFindings(caseFile);
    expect([first!.rank, second!.rank]).toEqual([1, 2]);
    expect(first!.score).toBeGreaterThan(second!.score);
    expect(first).toMatchObject({
      actors: ['K. Reyes'],
      eventCount: 3,
      disposition: null,
      notes: [],
      tags: [],
    });
    expect(first!.events).toEqual([
      { file: 'march.csv', row: 1, nativeId: 'm1', at: '2025-03-01T18:30:00.000Z' },
      { file: 'march.csv', row: 2, nativeId: 'm2', at: '2025-03-08T18:30:00.000Z' },
      { file: 'march.csv', row: 5, nativeId: 'm5', at: '2025-03-20T18:30:00.000Z' },
    ]);
    expect(first).not.toHaveProperty('dispositionReason');
    expect(readFindings(caseFile, { top: 1 })).toEqual([first]);
    expect(first!.events.length).toBeGreaterThan(0);
    expect(readFindings(caseFile, { top: 1, events: false })).toEqual([{ ...first, events: [] }]);
    expect(countFindings(caseFile)).toBe(2);
    expect(rules).toHaveLength(pack.rules.length);
  });

  it('says in the status of a rule which events make no finding', async () => {
    await importLog('march.csv', march);
    const { rules } = await run();
    const status = rules.find(({ title }) => title === 'The reason may speak of a private matter');
    expect(status).toMatchObject({ status: 'ran', hits: 2 });
    expect(status!.reason).toBe(
      '1 matching event makes no finding: in 1 the actor is missing, blank, a placeholder or hidden',
    );
    expect(readRuleResults(caseFile).map((rule) => rule.status)).toEqual(rules);
  });

  it('keeps each rule as it ran: text, parameters, a refused one with its reason', async () => {
    await importLog('march.csv', march);
    const broken = readRules(
      'title: broken\ndetection: {s: {a: b}, condition: t}\nlogsource: {category: access-log}\n',
    );
    await run({ rules: pack.rules, refused: broken.refused });
    const results = readRuleResults(caseFile);
    const persistent = results.find(({ status }) => status.title.includes('again and again without a case'));
    expect(persistent).toMatchObject({ level: 'high', author: 'Scrutineer', license: 'Apache-2.0' });
    expect(persistent!.yaml).toContain('timespan: 180d');
    expect(persistent!.parameters).toContainEqual({
      name: 'condition',
      value: 'distinct values of localDate >= 3 within 180 days',
    });
    expect(results.find(({ status }) => status.status === 'failed')!.status.reason).toBe(
      broken.refused[0]!.reason,
    );
  });

  it('is written into the activity log, with hashes of rules and findings', async () => {
    await importLog('march.csv', march);
    await run(pack, 'Second Examiner');
    await run(pack, 'Second Examiner');
    const entries = readActivity(caseFile.db).filter(({ action }) => action === 'rules.run');
    expect(entries.map(({ actor }) => actor)).toEqual(['Second Examiner', 'Second Examiner']);
    expect(entries[0]!.details).toMatchObject({ findings: 2, findingsLeftOut: 0, failed: 0, timezone: zone });
    const [first, second] = entries.map(({ details: { findingsSha256 } }) => findingsSha256);
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(second).toBe(first);
    expect(checkActivity(caseFile.db).problem).toBeNull();
  });

  it('gives a report all records of the findings, and says which it leaves out', async () => {
    await importLog('march.csv', march);
    await run();
    const [first, second] = readFindings(caseFile);
    const { findings, leftOut } = readFindingsForReport(caseFile, [first!.id.toLowerCase()]);
    expect(leftOut).toEqual([{ id: second!.id, level: 'high', disposition: null }]);
    expect(findings.map(({ record }) => record)).toEqual([first]);
    const store = new StoreTable(caseFile);
    const rows = rowsOfCited(store, findings[0]!.cited);
    expect(Array.from(rows, (row) => store.place(row).record)).toEqual([1, 2, 5]);
    expect(Array.from(rowsOfCited(store, [{ sourceSha256: 'x', record: 1 }]))).toEqual([-1]);
    store.close();
    expect(() => readFindingsForReport(caseFile, ['F-0000000000'])).toThrow(/no finding F-0000000000/);
  });
});

describe('annotate', () => {
  const reyes = () => readFindings(caseFile).find(({ actors }) => actors[0] === 'K. Reyes')!;
  const failure = (work: () => unknown) => {
    try {
      work();
    } catch (error) {
      return error;
    }
    return undefined;
  };

  beforeEach(async () => {
    await importLog('march.csv', march);
    await run();
  });

  it('records disposition, notes and tags, each in the log, and overwrites nothing', () => {
    const { id } = reyes();
    annotate(caseFile, {
      ...note,
      finding: id,
      disposition: 'needs-information',
      reason: 'ask for the roster',
    });
    annotate(caseFile, {
      ...note,
      finding: id,
      note: 'see exhibit 3',
      tags: ['roster', 'roster'],
      examiner: 'Second',
    });
    const { finding } = annotate(caseFile, {
      ...note,
      finding: ` ${id.toLowerCase()} `,
      disposition: 'explained',
      reason: 'on duty, call 123',
      note: 'thin',
      internal: true,
      tags: ['roster'],
    });
    expect(finding).toMatchObject({
      disposition: 'explained',
      dispositionReason: 'on duty, call 123',
      tags: ['roster'],
    });
    expect(finding.notes).toMatchObject([
      { examiner: 'Second', text: 'see exhibit 3', internal: false },
      { examiner: 'E. Xaminer', text: 'thin', internal: true },
    ]);
    expect(finding).toEqual(reyes());
    const { decisions } = readFindingsForReport(caseFile, [id]).findings[0]!;
    expect(decisions.map(({ disposition, reason }) => [disposition, reason])).toEqual([
      ['needs-information', 'ask for the roster'],
      ['explained', 'on duty, call 123'],
    ]);
    const actions = readActivity(caseFile.db).map(({ action }) => action);
    expect(actions.filter((action) => action.startsWith('finding.'))).toEqual([
      'finding.disposition',
      'finding.note',
      'finding.tag',
      'finding.disposition',
      'finding.internal-note',
    ]);
    expect(() => caseFile.db.prepare("UPDATE annotation SET value = 'x'").run()).toThrow(/append-only/);
    expect(() => caseFile.db.prepare('DELETE FROM annotation').run()).toThrow(/append-only/);
  });

  it('keeps the words of internal notes out of the activity log, which reports hold', () => {
    annotate(caseFile, { ...note, finding: reyes().id, note: 'between us only', internal: true });
    expect(JSON.stringify(readActivity(caseFile.db))).not.toContain('between us only');
  });

  it('refuses what is incomplete and changes nothing', () => {
    const refusals = [
      [{ disposition: 'explained' as const }, /needs a reason/],
      [{ reason: 'because' }, /belongs to a disposition/],
      [{ internal: true, tags: ['x'] }, /give the note/],
      [{}, /nothing to record/],
      [{ tags: ['a\nb'] }, /one line/],
      [{ tags: ['x'.repeat(101)] }, /100 characters/],
    ] as const;
    const before = readActivity(caseFile.db).length;
    for (const [request, message] of refusals) {
      const refused = failure(() =>
        annotate(caseFile, { ...note, finding: reyes().id, ...request } as Request),
      );
      expect(refused).toMatchObject({ code: 'usage', message: expect.stringMatching(message) });
    }
    expect(readActivity(caseFile.db)).toHaveLength(before);
  });

  it('refuses an unknown finding with a hint', () => {
    expect(failure(() => annotate(caseFile, { ...note, finding: 'F-0', tags: ['x'] }))).toMatchObject({
      code: 'not-found',
      message: 'there is no finding F-0: list the findings to see their ids',
    });
  });

  it('stays with the finding when more months arrive', async () => {
    annotate(caseFile, { ...note, finding: reyes().id, tags: ['first'] });
    await importLog('april.csv', [line('a1', 'K. Reyes', 'ABC1234', 'my ex', 28)]);
    await run();
    expect(reyes()).toMatchObject({ tags: ['first'], eventCount: 4 });
  });

  it('keeps a finding that later runs do not make, behind the others, if it was annotated', async () => {
    const { id } = reyes();
    annotate(caseFile, { ...note, finding: id, disposition: 'referred', reason: 'to internal affairs' });
    await run(privateReasons);
    await run(privateReasons);
    const listed = readFindings(caseFile);
    expect(listed.map(({ rank, actors }) => [rank, actors[0]])).toEqual([
      [1, 'A. Bell'],
      [2, 'K. Reyes'],
    ]);
    expect(listed[1]).toMatchObject({ id, disposition: 'referred', eventCount: 3 });
    expect(listed[1]!.cannotTell[0]).toMatch(/^The last run of rules does not make this finding/);
    expect(readFinding(caseFile, id)).toEqual(listed[1]);
    expect(countFindings(caseFile)).toBe(2);
    expect(readFindingsForReport(caseFile, [id]).findings[0]!.cited).toHaveLength(3);
    await run();
    expect(reyes().cannotTell.some((text) => text.startsWith('The last run'))).toBe(false);
  });

  it('drops a finding that later runs do not make and nobody spoke of', async () => {
    const { id } = reyes();
    await run(privateReasons);
    expect(readFindings(caseFile).map(({ actors }) => actors[0])).toEqual(['A. Bell']);
    expect(failure(() => readFinding(caseFile, id))).toMatchObject({ code: 'not-found' });
  });

  it('is there after the case was closed and opened', () => {
    const { finding } = annotate(caseFile, { ...note, finding: reyes().id, note: 'kept' });
    caseFile.close();
    caseFile = CaseFile.open(caseFile.dir);
    expect(readFinding(caseFile, finding.id)).toEqual(finding);
  });
});

it('says that no rules were run where none were', () => {
  expect(readFindings(caseFile)).toEqual([]);
  expect(() => readFinding(caseFile, 'F-0')).toThrow(/no rules have been run yet/);
});
