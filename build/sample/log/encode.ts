import { organizationName } from '../agency/names.ts';
import type { RowBytes } from '../bytes/row-bytes.ts';
import { logMoment } from '../moments.ts';
import { noPlate, plateText, writePlate } from '../plates.ts';
import { type LogColumn, type LogEvent, logHeaders } from './event.ts';

const comma = 0x2c;
const quote = 0x22;
const lineFeed = 10;

/** Version 4, variant 1 (RFC 9562). */
const versionBits = (word: number) => (word & 0xffff0fff) | 0x4000;
const variantBits = (word: number) => (word & 0x3fffffff) | 0x80000000;

/** Writes the record of an event, without a line end. */
export function encodeEvent(row: RowBytes, event: LogEvent): void {
  const { id } = event;
  row.hex(id[0], false);
  row.byte(0x2d);
  row.hex(versionBits(id[1]), true);
  row.byte(0x2d);
  row.hex(variantBits(id[2]), true);
  row.hex(id[3], false);
  row.byte(comma);
  row.cell(event.account);
  row.byte(comma);
  row.text(organizationName);
  row.byte(comma);
  row.integer(event.networks);
  row.byte(comma);
  row.byte(quote);
  row.moment(event.frameStart);
  row.byte(lineFeed);
  row.moment(event.frameEnd);
  row.byte(quote);
  row.byte(comma);
  if (event.plate === noPlate) row.cell(event.plateText);
  else row.length = writePlate(event.plate, row.bytes, row.length);
  row.byte(comma);
  row.cell(event.reason);
  row.byte(comma);
  row.cell(event.caseNumber);
  row.byte(comma);
  row.cell(event.filters);
  row.byte(comma);
  row.byte(quote);
  row.moment(event.at);
  row.byte(quote);
  row.byte(comma);
  row.text(event.searchType);
  row.byte(comma);
  row.cell(event.prompt);
  row.byte(comma);
  row.text(event.moderation);
}

/** The ID of an event as the log has it. */
export function eventId({ id }: LogEvent): string {
  const hex = (word: number) => (word >>> 0).toString(16).padStart(8, '0');
  const digits = hex(id[0]) + hex(versionBits(id[1])) + hex(variantBits(id[2])) + hex(id[3]);
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** The same record cell by cell, for the few that are changed before they are written. */
export function eventCells(event: LogEvent): Record<LogColumn, string> {
  return {
    ID: eventId(event),
    Name: event.account,
    'Org Name': organizationName,
    'Total Networks Searched': String(event.networks),
    'Time Frame': `${logMoment(event.frameStart)}\n${logMoment(event.frameEnd)}`,
    'License Plate': event.plate === noPlate ? event.plateText : plateText(event.plate),
    Reason: event.reason,
    'Case #': event.caseNumber,
    Filters: event.filters,
    'Search Time': logMoment(event.at),
    'Search Type': event.searchType,
    'Text Prompt': event.prompt,
    Moderation: event.moderation,
  };
}

/** Cells of a record in the order of the header. */
export function inOrder(cells: Record<LogColumn, string>): string[] {
  return logHeaders.map((header) => cells[header]);
}
