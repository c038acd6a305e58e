import { createHash } from 'node:crypto';
import { AppError } from '../../../shared/contract/errors.ts';
import type { RuleStatus } from '../../../shared/contract/records.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import { program } from '../program.ts';
import type { RuleOutcome } from '../rules/outcome.ts';
import type { Finding, FindingSet } from './build-findings.ts';
import type { Unattributed } from './gather-grounds.ts';
import { sourcesInUse } from './sources-changed.ts';
import { encodeFinding, encodeRows } from './stored-finding.ts';
import { describeRule } from './stored-rule.ts';
import { counted } from './words.ts';

export interface RuleRun {
  readonly outcomes: readonly RuleOutcome[];
  readonly found: FindingSet;
  /** The zone local times were worked out in; null where none was known. */
  readonly zone: string | null;
  /** Numbers of the sources whose events were looked at. */
  readonly sources: readonly number[];
  /** Who ran the rules; without one, the examiner who created the case. */
  readonly examiner: string | undefined;
}

/**
 * Keeps what a run of rules said: all of it is in the case, or nothing. Findings of earlier runs stay where they were
 * annotated. Returns the rules' statuses, which say what was left out, and the number of findings.
 */
export function storeRun(caseFile: CaseFile, run: RuleRun): { rules: RuleStatus[]; findings: number } {
  const { outcomes, found, zone } = run;
  const by = caseFile.examiner(run.examiner);
  const statuses = outcomes.map(({ rule, status }) => withLosses(status, found.unattributed, rule.ruleId));
  caseFile.change(() => {
    const { db } = caseFile;
    const sources = sourcesInUse(caseFile);
    if (sources.join() !== run.sources.join()) throw sourcesChangedMeanwhile();
    const notes = JSON.stringify({ unattributed: found.unattributed, leftOut: found.leftOut, sources });
    const { lastInsertRowid: runId } = db
      .prepare('INSERT INTO rule_run (at, by, program, timezone, notes) VALUES (?, ?, ?, ?, ?)')
      .run(new Date().toISOString(), by, program, zone, notes);
    const insertRule = db.prepare(
      'INSERT INTO rule_result (run_id, position, rule_id, status, rule, yaml) VALUES (?, ?, ?, ?, ?, ?)',
    );
    for (const [position, { rule }] of outcomes.entries()) {
      const status = statuses[position]!;
      const yaml = 'text' in rule ? rule.text : '';
      insertRule.run(
        runId,
        position,
        rule.ruleId,
        status.status,
        JSON.stringify(describeRule(rule, status)),
        yaml,
      );
    }
    const findingsSha256 = insertFindings(caseFile, Number(runId), found.findings);
    db.prepare(
      'DELETE FROM finding WHERE run_id < ? AND finding_id NOT IN (SELECT finding_id FROM annotation)',
    ).run(runId);
    const of = (status: RuleStatus['status']) => statuses.filter((rule) => rule.status === status).length;
    caseFile.log(by, 'rules.run', {
      run: Number(runId),
      timezone: zone,
      sources: sources.map((id) => `S${id}`),
      ran: of('ran'),
      notApplicable: of('not-applicable'),
      failed: of('failed'),
      rulesSha256: sha256OfRules(outcomes),
      findings: found.findings.length,
      findingsLeftOut: found.leftOut,
      findingsSha256,
    });
  });
  return { rules: statuses, findings: found.findings.length };
}

function sourcesChangedMeanwhile(): AppError {
  return new AppError(
    'case-busy',
    'sources came or went while the rules were run; nothing was kept. Run them again',
    {},
  );
}

/** Returns a SHA-256 over the findings in order of rank: id, body and rows of each. */
function insertFindings({ db }: CaseFile, runId: number, findings: readonly Finding[]): string {
  const rows = db.prepare("SELECT sha256, source_id FROM source WHERE state = 'imported'").raw().all() as [
    string,
    number,
  ][];
  const sourceIds = new Map(rows);
  const insert = db.prepare(
    'INSERT INTO finding (run_id, finding_id, rank, body, rows) VALUES (?, ?, ?, ?, ?)',
  );
  const hash = createHash('sha256');
  for (const finding of findings) {
    const body = JSON.stringify(encodeFinding(finding, sourceIds));
    const cited = encodeRows(finding.cited, sourceIds);
    insert.run(runId, finding.id, finding.rank, body, cited);
    hash.update(`${finding.id}\n${body}\n`).update(cited);
  }
  return hash.digest('hex');
}

function sha256OfRules(outcomes: readonly RuleOutcome[]): string {
  const hash = createHash('sha256');
  for (const { rule } of outcomes) hash.update(JSON.stringify('text' in rule ? rule.text : rule.reason));
  return hash.digest('hex');
}

/** Adds to a rule's reason the matching events that name nobody. */
function withLosses(status: RuleStatus, unattributed: readonly Unattributed[], ruleId: string): RuleStatus {
  const losses = unattributed.filter((lost) => lost.ruleId === ruleId).map(lossInWords);
  if (losses.length === 0) return status;
  return {
    ...status,
    reason: [...(status.reason === undefined ? [] : [status.reason]), ...losses].join('; '),
  };
}

function lossInWords({ events, withoutActor, withoutTarget, kind }: Unattributed): string {
  const what = `${counted(events, 'matching event')} ${events === 1 ? 'makes' : 'make'} no finding`;
  if (kind === null) return `${what}: the log names neither actor nor target`;
  const parts = [
    ...(withoutActor > 0 ? [`in ${withoutActor} the actor`] : []),
    ...(withoutTarget > 0 ? [`in ${withoutTarget} the target`] : []),
  ];
  return `${what}: ${parts.join(' and ')} is missing, blank, a placeholder or hidden`;
}
