import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import * as v from 'valibot';

const mostBytes = 1_000_000;

/**
 * Reads a small file the program keeps for itself. One that is missing, too long, no JSON or of another form gives the
 * fallback: a window that does not open over a lost preference would be worse than the loss. A damaged one is set
 * aside as NAME.damaged.
 */
export function readStoredJson<Value>(
  file: string,
  schema: v.GenericSchema<unknown, Value>,
  fallback: Value,
): Value {
  try {
    if (statSync(file).size > mostBytes) throw new Error('too long');
    return v.parse(schema, JSON.parse(readFileSync(file, 'utf8')));
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'ENOENT') setAside(file);
    return fallback;
  }
}

/** Replaces the file as a whole: after a power cut it is the old one or the new one. */
export function writeStoredJson(file: string, value: unknown): void {
  const folder = dirname(file);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const partial = `${file}.partial`;
  const fd = openSync(partial, 'w', 0o600);
  try {
    writeSync(fd, `${JSON.stringify(value, null, 2)}\n`);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameSync(partial, file);
  // Windows has no way to sync a folder, and needs none.
  if (process.platform !== 'win32') syncFolder(folder);
}

function syncFolder(folder: string): void {
  const fd = openSync(folder, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

function setAside(file: string): void {
  try {
    renameSync(file, `${file}.damaged`);
  } catch {
    // It stays where it is and is replaced at the next change.
  }
}
