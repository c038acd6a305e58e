import { basename } from 'node:path';
import { toErrorReport } from '../../../shared/contract/errors.ts';
import type { ImportPreview } from '../../../shared/contract/window.ts';
import { rfc3339 } from '../events/rfc3339.ts';
import { textOfBytes } from '../events/text-of-bytes.ts';
import { cellState } from './cells/cell-state.ts';
import { createDateParser } from './dates/parse.ts';
import { loadProfiles } from './profiles/load.ts';
import { formatOf } from './receipt.ts';
import { type Survey, type SurveyOptions, surveyFile } from './survey-file.ts';

const maxRows = 200;
/** Characters of the file's beginning that are shown as they are. */
const maxRawCharacters = 16_384;

/**
 * The contract's import.preview: how a file would be read, as far as that can be told, and why it would be refused.
 * Throws not-found for a path that leads nowhere; a file that is no log has a problem instead.
 */
export function previewImport(path: string, options: SurveyOptions): ImportPreview {
  const survey = surveyFile(path, options);
  const { shape, profile, mapping, timezoneBasis, notes, problem } = survey;
  const columns = mapping?.columns ?? [];
  return {
    file: basename(path),
    bytes: survey.sizeBytes,
    ...(shape ? formatOf(shape) : { format: formatNamed(problem?.details.format), encoding: '' }),
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
