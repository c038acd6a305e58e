import type { ByteSource } from '../../../../../electron/core/import/readers/table-reader.ts';

/** Bytes in memory as a source, in pieces of the given sizes over and over. */
export function sourceOf(bytes: Uint8Array, sizes: readonly number[] = [1 << 16]): ByteSource {
  return {
    label: 'log.csv',
    sizeBytes: bytes.length,
    async *open() {
      for (let at = 0, i = 0; at < bytes.length; i++) {
        const size = sizes[i % sizes.length]!;
        yield bytes.subarray(at, at + size);
        at += size;
      }
    },
  };
}

export async function bytesOf(source: ByteSource): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const piece of source.open()) parts.push(Buffer.from(piece));
  return Buffer.concat(parts);
}
