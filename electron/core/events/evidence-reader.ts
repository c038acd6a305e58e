import { closeSync, openSync, readSync } from 'node:fs';
import { AppError } from '../../../shared/contract/errors.ts';

/** Bytes read at once: cells of neighboring rows lie together. */
const windowBytes = 1 << 20;

interface OpenFile {
  readonly fd: number;
  readonly window: Buffer;
  start: number;
  length: number;
}

/** Reads stretches of sealed files, a window at a time. */
export class EvidenceReader {
  readonly #pathOf: (sha256: string) => string;
  readonly #open = new Map<string, OpenFile>();

  constructor(pathOf: (sha256: string) => string) {
    this.#pathOf = pathOf;
  }

  /** The bytes [offset, offset + length); valid until the next read of the same file. */
  read(sha256: string, offset: number, length: number): Buffer {
    const file = this.#file(sha256);
    if (offset >= file.start && offset + length <= file.start + file.length) {
      return file.window.subarray(offset - file.start, offset - file.start + length);
    }
    if (length > windowBytes)
      return fill(file.fd, Buffer.alloc(length), offset, length, this.#pathOf(sha256));
    const got = readSync(file.fd, file.window, 0, windowBytes, offset);
    if (got < length) throw cutShort(this.#pathOf(sha256), offset, length);
    file.start = offset;
    file.length = got;
    return file.window.subarray(0, length);
  }

  close(): void {
    for (const { fd } of this.#open.values()) closeSync(fd);
    this.#open.clear();
  }

  #file(sha256: string): OpenFile {
    let file = this.#open.get(sha256);
    if (file) return file;
    const path = this.#pathOf(sha256);
    try {
      file = { fd: openSync(path, 'r'), window: Buffer.allocUnsafeSlow(windowBytes), start: 0, length: 0 };
    } catch (thrown) {
      const { code } = thrown as NodeJS.ErrnoException;
      throw new AppError(
        'case-damaged',
        `the sealed file ${path} cannot be read (${code}); run \`case verify\` and restore the case from a backup`,
        { path, sha256 },
      );
    }
    this.#open.set(sha256, file);
    return file;
  }
}

function fill(fd: number, target: Buffer, offset: number, length: number, path: string): Buffer {
  let got = 0;
  while (got < length) {
    const read = readSync(fd, target, got, length - got, offset + got);
    if (read === 0) throw cutShort(path, offset, length);
    got += read;
  }
  return target;
}

function cutShort(path: string, offset: number, length: number): AppError {
  return new AppError(
    'case-damaged',
    `the sealed file ${path} ends before byte ${offset + length}; run \`case verify\` and restore the case from a backup`,
    { path, offset, length },
  );
}
