import { expect, test } from 'vitest';
import { readActivity } from '../../../electron/core/case-file/activity-log.ts';
import type { CaseFile } from '../../../electron/core/case-file/case-file.ts';
import { eventDetail } from '../../../electron/core/events/event-detail.ts';
import { listEvents } from '../../../electron/core/events/query.ts';
import { annotate } from '../../../electron/core/findings/annotate.ts';
import { findingDetail } from '../../../electron/core/findings/finding-detail.ts';
import { readFindings, readFindingsForReport } from '../../../electron/core/findings/read-findings.ts';
import { lastRuleResults } from '../../../electron/core/findings/rule-results.ts';
import { runCaseRules } from '../../../electron/core/findings/run-case-rules.ts';
import { remapSource } from '../../../electron/core/import/mend/remap-source.ts';
import { withdrawSource } from '../../../electron/core/import/mend/withdraw-source.ts';
import { unwatchedJob } from '../../../electron/core/job.ts';
import { buildModel } from '../../../electron/core/report/build-model.ts';
import { freshCase, importInto, writeLog } from '../fresh-case.ts';

const job = unwatchedJob();

/** Searches of one plate by one account on many days without a case: what the pack has a rule for. */
function searches(actor: string, plate: string, month: number, days: number): string[] {
  return Array.from(
    { length: days },
    (_, i) =>
      `${actor}-${month}-${i},${actor},${plate},checking,,2025-0${month}-${String(i + 1).padStart(2, '0')} 12:00:00`,
  );
}
const header = 'id,user,plate,reason,case number,timestamp';

/** Two sources: ann is in the first only, bob in both, cem in the second only. */
async function caseWithFindings(): Promise<CaseFile> {
  const caseFile = freshCase('UTC');
  const march = [header, ...searches('ann', 'AAA111', 3, 12), ...searches('bob', 'BBB222', 3, 12), ''];
  const april = [header, ...searches('bob', 'BBB222', 4, 12), ...searches('cem', 'CCC333', 4, 12), ''];
  await importInto(caseFile, [
    writeLog(caseFile, 'march.csv', march.join('\n')),
    writeLog(caseFile, 'april.csv', april.join('\n')),
  ]);
  await run(caseFile);
  return caseFile;
}
const run = (caseFile: CaseFile) =>
  runCaseRules(caseFile, { dir: caseFile.dir, rules: [], examiner: undefined }, job);
const staleActors = (caseFile: CaseFile): string[] =>
  [...new Set(readFindings(caseFile).flatMap(({ stale, actors }) => (stale ? actors : [])))].toSorted();

test('findings that rest on records of a withdrawn source say so until the rules are run again', async () => {
  const caseFile = await caseWithFindings();
  const before = readFindings(caseFile);
  expect([...new Set(before.flatMap(({ actors }) => actors))].toSorted()).toEqual(['ann', 'bob', 'cem']);
  expect(before.some((finding) => 'stale' in finding)).toBe(false);
  expect(lastRuleResults(caseFile)).not.toHaveProperty('sourcesChanged');
  const touching = before.filter(({ events }) => events.some(({ file }) => file === 'march.csv'));
  const { source, affectedFindings } = withdrawSource(
    caseFile,
    { source: 'S1', reason: 'wrong agency', examiner: 'Ex Aminer' },
    job,
  );
  expect(affectedFindings).toBe(touching.length);
  expect(readActivity(caseFile.db).at(-1)!.details).toMatchObject({
    affectedFindings,
    findings: touching.map(({ id }) => id),
  });
  const after = readFindings(caseFile, { events: false });
  expect(after.filter(({ stale }) => stale).map(({ id }) => id)).toEqual(touching.map(({ id }) => id));
  const { at } = source.withdrawn!;
  expect(after.find(({ stale }) => stale)!.stale).toEqual({
    reason: `It rests on records of source S1 (“march.csv”), withdrawn on ${at} by Ex Aminer: “wrong agency”. Run the rules again`,
    since: at,
    sources: ['S1'],
  });
  expect(lastRuleResults(caseFile).sourcesChanged).toMatchObject({
    withdrawn: [{ id: 'S1', file: 'march.csv', at }],
    added: [],
  });
  await run(caseFile);
  expect(staleActors(caseFile)).toEqual([]);
  expect(readFindings(caseFile).flatMap(({ actors }) => actors)).not.toContain('ann');
  expect(lastRuleResults(caseFile)).not.toHaveProperty('sourcesChanged');
});

