import { packageFiles } from '../package/names.ts';
import { signatureBytesCap } from '../signature/check-detached.ts';
import type { Container, ContainerFile } from './container.ts';

/** The files that are read whole, by path. One that is missing, unreadable or far too large is not in it. */
export type TagFiles = ReadonlyMap<string, Buffer>;

/** Most bytes read of each: a manifest of 100 000 files has about 10 MB. */
const bytesCaps: Readonly<Record<string, number>> = {
  [packageFiles.tagManifest]: 1 << 20,
  [packageFiles.manifest]: 32 << 20,
  [packageFiles.signature]: signatureBytesCap,
  [packageFiles.signer]: 1 << 18,
  [packageFiles.chain]: 1 << 18,
};

export async function readTagFiles(container: Container): Promise<TagFiles> {
  const files = new Map<string, Buffer>();
  for (const [path, cap] of Object.entries(bytesCaps)) {
    const file = container.files.get(path);
    const bytes = file && (await readCapped(file, cap));
    if (bytes) files.set(path, bytes);
  }
  return files;
}

async function readCapped(file: ContainerFile, cap: number): Promise<Buffer | undefined> {
  if (file.sizeBytes > cap) return undefined;
  const slices: Buffer[] = [];
  let sizeBytes = 0;
  try {
    for await (const slice of file.read()) {
      sizeBytes += slice.length;
      if (sizeBytes > cap) return undefined;
      slices.push(slice);
    }
  } catch {
    return undefined; // damaged, or not readable; whoever needs the file says so
  }
  return Buffer.concat(slices);
}
