import { beforeEach, describe, expect, it } from 'vitest';
import { checkActivity, readActivity } from '../../../electron/core/case-file/activity-log.ts';
import type { CaseFile } from '../../../electron/core/case-file/case-file.ts';
import { eventDetail } from '../../../electron/core/events/event-detail.ts';
import { listEvents } from '../../../electron/core/events/query.ts';
import { annotate } from '../../../electron/core/findings/annotate.ts';
import { findingDetail } from '../../../electron/core/findings/finding-detail.ts';
import { readFindings, readFindingsForReport } from '../../../electron/core/findings/read-findings.ts';
import { lastRuleResults } from '../../../electron/core/findings/rule-results.ts';
import { runCaseRules } from '../../../electron/core/findings/run-case-rules.ts';
import { undoAnnotation } from '../../../electron/core/findings/undo-annotation.ts';
import { unwatchedJob } from '../../../electron/core/job.ts';
import { freshCase, importInto, writeLog } from '../fresh-case.ts';

const header = 'id,user,plate,reason,timestamp';
const zone = 'America/Los_Angeles';
/** K. Reyes looks one plate up on many nights; A. Bell writes a private reason once. */
const lines = [
  ...Array.from(
    { length: 40 },
    (_, i) =>
      `r${i},K. Reyes,ABC1234,check ${i % 4},2025-0${3 + (i % 3)}-${String(1 + (i % 27)).padStart(2, '0')}T0${i % 8}:30:00Z`,
  ),
  'b1,A. Bell,XYZ987,my ex,2025-03-09T18:30:00Z',
  'b2,A. Bell,LMN456,bolo,2025-03-09T18:40:00Z',
];

let caseFile: CaseFile;

async function importAndRun() {
  caseFile = freshCase(zone);
  await importInto(caseFile, [writeLog(caseFile, 'log.csv', [header, ...lines, ''].join('\n'))]);
  return runCaseRules(caseFile, { dir: caseFile.dir, rules: [], examiner: 'R. Unner' }, unwatchedJob());
}

const said = {
  disposition: undefined,
  reason: undefined,
  note: undefined,
  internal: false,
  tags: [],
  examiner: undefined,
};
const nextMoment = () => new Promise((resolve) => setTimeout(resolve, 2));

describe('the detail of a finding', () => {
  beforeEach(importAndRun);

  it('has its records as the list of events shows them, and every event names the findings that cite it', () => {
    const findings = readFindings(caseFile);
    expect(findings.length).toBeGreaterThan(1);
    const all = listEvents(caseFile, [], 1000, 0).events;
    const citedBy = new Map<string, string[]>();
    for (const finding of findings) {
      const detail = findingDetail(caseFile, finding.id.toLowerCase());
      expect(detail.finding).toEqual(finding);
      expect(detail.total).toBe(detail.events.length);
      expect(detail.events.map(({ file, row }) => [file, row])).toEqual(
        finding.events.map(({ file, row }) => [file, row]),
      );
      for (const event of detail.events) {
        const at = all.findIndex(({ row }) => row === event.row);
        expect(event).toEqual(all[at]);
        citedBy.set(String(event.nativeId), [...(citedBy.get(String(event.nativeId)) ?? []), finding.id]);
      }
    }
    all.forEach((event, position) => {
      const cited = eventDetail(caseFile, { where: [], position }).findings;
      expect(cited.map(({ id }) => id)).toEqual(citedBy.get(String(event.nativeId)) ?? []);
      for (const { id, title } of cited) expect(title).toBe(findings.find((one) => one.id === id)!.title);
    });
    expect(citedBy.get('b2')).toBeUndefined();
  });

  it('cites an event by its other occurrences too', async () => {
    const before = eventDetail(caseFile, { where: ['actor=A. Bell'], position: 0 }).findings;
    expect(before).toHaveLength(1);
    for (let i = 0; i < 6; i++) {
      await importInto(caseFile, [
        writeLog(caseFile, `again ${i}.csv`, `${header}\n${lines[40]}\nx${i},c,d,e,2025-01-01T00:00:00Z\n`),
      ]);
      expect(eventDetail(caseFile, { where: ['actor=A. Bell'], position: 0 }).findings).toEqual(before);
    }
    const files = new Set(listEvents(caseFile, ['target=XYZ987'], 10, 0).events.map(({ file }) => file));
    expect(files, 'another record stands for the event now').not.toContain('log.csv');
  });

  it.each(['F-0000000000', '', '__proto__', '%'])('%j is not found', (id) => {
    expect(() => findingDetail(caseFile, id)).toThrow(expect.objectContaining({ code: 'not-found' }));
  });
});

