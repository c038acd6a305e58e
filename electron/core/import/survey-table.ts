import { closeSync, mkdtempSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { AppError } from '../../../shared/contract/errors.ts';
import type { ImportPreview } from '../../../shared/contract/window.ts';
import type { JobContext } from '../job.ts';
import type { CsvShape } from './csv/sniff.ts';
import { listContents } from './delivery/contents.ts';
import type { Contents } from './delivery/table-candidate.ts';
import { formatOf } from './receipt.ts';
import { emptySurvey, isPlainText, type Survey, type SurveyOptions, surveyFile } from './survey-file.ts';

/** Bytes of the file's beginning that are shown as they are. */
const beginningBytes = 65_536;
/** Records of a table that are written out for a look at it. */
const recordsLookedAt = 2000;

/** A table of a file as far as a look at it tells. */
export interface SurveyedTable {
  readonly survey: Survey;
  /** How the text of the file is delimited; null where it is no delimited text. */
  readonly text: CsvShape | null;
  readonly found: Pick<
    ImportPreview,
    'tables' | 'table' | 'notRead' | 'isBeginning' | 'bytes' | 'format' | 'encoding'
  >;
}

/**
 * Looks at one table of a file, the first unless `table` says which. What refuses it is the survey's problem. Throws
 * not-found for a path that leads nowhere, cancelled.
 */
export async function surveyTable(
  path: string,
  { table, ...options }: SurveyOptions & { readonly table: number },
  job: JobContext,
): Promise<SurveyedTable> {
  if (isPlainText(path, options.choices)) {
    const survey = surveyFile(path, options);
    const named = namesOf(survey);
    const tables = [{ member: null, sheet: null, format: named.format }];
    const bytes = survey.sizeBytes;
    const found = { ...named, tables, table: 0, notRead: [], isBeginning: false, bytes };
    return { survey, text: survey.shape, found };
  }
  const workFolder = mkdtempSync(join(tmpdir(), 'scrutineer-'));
  try {
    const contents = await listContents(path, basename(path), { choices: options.choices, workFolder, job });
    try {
      return await surveyCandidate(path, contents, { ...options, table }, workFolder, job);
    } finally {
      await contents.close();
    }
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code === 'cancelled') throw thrown;
    const survey = { ...emptySurvey(), head: beginningOf(path), problem: thrown };
    const found = { tables: [], table: 0, notRead: [], isBeginning: true, bytes: statSync(path).size };
    return { survey, text: null, found: { ...found, ...namesOf(survey) } };
  } finally {
    rmSync(workFolder, { recursive: true, force: true });
  }
}

async function surveyCandidate(
  path: string,
  { candidates, notRead, refused }: Contents,
  options: SurveyOptions & { readonly table: number },
  workFolder: string,
  job: JobContext,
): Promise<SurveyedTable> {
  const table = Math.max(0, Math.min(options.table, candidates.length - 1));
  const candidate = candidates[table];
  if (candidate === undefined) {
    if (refused[0]) throw refused[0].error;
    throw new AppError('input-empty', `${basename(path)} holds no table. Ask for the log itself`, { path });
  }
  const textPath = join(workFolder, 'text');
  const made = await candidate.make({ textPath, job, limit: recordsLookedAt });
  const label = [basename(path), candidate.member, candidate.sheet]
    .filter((part) => part !== null)
    .join(' › ');
  const survey = surveyFile(textPath, { ...options, rendered: made.isRendered, label });
  const named = namesOf(survey);
  return {
    survey: {
      ...survey,
      notes: [...candidate.notes, ...(made.account?.notes ?? []), ...made.notes, ...survey.notes],
    },
    text: made.isRendered ? made.writtenFrom : survey.shape,
    found: {
      tables: candidates.map(({ member, sheet, format }) => ({
        member,
        sheet,
        format: format ?? 'delimited text',
      })),
      table,
      notRead: [
        ...notRead,
        ...refused.map(({ member, error }) => ({ name: member, sizeBytes: 0, why: error.message })),
      ],
      isBeginning: true,
      bytes: statSync(path).size,
      format: candidate.format ?? named.format,
      encoding: candidate.encoding ?? named.encoding,
    },
  };
}

function beginningOf(path: string): Buffer {
  const fd = openSync(path, 'r');
  const bytes = Buffer.alloc(beginningBytes);
  try {
    return bytes.subarray(0, readSync(fd, bytes, 0, bytes.length, 0));
  } finally {
    closeSync(fd);
  }
}

function namesOf({ shape, problem }: Survey): { format: string; encoding: string } {
  return shape ? formatOf(shape) : { format: formatNamed(problem?.details.format), encoding: '' };
}

function formatNamed(format: unknown): string {
  return typeof format === 'string' ? format : 'unknown';
}
