/** A package as it lies there, folder or zip: what verification reads. Nothing in it is trusted, unpacked or run. */
export interface Container {
  /** Every file, by path below the top folder. */
  readonly files: ReadonlyMap<string, ContainerFile>;
  /** What is neither file nor folder, such as a symbolic link: path and what it is. */
  readonly oddities: ReadonlyMap<string, string>;
  close(): void;
}

export interface ContainerFile {
  readonly sizeBytes: number;
  /** The bytes in slices; rejects if they cannot be read. */
  read(): AsyncIterable<Buffer>;
}

/** More files than any report has: a package with more is not one of ours. */
export const filesCap = 100_000;
