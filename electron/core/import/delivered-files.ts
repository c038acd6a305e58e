import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { AppError } from '../../../shared/contract/errors.ts';

/** A file to import and what it is called: its name, or its way inside the folder that was named. */
export interface DeliveredFile {
  readonly path: string;
  readonly name: string;
}

/** Files of a folder at most; more is a folder named by mistake. */
const maxFiles = 100_000;
/** What systems leave in folders. */
const leftovers = /^(\..*|Thumbs\.db|desktop\.ini|__MACOSX)$/i;

/**
 * The file named, or the files of the folder named with all its subfolders, in order of name. What systems leave in
 * folders (.DS_Store and the like) is left out. Links inside folders are not followed. A folder without files stands for
 * itself: importing it says so. Throws usage.
 */
export function deliveredFiles(path: string): DeliveredFile[] {
  const itself = [{ path, name: basename(path) }];
  if (!isFolder(path)) return itself;
  const files = filesIn(path, '');
  return files.length === 0 ? itself : files;
}

function filesIn(folder: string, way: string): DeliveredFile[] {
  const files: DeliveredFile[] = [];
  const entries = readdirSync(join(folder, way), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (leftovers.test(entry.name)) continue;
    const inside = way === '' ? entry.name : `${way}/${entry.name}`;
    if (entry.isDirectory()) files.push(...filesIn(folder, inside));
    else if (entry.isFile()) files.push({ path: join(folder, inside), name: inside });
    if (files.length > maxFiles) {
      throw new AppError('usage', `${folder} has more than ${maxFiles} files: name the folder of the logs`, {
        path: folder,
      });
    }
  }
  return files;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
