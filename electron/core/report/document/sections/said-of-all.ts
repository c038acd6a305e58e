import type { ReportFinding } from '../../model.ts';

/** Sentences that stand with every finding of a report alike, so that they can be said once. */
export interface SaidOfAll {
  readonly explanations: ReadonlySet<string>;
  readonly cannotTell: ReadonlySet<string>;
}

/** With fewer findings than this a sentence is no burden where it stands. */
const fewestFindings = 3;

/** Readings that rules offer stay with their findings: that all have one in common may be chance. */
export function saidOfAll(findings: readonly ReportFinding[]): SaidOfAll {
  return {
    explanations: inEvery(findings, ({ record }) =>
      record.explanations.filter(({ kind }) => kind === 'many-tests').map(({ sentence }) => sentence),
    ),
    cannotTell: inEvery(findings, ({ record }) => record.cannotTell),
  };
}

function inEvery(
  findings: readonly ReportFinding[],
  sentences: (finding: ReportFinding) => readonly string[],
): Set<string> {
  const [first, ...others] = findings;
  if (!first || findings.length < fewestFindings) return new Set();
  let common = new Set(sentences(first));
  for (const other of others) {
    if (common.size === 0) break;
    const said = new Set(sentences(other));
    common = new Set([...common].filter((sentence) => said.has(sentence)));
  }
  return common;
}