test('what was said of a finding stays with it when its source is read again', async () => {
  const caseFile = await caseWithFindings();
  const [bob] = readFindings(caseFile).filter(({ actors }) => actors.join() === 'bob');
  annotate(caseFile, {
    finding: bob!.id,
    disposition: 'explained',
    reason: 'field training',
    internal: false,
    tags: [],
  });
  await remapSource(
    caseFile,
    { source: 'S1', reason: 'zone', timezone: 'Asia/Tokyo', examiner: undefined },
    job,
  );
  expect(staleActors(caseFile)).toEqual(['ann', 'bob']);
  expect(lastRuleResults(caseFile).sourcesChanged).toMatchObject({
    withdrawn: [{ id: 'S1' }],
    added: [{ id: 'S3', file: 'march.csv' }],
    sentence: expect.stringContaining('withdrawn: S1 (“march.csv”); added: S3 (“march.csv”)'),
  });
  await run(caseFile);
  expect(staleActors(caseFile)).toEqual([]);
  expect(readFindings(caseFile).find(({ id }) => id === bob!.id)).toMatchObject({ disposition: 'explained' });
});

test('a finding that is not made any more and was annotated shows where its records were', async () => {
  const caseFile = await caseWithFindings();
  const [ann] = readFindings(caseFile).filter(({ actors }) => actors.join() === 'ann');
  annotate(caseFile, { finding: ann!.id, note: 'asked her', internal: false, tags: [] });
  withdrawSource(caseFile, { source: 'S1', reason: 'wrong agency', examiner: undefined }, job);
  await run(caseFile);
  expect(staleActors(caseFile)).toEqual(['ann']);
  const detail = findingDetail(caseFile, ann!.id);
  expect(detail.events).toEqual([]);
  expect(detail.total).toBe(12);
  expect(detail.withdrawn).toHaveLength(12);
  expect(detail.withdrawn[0]).toEqual({
    sourceId: 'S1',
    file: 'march.csv',
    row: 1,
    nativeId: 'ann-3-0',
    at: '2025-03-01T12:00:00.000Z',
  });
});

test('reading again does not pass other events off as those a finding cites', async () => {
  const caseFile = await caseWithFindings();
  const [bob] = readFindings(caseFile).filter(({ actors }) => actors.join() === 'bob');
  await remapSource(
    caseFile,
    {
      source: 'S1',
      reason: 'mixed up',
      choices: { fields: { user: 'target', plate: 'actor' } },
      examiner: undefined,
    },
    job,
  );
  const { events, withdrawn, total } = findingDetail(caseFile, bob!.id);
  expect(total).toBe(24);
  expect(events.map(({ file }) => file)).toEqual(Array(12).fill('april.csv'));
  expect(withdrawn.map(({ file, row }) => `${file} ${row}`)).toEqual(
    Array.from({ length: 12 }, (_, i) => `march.csv ${13 + i}`),
  );
  const all = listEvents(caseFile, [], 1000, 0).events;
  const position = all.findIndex(({ file }) => file === 'march.csv');
  expect(eventDetail(caseFile, { where: [], position }).findings).toEqual([]);
});

test('a report of stale findings can be made and has their withdrawn records apart', async () => {
  const caseFile = await caseWithFindings();
  withdrawSource(caseFile, { source: 'S1', reason: 'wrong agency', examiner: undefined }, job);
  const { findings } = readFindingsForReport(caseFile, undefined);
  const signer = { subject: 'CN=E', fingerprint: 'ab' };
  const model = buildModel(caseFile, {}, signer, new Date());
  expect(model.sources.map(({ record }) => record.id)).toEqual(['S2']);
  expect(model.withdrawnSources.map(({ record }) => record.withdrawn?.reason)).toEqual(['wrong agency']);
  expect(model.sourcesChanged?.withdrawn).toHaveLength(1);
  const bob = model.findings.find(({ record }) => record.actors.join() === 'bob')!;
  expect(bob.records.map(({ sourceId }) => sourceId)).toEqual(Array(12).fill('S2'));
  expect(bob.withdrawn).toHaveLength(12);
  expect(findings.map(({ record }) => record.id)).toEqual(model.findings.map(({ record }) => record.id));
});

test('rules that ran while sources changed keep nothing', async () => {
  const caseFile = await caseWithFindings();
  let isDone = false;
  const meddling = {
    ...job,
    report: () => {
      if (!isDone)
        withdrawSource(caseFile, { source: 'S2', reason: 'wrong agency', examiner: undefined }, job);
      isDone = true;
    },
  };
  const running = runCaseRules(caseFile, { dir: caseFile.dir, rules: [], examiner: undefined }, meddling);
  await expect(running).rejects.toThrow();
  expect(isDone).toBe(true);
  expect(caseFile.db.prepare('SELECT count(*) FROM rule_run').pluck().get()).toBe(1);
  expect(readActivity(caseFile.db).filter(({ action }) => action === 'rules.run')).toHaveLength(1);
  await run(caseFile);
  expect(staleActors(caseFile)).toEqual([]);
});
