import { AppError } from '../../../../shared/contract/errors.ts';
import type { ImportChoices } from '../../../../shared/contract/import-choices.ts';
import type { MethodArgs } from '../../../../shared/contract/methods.ts';
import type { SourceCorrection } from '../../../../shared/contract/window.ts';
import type { CaseFile } from '../../case-file/case-file.ts';
import { findingsOnSource } from '../../findings/stale.ts';
import type { JobContext } from '../../job.ts';
import { importFile } from '../import-file.ts';
import type { ImportRequest } from '../import-request.ts';
import { readAllSources, type StoredSource } from '../source-record.ts';
import type { Rereading } from './rereading.ts';
import { sourceToMend } from './withdraw.ts';

type RemapRequest = Omit<MethodArgs<'source.remap'>, 'dir'>;

/**
 * The contract's source.remap: reads the sealed evidence of a source again, with other columns, another zone or other
 * choices; what is not given is as it was. The new source is complete and the old one withdrawn in one transaction, so
 * that whatever happens the case has one of the two. Throws what refuses the new reading; the old one stays then.
 */
export async function remapSource(
  caseFile: CaseFile,
  request: RemapRequest,
  job: JobContext,
): Promise<SourceCorrection> {
  caseFile.requireWritable();
  const { sourceId, rowCount } = sourceToMend(caseFile, request.source);
  const old = readAllSources(caseFile.db).find(({ record }) => record.id === `S${sourceId}`)!;
  const asked = askedAgain(caseFile, old, request);
  const affected = findingsOnSource(caseFile, sourceId);
  const { receipt } = old;
  const again: Rereading = {
    replaced: { sourceId, rowCount, reason: request.reason },
    evidenceSha256: receipt.sha256,
    member: receipt.member,
    sheet: asked.choices?.sheets?.[0] ?? receipt.sheet,
  };
  const path = caseFile.evidencePath(receipt.sha256);
  const [source] = await importFile(caseFile, path, old.record.file, asked, job, again);
  if (source?.state !== 'imported') {
    throw new AppError(
      'exists',
      `read so, ${old.record.file} has the same text as source ${source?.id ?? 'of another table'}; nothing was changed`,
      { source: request.source },
    );
  }
  return { source, affectedFindings: affected.length };
}

/** The import as it was asked for, with what is asked for now over it. */
function askedAgain(caseFile: CaseFile, { receipt }: StoredSource, request: RemapRequest): ImportRequest {
  const { profile, timezone, ...before } = receipt.choices;
  const { receivedFrom, authority, statedSha256, statedRows } = receipt.delivery;
  return {
    dir: caseFile.dir,
    files: [caseFile.evidencePath(receipt.sha256)],
    kind: 'events',
    dryRun: false,
    profile: request.profile ?? profile,
    timezone: request.timezone ?? timezone,
    choices: choicesAgain(before, request.choices, receipt.sheet),
    ...(receivedFrom === null ? {} : { receivedFrom }),
    ...(authority === null ? {} : { authority }),
    ...(statedSha256 === null ? {} : { expectSha256: statedSha256 }),
    ...(statedRows === null ? {} : { expectRows: statedRows }),
    examiner: request.examiner,
  };
}

/** Fields and markers are put over those before one by one; a source is one sheet. */
function choicesAgain(
  before: ImportChoices,
  now: ImportChoices | undefined,
  sheet: string | null,
): ImportChoices | undefined {
  const sheets = now?.sheets ?? (sheet === null ? undefined : [sheet]);
  if (sheets !== undefined && sheets.length !== 1) {
    throw new AppError('usage', 'a source is one sheet: name the one to read in its place', { sheets });
  }
  const { sheets: _before, ...rest } = { ...before, ...now };
  const fields = { ...before.fields, ...now?.fields };
  const markers = { ...before.markers, ...now?.markers };
  const choices: ImportChoices = {
    ...rest,
    ...(sheets === undefined ? {} : { sheets }),
    ...(Object.keys(fields).length === 0 ? {} : { fields }),
    ...(Object.keys(markers).length === 0 ? {} : { markers }),
  };
  return Object.keys(choices).length === 0 ? undefined : choices;
}
