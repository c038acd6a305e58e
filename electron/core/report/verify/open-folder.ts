import { constants, type Dirent } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../../shared/contract/errors.ts';
import { type Container, type ContainerFile, filesCap } from './container.ts';

const depthCap = 20;

/** Lists an unpacked package. Links in it are not followed. */
export async function openFolder(root: string): Promise<Container> {
  const files = new Map<string, ContainerFile>();
  const oddities = new Map<string, string>();
  const open: { path: string; depth: number }[] = [{ path: '', depth: 0 }];
  for (let folder = open.pop(); folder; folder = open.pop()) {
    for (const entry of await readdir(join(root, folder.path), { withFileTypes: true })) {
      const path = folder.path === '' ? entry.name : `${folder.path}/${entry.name}`;
      if (files.size + oddities.size > filesCap || folder.depth > depthCap) {
        throw new AppError(
          'package',
          `${root}: holds more files or folders than any package of this program`,
        );
      }
      if (entry.isDirectory()) open.push({ path, depth: folder.depth + 1 });
      else if (entry.isFile()) files.set(path, await fileAt(join(root, path)));
      else oddities.set(path, kindOf(entry));
    }
  }
  return { files, oddities, close: () => {} };
}

function kindOf(entry: Dirent): string {
  return entry.isSymbolicLink() ? 'a symbolic link' : 'neither a file nor a folder';
}

async function fileAt(path: string): Promise<ContainerFile> {
  const { size } = await lstat(path);
  return { sizeBytes: size, read: () => slices(path) };
}

/** A link or pipe that took the file's place since it was listed is not followed and not waited for. */
async function* slices(path: string): AsyncGenerator<Buffer> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    yield* handle.createReadStream({ highWaterMark: 1 << 20, autoClose: false }) as AsyncIterable<Buffer>;
  } finally {
    await handle.close();
  }
}
