import { readFileSync, statSync } from 'node:fs';
import * as v from 'valibot';
import { type Document, parseDocument } from 'yaml';
import { AppError } from '../../../../shared/contract/errors.ts';
import { type FieldName, fieldDefinition } from '../../../../shared/vocabulary/fields.ts';
import { isKnownZone } from '../dates/zones.ts';
import type { Profile, ProfileColumn } from './profile.ts';

const maxFileBytes = 256 * 1024;

const sentence = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(2000));
const canonicalField = v.pipe(
  v.string(),
  v.check(
    (name) => fieldDefinition(name)?.kind === 'canonical',
    ({ input }) => `${JSON.stringify(input)} is not a canonical field (the command "fields" lists them)`,
  ),
);
const columns = v.record(v.pipe(v.string(), v.trim(), v.minLength(1)), canonicalField);

const profileSchema = v.strictObject({
  id: v.pipe(
    v.string(),
    v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be lower-case letters, digits and hyphens'),
  ),
  title: sentence,
  system: v.optional(sentence),
  zone: v.optional(
    v.pipe(
      v.string(),
      v.check(isKnownZone, ({ input }) => `${JSON.stringify(input)} is not a time zone`),
    ),
  ),
  dateOrder: v.optional(v.picklist(['mdy', 'dmy', 'ymd'])),
  twoDigitYearsFrom: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1970), v.maxValue(2000))),
  serialEpochYear: v.optional(v.picklist([1900, 1904])),
  required: columns,
  optional: v.optional(columns, {}),
  notes: v.optional(v.array(sentence), []),
  cannotTell: v.optional(v.array(sentence), []),
});

/**
 * Reads a profile from a YAML file (the built-in ones beside this file are examples). Throws not-found,
 * input-unreadable, or input-format with the line or key that is wrong.
 */
export function loadProfileFile(path: string): Profile {
  const document = parseDocument(readText(path), { prettyErrors: true });
  const broken = document.errors[0];
  if (broken) throw wrongProfile(path, broken.message.split('\n')[0]!);
  const parsed = v.safeParse(profileSchema, content(path, document));
  if (!parsed.success) {
    const issue = parsed.issues[0];
    const key = v.getDotPath(issue);
    throw wrongProfile(path, key === null ? issue.message : `${key}: ${issue.message}`);
  }
  const { system, zone, dateOrder, twoDigitYearsFrom, serialEpochYear, required, optional, ...rest } =
    parsed.output;
  const profile: Profile = {
    ...rest,
    system: system ?? null,
    zone: zone ?? null,
    dateOrder: dateOrder ?? null,
    twoDigitYearsFrom: twoDigitYearsFrom ?? null,
    serialEpochYear: serialEpochYear ?? null,
    required: columnList(required),
    optional: columnList(optional),
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

function content(path: string, document: Document.Parsed): unknown {
  try {
    return document.toJS();
  } catch (error) {
    // Aliases that multiply, or that name no anchor.
    throw wrongProfile(path, (error as Error).message);
  }
}

function columnList(columnFields: Readonly<Record<string, string>>): ProfileColumn[] {
  return Object.entries(columnFields).map(([header, field]) => ({ header, field: field as FieldName }));
}

/** One column for a field; only `at` may be put together from two. */
function refuseContradictions(path: string, { required, optional, system }: Profile): void {
  const counts = new Map<string, number>();
  for (const { field } of [...required, ...optional]) counts.set(field, (counts.get(field) ?? 0) + 1);
  if (system !== null && counts.has('system'))
    throw wrongProfile(path, 'system is both a constant and a column');
  for (const [field, count] of counts) {
    if (count > (field === 'at' ? 2 : 1)) throw wrongProfile(path, `${count} columns are given for ${field}`);
  }
}

function wrongProfile(path: string, what: string): AppError {
  return new AppError(
    'input-format',
    `${path} is not a usable profile: ${what}. Mend the file and try again`,
    { path },
  );
}
