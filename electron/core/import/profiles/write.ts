import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { stringify } from 'yaml';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { Profile, ProfileColumn } from './profile.ts';

/**
 * Writes a profile as YAML that loadProfileFile reads back the same, in a folder that is made if need be; replaces what is
 * there as a whole. Throws input-output.
 */
export function writeProfileFile(path: string, profile: Profile): void {
  const text = stringify(contentOf(profile), { lineWidth: 0, aliasDuplicateObjects: false });
  const part = `${path}.part`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(part, text, { flush: true });
    renameSync(part, path);
  } catch (error) {
    removeIfThere(part);
    const { code } = error as NodeJS.ErrnoException;
    throw new AppError(
      'input-output',
      `the profile ${path} cannot be written (${code}). Check rights and space`,
      {
        path,
      },
    );
  }
}

function removeIfThere(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Whatever kept it from being written is told already.
  }
}

/** Keys that say nothing are left out. Maps keep column names such as __proto__ apart from what objects have. */
function contentOf(profile: Profile): Map<string, unknown> {
  const { required, optional, firstOf, elements, contents, ...rest } = profile;
  const content = new Map<string, unknown>(Object.entries(rest).filter(([, value]) => saysSomething(value)));
  content.set('required', columnMap(required));
  const maps: readonly [string, Map<string, unknown>][] = [
    ['optional', columnMap(optional)],
    ['firstOf', new Map(firstOf.map(({ field, headers }) => [field, headers]))],
    ['elements', new Map(elements.map(({ name, ...element }) => [name, element]))],
    ['contents', new Map(contents.map(({ header, content: kind }) => [header, kind]))],
  ];
  for (const [key, map] of maps) if (map.size > 0) content.set(key, map);
  return content;
}

function saysSomething(value: unknown): boolean {
  return value !== null && !(Array.isArray(value) && value.length === 0);
}

function columnMap(columns: readonly ProfileColumn[]): Map<string, unknown> {
  return new Map(columns.map(({ header, field }) => [header, field]));
}
