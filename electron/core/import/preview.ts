import { closeSync, mkdtempSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { AppError, toErrorReport } from '../../../shared/contract/errors.ts';
import type { ImportPreview } from '../../../shared/contract/window.ts';
import { rfc3339 } from '../events/rfc3339.ts';
import { textOfBytes } from '../events/text-of-bytes.ts';
import type { JobContext } from '../job.ts';
import { cellState } from './cells/cell-state.ts';
import { createDateParser } from './dates/parse.ts';
import { listContents } from './delivery/contents.ts';
import type { Contents } from './delivery/table-candidate.ts';
import { loadProfiles } from './profiles/load.ts';
import { formatOf } from './receipt.ts';
import { emptySurvey, isPlainText, type Survey, type SurveyOptions, surveyFile } from './survey-file.ts';

const maxRows = 200;
/** Characters of the file's beginning that are shown as they are. */
const maxRawCharacters = 16_384;

/**
 * The contract's import.preview: how a file would be read, as far as that can be told, and why it would be refused.
 * Throws not-found for a path that leads nowhere; a file that is no log has a problem instead.
 */
export async function previewImport(
  path: string,
  { table, ...options }: SurveyOptions & { readonly table: number },
  job: JobContext,
): Promise<ImportPreview> {
  if (isPlainText(path, options.choices)) {
    const survey = surveyFile(path, options);
    const named = namesOf(survey);
    const tables = [{ member: null, sheet: null, format: named.format }];
    return described(path, survey, {
      ...named,
      tables,
      table: 0,
      notRead: [],
      isBeginning: false,
      bytes: survey.sizeBytes,
    });
  }
  const workFolder = mkdtempSync(join(tmpdir(), 'scrutineer-'));
  try {
    const contents = await listContents(path, basename(path), { choices: options.choices, workFolder, job });
    try {
      return await previewTable(path, contents, { ...options, table }, workFolder, job);
    } finally {
      await contents.close();
    }
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code === 'cancelled') throw thrown;
    return described(
      path,
      { ...emptySurvey(), head: beginningOf(path), problem: thrown },
      {
        format: formatNamed(thrown.details.format),
        encoding: '',
        tables: [],
        table: 0,
        notRead: [],
        isBeginning: true,
        bytes: statSync(path).size,
      },
    );
  } finally {
    rmSync(workFolder, { recursive: true, force: true });
  }
}

/** Records of a table that are written out for a preview. */
const previewRecords = 2000;

async function previewTable(
  path: string,
  { candidates, notRead, refused }: Contents,
  options: SurveyOptions & { readonly table: number },
  workFolder: string,
  job: JobContext,
): Promise<ImportPreview> {
  const [firstRefused] = refused;
  const table = Math.min(options.table, candidates.length - 1);
  const candidate = candidates[table];
  const found = {
    tables: candidates.map(({ member, sheet, format }) => ({
      member,
      sheet,
      format: format ?? 'delimited text',
    })),
    table: Math.max(0, table),
    notRead: [
      ...notRead,
      ...refused.map(({ member, error }) => ({ name: member, sizeBytes: 0, why: error.message })),
    ],
    isBeginning: true,
    bytes: statSync(path).size,
  };
  if (candidate === undefined) {
    if (firstRefused) throw firstRefused.error;
    throw new AppError('input-empty', `${basename(path)} holds no table. Ask for the log itself`, { path });
  }
  const textPath = join(workFolder, 'text');
  const { account, notes } = await candidate.make({ textPath, job, limit: previewRecords });
  const { member, sheet } = candidate;
  const label = [basename(path), member, sheet].filter((part) => part !== null).join(' › ');
  const survey = surveyFile(textPath, { ...options, rendered: candidate.isRendered, label });
  const named = namesOf(survey);
  return described(
    path,
    { ...survey, notes: [...candidate.notes, ...(account?.notes ?? []), ...notes, ...survey.notes] },
    { ...found, format: candidate.format ?? named.format, encoding: candidate.encoding ?? named.encoding },
  );
}

function beginningOf(path: string): Buffer {
  const fd = openSync(path, 'r');
  const bytes = Buffer.alloc(maxRawCharacters * 4);
  try {
    return bytes.subarray(0, readSync(fd, bytes, 0, bytes.length, 0));
  } finally {
    closeSync(fd);
  }
}

function namesOf({ shape, problem }: Survey): { format: string; encoding: string } {
  return shape ? formatOf(shape) : { format: formatNamed(problem?.details.format), encoding: '' };
}

type Found = Pick<
  ImportPreview,
  'tables' | 'table' | 'notRead' | 'isBeginning' | 'bytes' | 'format' | 'encoding'
>;

function described(path: string, survey: Survey, found: Found): ImportPreview {
  const { shape, profile, mapping, timezoneBasis, notes, problem } = survey;
  const columns = mapping?.columns ?? [];
  return {
    file: basename(path),
    ...found,
    delimiter: shape ? String.fromCharCode(shape.dialect.delimiter) : '',
    preambleLines: shape?.preambleLines ?? 0,
    profile: profile && { id: profile.id, title: profile.title, notes: profile.notes },
    profiles: loadProfiles().map(({ id, title }) => ({ id, title })),
    columns: columns.map(({ header, field, how }) => ({ header, field, how })),
    rows: (shape?.samples ?? []).slice(0, maxRows).map((cells) =>
      columns.map(({ index, field, header }) => ({
        text: cells[index] ?? '',
        state: cellState(cells[index] ?? '', field ?? header),
      })),
    ),
    rawText: textOfBytes(survey.head, maxRawCharacters),
    timezoneBasis,
    sampledTimes: readTimes(survey),
    notes,
    problem: problem && toErrorReport(problem),
  };
}

function formatNamed(format: unknown): string {
  return typeof format === 'string' ? format : 'unknown';
}

/** Earliest and latest of the sampled times, and the earliest as the log writes it. */
function readTimes({ times, datePlan }: Survey): ImportPreview['sampledTimes'] {
  if (!datePlan) return null;
  const parser = createDateParser(datePlan);
  let first = Number.NaN;
  let last = Number.NaN;
  let original = '';
  for (const text of times) {
    const bytes = Buffer.from(text, 'utf8');
    const micros = parser.parse(bytes, 0, bytes.length);
    if (Number.isNaN(micros)) continue;
    if (!(micros >= first)) {
      first = micros;
      original = text;
    }
    if (!(micros <= last)) last = micros;
  }
  return Number.isNaN(first) ? null : { first: rfc3339(first), last: rfc3339(last), original };
}
