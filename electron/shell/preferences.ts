import { join } from 'node:path';
import * as v from 'valibot';
import { AppError } from '../../shared/contract/errors.ts';
import { readStoredJson, writeStoredJson } from './stored-json.ts';

const mostCharacters = 100_000;
const stored = v.record(v.string(), v.unknown());

/** What the page wants to find again: its own affair, as long as it is short. */
export function readPreferences(userData: string): Record<string, unknown> {
  return readStoredJson(join(userData, 'preferences.json'), stored, {});
}

/** Throws `usage` where they are too long. */
export function writePreferences(userData: string, preferences: Readonly<Record<string, unknown>>): void {
  const { length } = JSON.stringify(preferences);
  if (length > mostCharacters) {
    throw new AppError(
      'usage',
      `the preferences have ${length} characters, at most ${mostCharacters} are kept`,
    );
  }
  writeStoredJson(join(userData, 'preferences.json'), preferences);
}
