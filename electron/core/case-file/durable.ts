import { closeSync, fsyncSync, openSync, statfsSync } from 'node:fs';
import { AppError } from '../../../shared/contract/errors.ts';

/** Makes the names in a folder durable: a created or renamed file is not safe until its folder is synced. */
export function syncFolder(path: string): void {
  const fd = openSync(path, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Refuses work that the disk of `folder` plainly has no room for. */
export function requireSpace(folder: string, neededBytes: number, purpose: string): void {
  const { bavail, bsize } = statfsSync(folder);
  const freeBytes = bavail * bsize;
  if (freeBytes >= neededBytes) return;
  throw new AppError(
    'disk-full',
    `${purpose} needs about ${formatBytes(neededBytes)} in ${folder}, ${formatBytes(freeBytes)} are free; ` +
      'free some space or choose another disk. Nothing was changed',
    { folder, neededBytes, freeBytes },
  );
}

function formatBytes(bytes: number): string {
  if (bytes < 1e6) return `${Math.ceil(bytes / 1e3)} kB`;
  if (bytes < 1e9) return `${Math.ceil(bytes / 1e6)} MB`;
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
