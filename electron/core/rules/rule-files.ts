import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '../../../shared/contract/errors.ts';

/** The rules that come with the program. */
export const packFolder = fileURLToPath(new URL('./pack', import.meta.url));

export interface RuleFile {
  readonly path: string;
  /** As it is shown: of a pack rule its name within the pack, otherwise the path as it was given. */
  readonly name: string;
}

const maxFiles = 50_000;
const maxDepth = 32;

/**
 * The files that paths name: a file as it is, of a folder every .yml and .yaml in it and its subfolders. Sorted, each
 * once, so that rules do not depend on the order of arguments or of the file system. Throws not-found, rule-invalid.
 */
export async function findRuleFiles(paths: readonly string[]): Promise<RuleFile[]> {
  const found = new Set<string>();
  for (const path of paths) {
    const kind = await kindOf(path);
    if (kind === 'folder') await visit(path, 0, found);
    else if (kind === 'file') found.add(path);
    else throw new AppError('not-found', `there is no rule file or folder ${path}`, { path });
  }
  return [...found].sort().map((path) => ({ path, name: nameOf(path) }));
}

async function visit(folder: string, depth: number, found: Set<string>): Promise<void> {
  if (depth > maxDepth) throw tooMuch(`${folder}: folders nested more than ${maxDepth} deep`);
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries) {
    const path = join(folder, entry.name);
    // Links to folders are not followed: they can lead in circles.
    if (entry.isDirectory()) await visit(path, depth + 1, found);
    else if (/\.ya?ml$/i.test(entry.name) && (await kindOf(path)) === 'file') found.add(path);
    if (found.size > maxFiles) throw tooMuch(`more than ${maxFiles} rule files in ${folder}`);
  }
}

async function kindOf(path: string): Promise<'file' | 'folder' | undefined> {
  try {
    const stats = await stat(path);
    return stats.isDirectory() ? 'folder' : stats.isFile() ? 'file' : undefined;
  } catch {
    return undefined;
  }
}

function tooMuch(message: string): AppError {
  return new AppError('rule-invalid', `${message}; name the folders that hold rules`);
}

function nameOf(path: string): string {
  const within = relative(packFolder, path);
  return within.startsWith(`..${sep}`) || within === '' || within.startsWith(sep) ? path : within;
}
