import { canonicalJson } from '../../canonical-json.ts';
import type { ReportModel } from '../model.ts';
import { aboutTheData } from './about.ts';
import { findingsJson } from './findings-json.ts';
import { recordsCsv, rejectedCsv, sourcesCsv } from './tables.ts';

/** A file of the package's payload, by its path in data/. */
export interface PayloadFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * The machine-readable files of a report: what its document says, for programs. Each is made when it is asked for, so that one at a
 * time is in memory. The same model gives the same bytes.
 */
export function* payloadFiles(model: ReportModel): Generator<PayloadFile> {
  const rulePaths = pathsOfRules(model);
  yield { path: 'README.txt', bytes: Buffer.from(aboutTheData(model)) };
  yield { path: 'findings.json', bytes: Buffer.from(findingsJson(model, rulePaths)) };
  yield { path: 'records.csv', bytes: bytesOf(recordsCsv(model)) };
  yield { path: 'sources.csv', bytes: bytesOf(sourcesCsv(model)) };
  yield { path: 'rejected.csv', bytes: bytesOf(rejectedCsv(model)) };
  if (model.quality !== null)
    yield { path: 'quality.json', bytes: Buffer.from(canonicalJson(model.quality)) };
  yield { path: 'activity-log.jsonl', bytes: bytesOf(activityLogJsonl(model)) };
  for (const [index, { yaml }] of model.rules.entries()) {
    yield { path: rulePaths[index]!, bytes: Buffer.from(yaml) };
  }
}

/** Every entry of the log, one a line, in canonical JSON. */
function* activityLogJsonl({ activityLog }: ReportModel): Generator<string> {
  for (const entry of activityLog) yield `${canonicalJson(entry)}\n`;
}

/** Numbered, for ids are written by whoever wrote the rule and need be neither short, plain nor different. */
export function pathsOfRules({ rules }: ReportModel): string[] {
  const digits = String(rules.length).length;
  return rules.map(({ status }, index) => {
    const name = status.ruleId.replace(/[^A-Za-z0-9_-]/g, '_').slice(0, 64);
    return `rules/${String(index + 1).padStart(digits, '0')}-${name}.yml`;
  });
}

/** Most text that waits to be encoded, in UTF-16 code units. */
const pieceCap = 1 << 20;

function bytesOf(pieces: Iterable<string>): Uint8Array {
  const chunks: Buffer[] = [];
  let waiting = '';
  for (const piece of pieces) {
    waiting += piece;
    if (waiting.length < pieceCap) continue;
    chunks.push(Buffer.from(waiting));
    waiting = '';
  }
  chunks.push(Buffer.from(waiting));
  return Buffer.concat(chunks);
}
