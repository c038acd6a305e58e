import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import type { EventRecord } from '../../../shared/contract/records.ts';
import { type EventSink, type ExportedEvent, exportedFields } from './export-sink.ts';

/**
 * A cell of an RFC 4180 file for people's spreadsheets. Text that a spreadsheet would run as a formula (OWASP: =, +, -,
 * @, tab, carriage return first) gets an apostrophe before it; the file's first column says in how many cells of the row.
 */
function csvCell(text: string): { readonly cell: string; readonly neutralized: boolean } {
  const neutralized = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text);
  const safe = neutralized ? `'${text}` : text;
  return { cell: /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe, neutralized };
}

/** Writes events as CSV: UTF-8, CRLF, a header line, one event a line. */
export function writeCsv(path: string): EventSink {
  const fd = openSync(path, 'wx', 0o600);
  const put = (text: string) => {
    const bytes = Buffer.from(text, 'utf8');
    for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done);
  };
  put(`${csvHeader.join(',')}\r\n`);
  return {
    write: (events) => put(events.map((event) => `${line(event)}\r\n`).join('')),
    end() {
      fsyncSync(fd);
      closeSync(fd);
    },
    abandon: () => closeSync(fd),
  };
}

const csvHeader = [
  'apostrophes_added',
  'file',
  'row',
  'offset',
  'at',
  'at_original',
  ...exportedFields,
  'states',
  'facts',
  'extra',
  'occurrences',
];

function line({ record, occurrences }: ExportedEvent): string {
  const cells = [
    record.file,
    String(record.row),
    String(record.offset),
    record.at,
    record.atOriginal,
    ...exportedFields.map((name) => fieldText(record, name)),
    JSON.stringify(record.states),
    JSON.stringify(record.facts),
    JSON.stringify(record.extra),
    String(occurrences.length + 1),
  ].map(csvCell);
  const neutralized = cells.filter((one) => one.neutralized).length;
  return [neutralized, ...cells.map(({ cell }) => cell)].join(',');
}

function fieldText(record: EventRecord, name: string): string {
  const value = record[name];
  return value === undefined ? '' : String(value);
}