describe('the results of rules', () => {
  it('are those of the last run, with the rules as they were', async () => {
    const { rules } = await importAndRun();
    const results = lastRuleResults(caseFile);
    expect(results).toMatchObject({ ranBy: 'R. Unner', zone });
    expect(Date.parse(results.ranAt!)).toBeGreaterThan(Date.now() - 60_000);
    expect(results.rules.map(({ status }) => status)).toEqual(rules);
    for (const { yaml, status } of results.rules) expect(yaml).toContain(`title: ${status.title}`);
  });

  it('are none before rules were run', () => {
    expect(lastRuleResults(freshCase(zone))).toEqual({ ranAt: null, ranBy: null, zone: null, rules: [] });
  });
});

describe('undo', () => {
  beforeEach(importAndRun);
  const first = () => readFindings(caseFile)[0]!;
  const undo = (examiner?: string) => undoAnnotation(caseFile, { finding: first().id, examiner });

  it('takes back one annotate after the other, last first; the history keeps everything', async () => {
    const { id } = first();
    const untouched = first();
    annotate(caseFile, { ...said, finding: id, disposition: 'referred', reason: 'one', tags: ['x'] });
    const afterFirst = first();
    await nextMoment();
    annotate(caseFile, {
      ...said,
      finding: id,
      disposition: 'explained',
      reason: 'two',
      note: 'secret words',
      internal: true,
      tags: ['x', 'y'],
    });
    const { finding, undone } = undo('Second');
    expect(finding).toEqual(afterFirst);
    expect(undone).toBe('disposition explained; internal note; tag y');
    expect(findingDetail(caseFile, id).decisions).toMatchObject([
      { disposition: 'referred', reason: 'one' },
      { disposition: 'explained', reason: 'two', takenBack: { examiner: 'Second' } },
    ]);
    expect(findingDetail(caseFile, id).decisions[0]).not.toHaveProperty('takenBack');
    const { decisions, record } = readFindingsForReport(caseFile, [id]).findings[0]!;
    expect(decisions.map(({ reason }) => reason)).toEqual(['one']);
    expect(record.notes).toEqual([]);
    expect(undo()).toMatchObject({ finding: untouched, undone: 'disposition referred; tag x' });
    expect(() => undo()).toThrow(expect.objectContaining({ code: 'not-found' }));
    annotate(caseFile, { ...said, finding: id, tags: ['x'] });
    expect(first().tags).toEqual(['x']);
    expect(undo().undone).toBe('tag x');

    const log = readActivity(caseFile.db);
    expect(log.filter(({ action }) => action === 'finding.undo')).toMatchObject([
      { actor: 'Second', details: { finding: id, annotations: [3, 4, 5] } },
      { actor: 'E. Xaminer', details: { annotations: [1, 2] } },
      { actor: 'E. Xaminer' },
    ]);
    expect(JSON.stringify(log)).not.toContain('secret words');
    expect(checkActivity(caseFile.db).problem).toBeNull();
    expect(caseFile.db.prepare("SELECT count(*) FROM annotation WHERE kind <> 'undo'").pluck().get()).toBe(6);
  });

  it('leaves what was said of other findings alone', () => {
    const [one, other] = readFindings(caseFile);
    annotate(caseFile, { ...said, finding: other!.id, note: 'stays' });
    annotate(caseFile, { ...said, finding: one!.id, note: 'goes' });
    annotate(caseFile, { ...said, finding: other!.id, note: 'goes next', examiner: 'Second' });
    undo();
    expect(
      readFindings(caseFile)
        .map(({ notes }) => notes.length)
        .slice(0, 2),
    ).toEqual([0, 2]);
    expect(() => undo()).toThrow(/nothing is recorded/);
    undoAnnotation(caseFile, { finding: other!.id, examiner: undefined });
    expect(readFindings(caseFile)[1]!.notes.map(({ text }) => text)).toEqual(['stays']);
  });

  it('takes entries of one moment for one annotate only where nothing stands between them', () => {
    const { id } = first();
    const insert = caseFile.db.prepare(
      "INSERT INTO annotation (finding_id, at, examiner, kind, value) VALUES (?, '2025-01-01T00:00:00.000Z', 'E', 'tag', ?)",
    );
    insert.run(id, 'a');
    insert.run('another', 'b');
    insert.run(id, 'c');
    insert.run(id, 'd');
    expect(undo()).toMatchObject({ undone: 'tag c; tag d', finding: { tags: ['a'] } });
  });

  it('cannot take the same annotation back twice, nor be written without saying which', () => {
    annotate(caseFile, { ...said, finding: first().id, note: 'n' });
    undo();
    const insert = (kind: string, undoes: number | null) =>
      caseFile.db
        .prepare(
          "INSERT INTO annotation (finding_id, at, examiner, kind, value, undoes) VALUES ('F', '', '', ?, '', ?)",
        )
        .run(kind, undoes);
    expect(() => insert('undo', 1)).toThrow(/UNIQUE/);
    expect(() => insert('undo', null)).toThrow(/CHECK/);
    expect(() => insert('note', 1)).toThrow(/CHECK/);
    expect(() => insert('undo', 99)).toThrow(/FOREIGN/);
  });
});
