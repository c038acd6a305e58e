import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { AppError } from '../../../shared/contract/errors.ts';

/**
 * Refuses a case whose closed database has a `-wal`, `-journal` or `-shm` beside it. SQLite would apply such a file
 * without a word and even integrity_check would say ok, so it must be refused before SQLite sees it. A database whose
 * header says WAL was not closed cleanly: its own side files belong to it.
 */
export function refuseForeignSideFiles(path: string): void {
  if (headerSaysOpen(path)) return;
  for (const suffix of ['-wal', '-journal', '-shm']) {
    const side = path + suffix;
    if (!existsSync(side)) continue;
    if (suffix === '-journal' && isOwnInterruptedClose(path, side)) continue;
    throw new AppError(
      'case-side-file',
      `${side} stands beside a case that was closed cleanly. It does not belong there and would change the case. ` +
        'Find out where it comes from, move it away, and open the case again',
      { path, side },
    );
  }
}

/** Bytes 18 and 19 of a SQLite file: 2 while it is in WAL mode, 1 after a clean close. */
function headerSaysOpen(path: string): boolean {
  const header = readAt(path, 0, 20);
  return header.length === 20 && (header[18] === 2 || header[19] === 2);
}

/**
 * Whether a journal is what a kill in the middle of opening or closing leaves: it holds at most page 1, and that page
 * differs from the database's in nothing but the header fields such a switch writes (SQLite file format §1.3, §3).
 */
function isOwnInterruptedClose(path: string, journal: string): boolean {
  const size = statSync(journal).size;
  if (size === 0) return true;
  const header = readAt(journal, 0, 28);
  const magic = Buffer.from([0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7]);
  if (header.length < 28) return true;
  // A journal whose header is not (yet, or any more) valid is ignored by SQLite.
  if (!header.subarray(0, 8).equals(magic)) return header.every((byte) => byte === 0);
  const sectorBytes = header.readUInt32BE(20);
  const pageBytes = header.readUInt32BE(24);
  const recordBytes = pageBytes + 8;
  if (pageBytes < 512 || pageBytes > 65536 || sectorBytes < 28 || sectorBytes > 65536) return false;
  if (size - sectorBytes > recordBytes) return false;
  const record = readAt(journal, sectorBytes, recordBytes);
  if (record.length < recordBytes) return true;
  if (record.readUInt32BE(0) !== 1) return false;
  const before = Buffer.from(record.subarray(4, 4 + pageBytes));
  const now = readAt(path, 0, pageBytes);
  if (now.length !== pageBytes) return false;
  for (const page of [before, now]) {
    page.fill(0, 18, 20); // file format versions: what the switch is about
    page.fill(0, 24, 28); // change counter
    page.fill(0, 92, 100); // version-valid-for, library version
  }
  return before.equals(now);
}

function readAt(path: string, position: number, length: number): Buffer {
  const fd = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, readSync(fd, bytes, 0, length, position));
  } finally {
    closeSync(fd);
  }
}
