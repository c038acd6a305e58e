import type { MethodArgs } from '../../../../shared/contract/methods.ts';
import type { SourceCorrection } from '../../../../shared/contract/window.ts';
import type { CaseFile } from '../../case-file/case-file.ts';
import { writeEventRows } from '../../events/event-rows.ts';
import { findRepeats, storedKeys } from '../../events/repeats.ts';
import { storedRowCount } from '../../events/store-writer.ts';
import { type JobContext, throwIfCancelled } from '../../job.ts';
import { readSource } from '../source-record.ts';
import { recountSources, sourceToMend, withdraw } from './withdraw.ts';

/**
 * The contract's source.withdraw: takes a source out of the case's events, all or nothing. Throws not-found for a source
 * that is not in use, and case-busy during an import.
 */
export function withdrawSource(
  caseFile: CaseFile,
  { source, reason, examiner }: Omit<MethodArgs<'source.withdraw'>, 'dir'>,
  job: JobContext,
): SourceCorrection {
  caseFile.requireWritable();
  const { db } = caseFile;
  const { sourceId, rowCount } = sourceToMend(caseFile, source);
  throwIfCancelled(job);
  const rowsLeft = storedRowCount(db) - rowCount;
  job.report({
    done: 0,
    total: rowsLeft,
    unit: 'rows',
    stage: 'looking for repeats among the other records',
  });
  const repeats = findRepeats(rowsLeft, () => storedKeys(db, { without: sourceId }));
  const findings = caseFile.change(() => {
    const affected = withdraw(
      caseFile,
      { sourceId, rowCount, reason },
      { by: caseFile.examiner(examiner), replacedBy: null },
    );
    writeEventRows(db, repeats.eventRows);
    recountSources(db, repeats.repeatsEarlier);
    return affected;
  });
  return { source: readSource(db, sourceId), affectedFindings: findings.length };
}
