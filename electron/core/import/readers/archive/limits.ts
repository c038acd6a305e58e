import { AppError } from '../../../../../shared/contract/errors.ts';

/** How large an archive may turn out to be. Logs shrink 5 to 30 times, rarely 100 times; deflate can shrink 1032 times. */
export interface ArchiveLimits {
  /** Entries of all archives together. */
  readonly entries: number;
  /** Archives inside the outermost one. */
  readonly nestedArchives: number;
  /** Archives one inside the other, the outermost counted. */
  readonly depth: number;
  /** Bytes out for a byte of the outermost file. */
  readonly ratio: number;
  /** Below so many bytes the ratio is not looked at. */
  readonly ratioFromBytes: number;
  /** Bytes of everything in it, unpacked. */
  readonly totalBytes: number;
}

export const archiveLimits: ArchiveLimits = {
  entries: 50_000,
  nestedArchives: 1000,
  depth: 3,
  ratio: 200,
  ratioFromBytes: 256 * 2 ** 20,
  totalBytes: 256 * 2 ** 30,
};

/** Counts what is read of the outermost file, estimated where an archive lies inside another. */
export interface Meter {
  outerBytes: number;
}

/** Keeps count of what an archive expands to while it is read, and refuses it beyond the limits. */
export class Expansion {
  readonly limits: ArchiveLimits;
  readonly #label: string;
  readonly #outerSizeBytes: number;
  #declaredBytes = 0;
  #seenBytes = 0;
  #entries = 0;
  #nestedArchives = 0;

  constructor(label: string, outerSizeBytes: number, limits: ArchiveLimits) {
    this.#label = label;
    this.#outerSizeBytes = outerSizeBytes;
    this.limits = limits;
  }

  addEntries(count: number): void {
    this.#entries += count;
    if (this.#entries > this.limits.entries) {
      throw this.#refuse(
        `holds more than ${this.limits.entries} files, as archives made to exhaust a computer do`,
        'unpack it and choose the logs inside',
      );
    }
  }

  addNestedArchive(label: string, depth: number): void {
    this.#nestedArchives++;
    if (this.#nestedArchives > this.limits.nestedArchives) {
      throw this.#refuse(
        `holds more than ${this.limits.nestedArchives} further archives`,
        'unpack it and choose the logs inside',
      );
    }
    if (depth > this.limits.depth) {
      throw this.#refuse(
        `has archives one inside the other, more than ${this.limits.depth} deep, down to ${label}`,
        'unpack the outer ones and choose what is inside',
      );
    }
  }

  /** An entry as its directory describes it; `outerBytes` is what it takes of the outermost file. */
  declare(label: string, sizeBytes: number, outerBytes: number): void {
    this.#declaredBytes += sizeBytes;
    this.#check(label, sizeBytes, outerBytes);
    this.#check(null, this.#declaredBytes, this.#outerSizeBytes);
  }

  /** Counts the bytes of one stream as they come; a stream that is read again counts once. */
  counter(label: string, meter: Meter, seenBefore: { bytes: number }): (bytes: number) => void {
    let sizeBytes = 0;
    return (bytes) => {
      sizeBytes += bytes;
      this.#check(label, sizeBytes, meter.outerBytes);
      if (sizeBytes <= seenBefore.bytes) return;
      this.#seenBytes += sizeBytes - seenBefore.bytes;
      seenBefore.bytes = sizeBytes;
      this.#check(null, this.#seenBytes, this.#outerSizeBytes);
    };
  }

  #check(label: string | null, sizeBytes: number, outerBytes: number): void {
    const { ratio, ratioFromBytes, totalBytes } = this.limits;
    const what = label === null ? 'would unpack' : `would unpack ${label}`;
    if (sizeBytes > totalBytes) {
      throw this.#refuse(
        `${what} to more than ${gibibytes(totalBytes)}`,
        'unpack it yourself, and choose the logs inside',
      );
    }
    if (sizeBytes > ratioFromBytes && sizeBytes > outerBytes * ratio) {
      throw this.#refuse(
        `${what} to more than ${ratio} times its size and ${gibibytes(ratioFromBytes)}, as no log does`,
        'if you trust it, unpack it yourself and choose the logs inside',
      );
    }
  }

  #refuse(why: string, wayOut: string): AppError {
    return new AppError('input-format', `${this.#label} ${why}: ${wayOut}`, { path: this.#label });
  }
}

const gibibytes = (bytes: number): string => `${Number((bytes / 2 ** 30).toPrecision(3))} GiB`;
