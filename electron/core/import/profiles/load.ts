import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '../../../../shared/contract/errors.ts';
import { bestProfile, type ProfileMatch } from './match.ts';
import type { Profile } from './profile.ts';
import { loadProfileFile } from './profile-file.ts';

const folder = new URL('./', import.meta.url);
const maxSavedProfiles = 1000;

let builtIn: readonly Profile[] | null = null;

export interface ProfileSources {
  /** Folders of the examiner's own profiles; one that is not there holds none. */
  readonly profileFolders?: readonly string[] | undefined;
  /** Takes what is wrong with a saved profile, which is left out. Without it, the first one is thrown. */
  readonly onProblem?: ((problem: AppError) => void) | undefined;
}

/** The examiner's own profiles and the built-in ones, each by id. The built-in ones are read once. */
export function loadProfiles({ profileFolders = [], onProblem }: ProfileSources = {}): readonly Profile[] {
  builtIn ??= profileFiles(fileURLToPath(folder)).map(loadProfileFile);
  const taken = new Map(builtIn.map(({ id }) => [id, 'a built-in profile']));
  const saved: Profile[] = [];
  for (const path of profileFolders.flatMap(profileFiles).slice(0, maxSavedProfiles)) {
    try {
      const profile = loadProfileFile(path);
      const other = taken.get(profile.id);
      if (other !== undefined) throw sameId(path, profile.id, other);
      taken.set(profile.id, path);
      saved.push(profile);
    } catch (thrown) {
      if (!(thrown instanceof AppError) || !onProblem) throw thrown;
      onProblem(thrown);
    }
  }
  return [...saved, ...builtIn];
}

/** The profile that fits a file best (match.ts); null if none does. `samples`, by column, tell files without a header. */
export function matchProfile(
  headers: readonly string[],
  profiles: readonly Profile[] = loadProfiles(),
  samples?: readonly (readonly string[])[],
): ProfileMatch | null {
  return bestProfile(headers, profiles, samples);
}

function profileFiles(path: string): string[] {
  try {
    return readdirSync(path)
      .filter((name) => /\.ya?ml$/i.test(name))
      .toSorted()
      .map((name) => join(path, name));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return [];
    throw new AppError(
      'input-unreadable',
      `the folder of profiles ${path} cannot be read (${code}). Check its rights`,
      { path },
    );
  }
}

function sameId(path: string, id: string, other: string): AppError {
  return new AppError('exists', `${path} has the id ${id}, as ${other} does. Give it an id of its own`, {
    path,
    id,
  });
}
