import { beforeEach, expect, test } from 'vitest';
import type { CaseFile } from '../../../../electron/core/case-file/case-file.ts';
import { readFindings } from '../../../../electron/core/findings/read-findings.ts';
import { lastRuleResults } from '../../../../electron/core/findings/rule-results.ts';
import { runCaseRules } from '../../../../electron/core/findings/run-case-rules.ts';
import { unwatchedJob } from '../../../../electron/core/job.ts';
import { explainInCase } from '../../../../electron/core/rules/editor/explain-in-case.ts';
import { listRuns } from '../../../../electron/core/rules/editor/list-runs.ts';
import { tryInCase } from '../../../../electron/core/rules/editor/try-in-case.ts';
import { freshCase, importInto, writeLog } from '../../fresh-case.ts';
import { detection } from '../try-rules.ts';

const job = unwatchedJob();
const private_ = detection('private', "sel: {reason|contains: 'my ex'}");
const burst = `---\ntitle: Burst\nname: burst\ncorrelation: {type: event_count, rules: [private], group-by: [actor], timespan: 1h, condition: {gte: 2}}\n`;

let caseFile: CaseFile;

beforeEach(async () => {
  caseFile = freshCase('America/Los_Angeles');
  const lines = [
    'id,user,plate,reason,timestamp',
    'r1,K. Reyes,ABC1234,bolo,2025-03-09T08:30:00Z',
    'r2,A. Bell,XYZ987,my ex,2025-03-09T18:30:00Z',
    'r3,A. Bell,LMN456,about my ex,2025-03-09T18:40:00Z',
    '',
  ];
  await importInto(caseFile, [writeLog(caseFile, 'log.csv', lines.join('\n'))]);
});

const ask = (request: Partial<Parameters<typeof explainInCase>[1]>) =>
  explainInCase(caseFile, { where: [], ...request } as Parameters<typeof explainInCase>[1], job);

test('a text is tried on the case, and nothing of it is kept', async () => {
  const trial = await tryInCase(caseFile, { yaml: `${private_}${burst}---\ntitle: [` }, job);
  expect(trial.problems).toMatchObject([{ file: 'editor', line: 12, severity: 'error' }]);
  expect(trial.rules.map(({ status }) => [status.ruleId, status.status, status.hits])).toEqual([
    ['burst', 'ran', 1],
    ['editor#3', 'failed', 0],
    ['private', 'ran', 2],
  ]);
  expect(trial.rules[0]).toMatchObject({
    eventCount: 2,
    events: [{ nativeId: 'r2' }, { nativeId: 'r3' }],
    matches: [
      {
        group: ['A. Bell'],
        peak: 2,
        eventCount: 2,
        first: '2025-03-09T18:30:00.000Z',
        last: '2025-03-09T18:40:00.000Z',
      },
    ],
  });
  expect(listRuns(caseFile)).toEqual([]);
  expect(readFindings(caseFile)).toEqual([]);
});

test('an event is explained by its place among those that meet conditions', async () => {
  const found = await ask({ yaml: private_, where: ['actor=K. Reyes'], position: 0 });
  expect(found).toMatchObject({ answer: 'no', counted: true, detection: { tree: { name: 'sel' } } });
  expect(await ask({ yaml: private_, position: 2 })).toMatchObject({ answer: 'yes' });
  const correlated = await ask({ yaml: private_ + burst, ruleId: 'burst', position: 1 });
  expect(correlated.correlation).toMatchObject({
    answer: 'yes',
    window: { number: 2, events: [{ nativeId: 'r2' }, { nativeId: 'r3' }] },
  });
  expect((await ask({ yaml: private_ + burst })).ruleId).toBe('burst');
});

test('what cannot be explained is said', async () => {
  await expect(ask({ yaml: private_, position: 3 })).rejects.toMatchObject({
    code: 'not-found',
    message: 'there is no event 3: 3 meet the conditions',
  });
  await expect(ask({ yaml: private_ })).rejects.toMatchObject({ code: 'usage' });
  await expect(ask({ position: 0 })).rejects.toMatchObject({ code: 'usage' });
  await expect(ask({ ruleId: 'nobody', position: 0 })).rejects.toMatchObject({ code: 'not-found' });
  await expect(ask({ yaml: private_.replace('contains', 'contians'), position: 0 })).rejects.toMatchObject({
    code: 'rule-invalid',
    message: expect.stringMatching(/^line 5, column 9: there is no modifier "contians"/),
  });
});

test('runs stay to be listed, and rules are explained as the last run had them', async () => {
  const run = (text: string) => {
    const file = writeLog(caseFile, 'rules.yml', text);
    return runCaseRules(caseFile, { dir: caseFile.dir, rules: [file], examiner: 'R. Unner' }, job);
  };
  const filter =
    '---\ntitle: F\nlogsource: {category: access-log}\nfilter: {rules: [private], known: {reason: about*}, condition: not known}\n';
  await run(`${private_}${burst}`);
  await run(`${private_}${filter}${burst}---\n${detection('other', 'sel: {nowhere: a}')}`);
  expect(listRuns(caseFile)).toMatchObject([
    { run: 2, by: 'R. Unner', zone: 'America/Los_Angeles', ran: 2, notApplicable: 1, failed: 0, hits: 1 },
    { run: 1, ran: 2, notApplicable: 0, failed: 0, hits: 3 },
  ]);
  const [first, last] = [lastRuleResults(caseFile, 1), lastRuleResults(caseFile)];
  expect(first.rules.map(({ status }) => status.hits)).toEqual([1, 2]);
  expect(last.rules.map(({ status }) => status.hits)).toEqual([0, 0, 1]);
  expect(() => lastRuleResults(caseFile, 3)).toThrow('there is no run 3 of rules');
  // The filter is kept with the rule it applies to.
  expect(await ask({ ruleId: 'private', position: 1 })).toMatchObject({ answer: 'yes' });
  const filtered = await ask({ ruleId: 'private', position: 2 });
  expect(filtered.answer).toBe('no');
  expect(filtered.detection!.tree.parts[1]).toMatchObject({
    kind: 'filter',
    name: 'F',
    answer: 'no',
    decisive: true,
  });
  expect((await ask({ ruleId: 'burst', position: 1 })).correlation).toMatchObject({ window: { number: 1 } });
});
