import { readFileSync, statSync } from 'node:fs';
import * as v from 'valibot';
import { type Document, parseDocument } from 'yaml';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { FieldName } from '../../../../shared/vocabulary/fields.ts';
import type { Profile, ProfileColumn } from './profile.ts';
import { mapKeys, profileSchema } from './profile-schema.ts';

const maxFileBytes = 1 << 20;

/**
 * Reads a profile from a YAML file (the built-in ones beside this file are examples). Throws not-found,
 * input-unreadable, or input-format with the line or key that is wrong.
 */
export function loadProfileFile(path: string): Profile {
  const document = parseDocument(readText(path), { prettyErrors: true });
  const broken = document.errors[0];
  if (broken) throw wrongProfile(path, broken.message.split('\n')[0]!);
  const content = contentOf(path, document);
  const parsed = v.safeParse(profileSchema, content);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const place = placeOf(issue, content);
    throw wrongProfile(path, place === '' ? issue.message : `${place}: ${issue.message}`);
  }
  const said = parsed.output;
  const profile: Profile = {
    ...said,
    source: said.source ?? null,
    system: said.system ?? null,
    zone: said.zone ?? null,
    dateOrder: said.dateOrder ?? null,
    twoDigitYearsFrom: said.twoDigitYearsFrom ?? null,
    serialEpochYear: said.serialEpochYear ?? null,
    epochUnit: said.epochUnit ?? null,
    headers: said.headers ?? null,
    markers: said.markers ?? null,
    required: columnList(said.required),
    optional: columnList(said.optional),
    firstOf: said.firstOf.map(([field, headers]) => ({ field: field as FieldName, headers })),
    elements: said.elements.map(([name, element]) => ({ name, ...element })),
    contents: said.contents.map(([header, kind]) => ({ header, content: kind })),
  };
  refuseContradictions(path, profile);
  return profile;
}

function readText(path: string): string {
  try {
    const { size } = statSync(path);
    if (size > maxFileBytes)
      throw wrongProfile(path, `it has ${size} bytes, a profile has ${maxFileBytes} at most`);
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof AppError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') {
      throw new AppError('not-found', `there is no profile file ${path}. Check the path`, { path });
    }
    throw new AppError(
      'input-unreadable',
      `the profile file ${path} cannot be read (${code}). Check its rights`,
      {
        path,
      },
    );
  }
}

/** The document's keys; maps of columns as lists of key and value. */
function contentOf(path: string, document: Document.Parsed): unknown {
  let whole: unknown;
  try {
    whole = document.toJS({ mapAsMap: true });
  } catch (error) {
    // Aliases that multiply, or that name no anchor.
    throw wrongProfile(path, (error as Error).message);
  }
  if (!(whole instanceof Map)) return whole;
  const content = Object.create(null) as Record<string, unknown>;
  for (const [key, value] of whole) content[String(key)] = plain(value, 1);
  for (const key of mapKeys) {
    const value: unknown = whole.get(key);
    if (value === undefined) continue;
    if (!(value instanceof Map)) throw wrongProfile(path, `${key}: must be a map, such as {User ID: actor}`);
    content[key] = [...value].map(([name, said]) => [name === null ? '' : String(name), plain(said, 2)]);
  }
  return content;
}

function plain(value: unknown, depth: number): unknown {
  if (depth > 8) return null;
  if (Array.isArray(value)) return value.map((item) => plain(item, depth + 1));
  if (!(value instanceof Map)) return value;
  return Object.fromEntries([...value].map(([key, said]) => [String(key), plain(said, depth + 1)]));
}

/** Where a value is wrong, by the names in the file: `required.User ID`. */
function placeOf(issue: v.BaseIssue<unknown>, content: unknown): string {
  const path = (issue.path ?? []).map(({ key }) => key);
  const map = mapKeys.find((key) => key === path[0]);
  if (map === undefined || typeof path[1] !== 'number') return path.join('.');
  const entry = (content as Record<string, unknown[][]>)[map]?.[path[1]];
  return [map, String(entry?.[0]), ...path.slice(3)].join('.');
}

function columnList(columnFields: readonly (readonly [string, string | null])[]): ProfileColumn[] {
  return columnFields.map(([header, field]) => ({ header, field: field as FieldName | null }));
}

/** One column for a field; only `at` may be put together from two. */
function refuseContradictions(path: string, { required, optional, firstOf, system }: Profile): void {
  const counts = new Map<string, number>();
  const fields = [...required, ...optional, ...firstOf].map(({ field }) => field);
  for (const field of fields) if (field !== null) counts.set(field, (counts.get(field) ?? 0) + 1);
  if (system !== null && counts.has('system'))
    throw wrongProfile(path, 'system is both a constant and a column');
  for (const [field, count] of counts) {
    if (count > (field === 'at' ? 2 : 1)) throw wrongProfile(path, `${count} columns are given for ${field}`);
  }
  if (firstOf.some(({ field }) => field === 'at') && counts.get('at')! > 1) {
    throw wrongProfile(path, 'at is both a choice of columns and a column');
  }
}

function wrongProfile(path: string, what: string): AppError {
  return new AppError(
    'input-format',
    `${path} is not a usable profile: ${what}. Mend the file and try again`,
    { path },
  );
}
