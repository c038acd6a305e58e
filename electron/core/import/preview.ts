import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { toErrorReport } from '../../../shared/contract/errors.ts';
import type { ImportPreview } from '../../../shared/contract/window.ts';
import { rfc3339 } from '../events/rfc3339.ts';
import { textOfBytes } from '../events/text-of-bytes.ts';
import type { JobContext } from '../job.ts';
import { cellState } from './cells/cell-state.ts';
import { createDateParser } from './dates/parse.ts';
import { loadProfiles } from './profiles/load.ts';
import { ownProfileFolder } from './profiles/own-folder.ts';
import { checkUtf8 } from './readers/encoding/check-utf8.ts';
import { guessEncodings } from './readers/encoding/guess.ts';
import type { Survey, SurveyOptions } from './survey-file.ts';
import { type SurveyedTable, surveyTable } from './survey-table.ts';

const maxRows = 200;
/** Characters of the file's beginning that are shown as they are. */
const maxRawCharacters = 16_384;
/** Of larger files only so much is looked at for bytes that are not UTF-8. */
const encodingBytes = 256 << 20;

/**
 * The contract's import.preview: how a table of a file would be read, as far as that can be told, and why it would be
 * refused. Throws not-found for a path that leads nowhere; a file that is no log has a problem instead.
 */
export async function previewImport(
  path: string,
  options: SurveyOptions & { readonly table: number },
  job: JobContext,
): Promise<ImportPreview> {
  const surveyed = await surveyTable(path, options, job);
  const isText = surveyed.text !== null && surveyed.found.tables.every(({ member }) => member === null);
  const guesses = isText && options.choices?.encoding === undefined ? await guessesFor(path, job) : [];
  return described(path, surveyed, guesses);
}

async function guessesFor(path: string, job: JobContext): Promise<ImportPreview['encodingGuesses']> {
  const open = () => createReadStream(path, { end: encodingBytes - 1, highWaterMark: 1 << 20 });
  return guessEncodings(await checkUtf8({ label: path, sizeBytes: null, open }, job));
}

function described(
  path: string,
  { survey, text, found }: SurveyedTable,
  encodingGuesses: ImportPreview['encodingGuesses'],
): ImportPreview {
  const { shape, profile, mapping, timezoneBasis, notes, problem } = survey;
  const columns = mapping?.columns ?? [];
  return {
    file: basename(path),
    ...found,
    encodingGuesses,
    delimiter: text?.text.delimiter ?? '',
    quote: text?.text.quote ?? null,
    headerLine: text?.headerLine ?? null,
    how: text?.how ?? null,
    preambleLines: text?.preambleLines ?? 0,
    profile: profile && { id: profile.id, title: profile.title, notes: profile.notes },
    profiles: loadProfiles({ profileFolders: [ownProfileFolder()], onProblem: () => {} }).map(
      ({ id, title }) => ({ id, title }),
    ),
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
