import { AppError } from '../../../shared/contract/errors.ts';
import type { LooseEvent } from '../events/loose-table.ts';
import { instantOf, parseTime } from './instant.ts';
import { fieldsOfWindowsEvent } from './windows-event.ts';

/** Fields that can hold an event's time, the first that does counts. */
const timeFields = ['at', 'timestamp', '@timestamp', '_time', 'TimeCreated'] as const;
const maxDepth = 64;
const maxFields = 10_000;

/** A number with the text the file writes it in: identifiers of twenty digits must not be rounded. */
class WrittenNumber {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

type Reviver = (this: unknown, key: string, value: unknown, context: { readonly source?: string }) => unknown;
/** TypeScript's library does not know the source text a reviver is given (ECMAScript 2026). */
const parseJson = JSON.parse as (text: string, reviver: Reviver) => unknown;

/** Reads a line of NDJSON. Throws input-format naming file and line (1-based), as editors count. */
export function parseLooseEvent(line: string, file: string, lineNumber: number): LooseEvent {
  const refuse = (reason: string): never => {
    throw new AppError(
      'input-format',
      `${file}:${lineNumber}: ${reason}; the file must hold one JSON object a line`,
      { file, line: lineNumber },
    );
  };
  let value: unknown;
  try {
    value = parseJson(line, (_key, member, { source }) =>
      typeof member === 'number' ? new WrittenNumber(source ?? String(member)) : member,
    );
  } catch (error) {
    if (error instanceof RangeError) return refuse('nested too deep');
    if (!(error instanceof SyntaxError)) throw error;
    return refuse(`not valid JSON (${error.message.slice(0, 120)})`);
  }
  if (!isObject(value)) return refuse('not a JSON object');
  const event = looseEvent(value);
  return typeof event === 'string' ? refuse(event) : event;
}

/**
 * An event of plain values: nested objects become dotted fields, lists several cells of one field, null and empty
 * lists no cell; Windows event records have their fields by their own names too. A string says what is wrong.
 */
export function looseEvent(value: Readonly<Record<string, unknown>>): LooseEvent | string {
  const cells = new Map<string, string | string[]>();
  const named = fieldsOfWindowsEvent(value);
  const fault = flatten(value, '', cells, 0, false) ?? (named && flatten(named, '', cells, 0, false));
  if (fault !== undefined) return fault;
  for (const [name, cell] of cells)
    if (cell.length === 1 && typeof cell !== 'string') cells.set(name, cell[0]!);
  for (const field of timeFields) {
    const cell = cells.get(field);
    const micros = typeof cell === 'string' ? readTime(cell) : undefined;
    if (micros !== undefined) return { cells, micros };
    if (field === 'at' && cell !== undefined) {
      return `at is not a time such as 2025-06-18T00:02:04.789Z: ${JSON.stringify(cell).slice(0, 80)}`;
    }
  }
  return { cells, micros: Number.NaN };
}

function flatten(
  value: unknown,
  name: string,
  cells: Map<string, string | string[]>,
  depth: number,
  inList: boolean,
): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (depth > maxDepth) return `nested more than ${maxDepth} levels deep`;
  if (Array.isArray(value)) {
    for (const member of value) {
      const fault = flatten(member, name, cells, depth + 1, true);
      if (fault !== undefined) return fault;
    }
    return undefined;
  }
  if (isObject(value) && !(value instanceof WrittenNumber)) {
    for (const [key, member] of Object.entries(value)) {
      const fault = flatten(member, name === '' ? key : `${name}.${key}`, cells, depth + 1, inList);
      if (fault !== undefined) return fault;
    }
    return undefined;
  }
  const text = value instanceof WrittenNumber ? value.source : String(value);
  const before = cells.get(name);
  // {"a.b": 1, "a": {"b": 2}} writes one field twice: both are cells of it.
  if (before === undefined) cells.set(name, inList ? [text] : text);
  else if (typeof before === 'string') cells.set(name, [before, text]);
  else before.push(text);
  return cells.size > maxFields ? `more than ${maxFields} fields` : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** RFC 3339; without a zone it is read as UTC. A bare number counts seconds, milli- or microseconds since 1970. */
function readTime(text: string): number | undefined {
  const time = parseTime(text);
  if (time !== undefined) return instantOf(time) ?? time.clockMicros;
  if (!/^\d{9,16}(\.\d+)?$/.test(text)) return undefined;
  const number = Number(text);
  if (number < 1e11) return Math.round(number * 1e6);
  return Math.round(number < 1e14 ? number * 1000 : number);
}
