import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { headerKey } from '../mapping/header-key.ts';
import type { Profile } from './profile.ts';
import { loadProfileFile } from './profile-file.ts';

const folder = new URL('./', import.meta.url);

let builtIn: readonly Profile[] | null = null;

/** The built-in profiles by id. Read once. */
export function loadProfiles(): readonly Profile[] {
  builtIn ??= readdirSync(folder)
    .filter((name) => name.endsWith('.yml'))
    .toSorted()
    .map((name) => loadProfileFile(fileURLToPath(new URL(name, folder))));
  return builtIn;
}

export interface ProfileMatch {
  readonly profile: Profile;
  /** How many of the profile's columns the file has. */
  readonly score: number;
}

/** The profile whose required columns are all there, with most columns in all; ties by id. Null if none. */
export function matchProfile(headers: readonly string[], profiles = loadProfiles()): ProfileMatch | null {
  const keys = new Set(headers.map(headerKey));
  let best: ProfileMatch | null = null;
  for (const profile of profiles) {
    const { required, optional } = profile;
    if (required.length === 0 || !required.every(({ header }) => keys.has(headerKey(header)))) continue;
    const score = required.length + optional.filter(({ header }) => keys.has(headerKey(header))).length;
    if (!best || score > best.score) best = { profile, score };
  }
  return best;
}
