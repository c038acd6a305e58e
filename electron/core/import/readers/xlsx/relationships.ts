import { posix } from 'node:path';
import { scanPart } from './read-part.ts';
import type { ZipDirectory, ZipPart } from './zip-directory.ts';

export interface Relationship {
  readonly id: string;
  /** The last piece of its type: "worksheet", "pivotTable", "sharedStrings". */
  readonly type: string;
  /** Undefined where it leads out of the workbook or to nothing. */
  readonly part: ZipPart | undefined;
  /** As written. */
  readonly target: string;
  readonly isExternal: boolean;
}

/** Relationships of a part ("" is the package itself). Parts are looked up, never opened by path. */
export async function readRelationships(zip: ZipDirectory, ofPart: string): Promise<Relationship[]> {
  const folder = posix.dirname(`/${ofPart}`);
  const name = posix.join(folder, '_rels', `${posix.basename(ofPart)}.rels`).slice(1);
  const part = zip.parts.get(name.toLowerCase());
  if (part === undefined) return [];
  const found: Relationship[] = [];
  await scanPart(zip, part, {
    open(element, scanner) {
      if (element !== 'Relationship') return;
      const target = scanner.attribute('Target') ?? '';
      const isExternal = scanner.attribute('TargetMode') === 'External';
      found.push({
        id: scanner.attribute('Id') ?? '',
        type: (scanner.attribute('Type') ?? '').split('/').at(-1)!,
        part: isExternal ? undefined : partAt(zip, posix.resolve(folder, target)),
        target,
        isExternal,
      });
    },
    close() {},
    text() {},
  });
  return found;
}

function partAt(zip: ZipDirectory, path: string): ZipPart | undefined {
  const name = path.slice(1).toLowerCase();
  return zip.parts.get(name) ?? zip.parts.get(safeDecode(name));
}

/** Targets are URIs: a blank in a name is %20. */
function safeDecode(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
