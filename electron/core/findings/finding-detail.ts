import type { FindingDetail } from '../../../shared/contract/window.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import { openEvents } from '../events/open-events.ts';
import { readAnnotations } from './annotations.ts';
import { maxListed } from './cited-rows.ts';
import { citedReader } from './read-cited.ts';
import { normalizeFindingId, readFinding } from './read-findings.ts';

/** The contract's finding.detail: a finding, what was ever decided of it, and its first records. Throws not-found. */
export function findingDetail(caseFile: CaseFile, findingId: string): FindingDetail {
  const finding = readFinding(caseFile, normalizeFindingId(findingId));
  const events = openEvents(caseFile);
  const { total, cited, withdrawn } = citedReader(caseFile)(finding.id, maxListed);
  const rows = Int32Array.from(cited, ({ sourceSha256, record }) => events.store.rowOf(sourceSha256, record));
  return {
    finding,
    decisions: readAnnotations(caseFile)(finding.id).history,
    total,
    events: events.read(rows),
    withdrawn,
  };
}
