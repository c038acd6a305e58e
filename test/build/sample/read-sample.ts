import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Truth, TruthFile } from '../../../build/sample/truth.ts';

/** A record of a log file, as another CSV reader than ours finds it. */
export interface LogRecord {
  readonly file: string;
  /** 1-based, in its file. */
  readonly row: number;
  readonly cells: readonly string[];
  readonly fate: 'imported' | 'rejected' | 'duplicate';
}

export interface Log {
  readonly records: readonly LogRecord[];
  /** Records that are imported, by ID. */
  readonly events: ReadonlyMap<string, LogRecord>;
}

export const logHeader =
  'ID,Name,Org Name,Total Networks Searched,Time Frame,License Plate,Reason,Case #,Filters,Search Time,Search Type,Text Prompt,Moderation';
const columns = logHeader.split(',');
export const cellOf = (record: LogRecord, column: string) => record.cells[columns.indexOf(column)]!;

/** Lower-case hex SHA-256 by path below the folder, of every file in it. */
export function hashes(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    names
      .map(({ parentPath, name }) => join(parentPath, name))
      .toSorted()
      .map((path) => [
        path.slice(folder.length + 1),
        createHash('sha256').update(readFileSync(path)).digest('hex'),
      ]),
  );
}

/** Reads all files in the order of truth.json and decides of every record what truth.ts says decides it. */
export function readLog(folder: string, truth: Truth): Log {
  const records: LogRecord[] = [];
  const events = new Map<string, LogRecord>();
  for (const file of truth.files) {
    for (const [index, cells] of recordsOf(folder, file, truth).entries()) {
      const isEvent =
        cells !== null &&
        cells.length === 13 &&
        readTime(cells[9]!) !== null &&
        !cells.join().includes('\ufffd');
      const fate = !isEvent ? 'rejected' : events.has(cells[0]!) ? 'duplicate' : 'imported';
      const record: LogRecord = { file: file.file, row: index + 1, cells: cells ?? [], fate };
      records.push(record);
      if (fate === 'imported') events.set(cells![0]!, record);
    }
  }
  return { records, events };
}

/** Cells by record; null for one with an unclosed quote, which csv-parse would let swallow the rest. */
function recordsOf(folder: string, file: TruthFile, truth: Truth): (readonly string[] | null)[] {
  const bytes = readFileSync(join(folder, file.file));
  const unclosed = truth.defects
    .filter((defect) => defect.kind === 'unclosed-quote' && defect.file === file.file)
    .toSorted((a, b) => a.row! - b.row!);
  const kept: Buffer[] = [];
  let from = file.headerOffset;
  for (const { offset, bytes: length } of unclosed) {
    kept.push(bytes.subarray(from, offset));
    from = offset + length;
  }
  kept.push(bytes.subarray(from));
  const parsed: string[][] = parse(Buffer.concat(kept), {
    record_delimiter: file.lineEnd === 'CRLF' ? '\r\n' : '\n',
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
  });
  if (parsed[0]!.join() !== logHeader) throw new Error(`${file.file} begins with ${parsed[0]!.join()}`);
  const records: (readonly string[] | null)[] = parsed.slice(1);
  for (const { row } of unclosed) records.splice(row! - 1, 0, null);
  return records;
}

/** UTC milliseconds of 03/09/2025, 08:00:00 AM UTC; null where the text is no time. */
export function readTime(text: string): number | null {
  const match = /^(\d\d)\/(\d\d)\/(\d{4}), (\d\d):(\d\d):(\d\d) ([AP])M UTC$/.exec(text);
  if (!match) return null;
  const [month, day, year, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const at = Date.UTC(year, month - 1, day, (hour % 12) + (match[7] === 'P' ? 12 : 0), minute, second);
  const date = new Date(at);
  return date.getUTCDate() === day && date.getUTCMonth() === month - 1 ? at : null;
}
