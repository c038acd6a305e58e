import { createHash } from 'node:crypto';
import { AppError } from '../../../../shared/contract/errors.ts';
import { type JobContext, throwIfCancelled } from '../../job.ts';
import { visibleText } from '../document/visible-characters.ts';
import { readManifest } from '../package/manifest.ts';
import { packageFiles, payloadFolder } from '../package/names.ts';
import { fingerprintOf } from '../signature/algorithms.ts';
import type { Container } from './container.ts';
import type { TagFiles } from './tag-files.ts';

/** These must be listed by the tag manifest, or nothing protects them. */
const mustBeListed: readonly string[] = [packageFiles.bagit, packageFiles.bagInfo, packageFiles.manifest];
/** These cannot be listed by what they sign or are. */
const unlisted: ReadonlySet<string> = new Set([packageFiles.tagManifest, packageFiles.signature]);

/** Compares every file with the two manifests. Each problem names its file; none means that all files are as listed. */
export async function checkFiles(
  container: Container,
  tagFiles: TagFiles,
  job: JobContext,
): Promise<string[]> {
  const { listed, problems } = readLists(container, tagFiles);
  for (const path of mustBeListed) {
    if (!listed.has(path)) problems.push(`${packageFiles.tagManifest}: does not list ${path}`);
  }
  for (const [path, kind] of container.oddities) problems.push(`${visibleText(path)}: is ${kind}`);

  const sizes = [...container.files.values()].map(({ sizeBytes }) => sizeBytes);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let done = 0;
  const onBytes = (count: number): void => {
    throwIfCancelled(job);
    done += count;
    job.report({ done, total, unit: 'bytes', stage: 'checking the files' });
  };
  for (const path of [...container.files.keys()].sort()) {
    const expected = listed.get(path);
    if (expected === undefined) {
      if (!unlisted.has(path)) problems.push(`${visibleText(path)}: is not listed${hintFor(path)}`);
      continue;
    }
    const known = tagFiles.get(path);
    // What was read and used is what is compared, even if the file changes meanwhile.
    const actual = known ? fingerprintOf(known) : await hashFile(container, path, onBytes);
    if (actual === undefined) problems.push(`${path}: cannot be read, or is damaged`);
    else if (actual !== expected) problems.push(`${path}: changed`);
  }
  for (const path of listed.keys()) {
    if (!container.files.has(path) && !container.oddities.has(path)) problems.push(`${path}: missing`);
  }
  return problems;
}

function readLists(
  container: Container,
  tagFiles: TagFiles,
): { listed: Map<string, string>; problems: string[] } {
  const listed = new Map<string, string>();
  const problems: string[] = [];
  const add = (name: string, isAllowed: (path: string) => boolean): void => {
    const bytes = tagFiles.get(name);
    if (!bytes) {
      problems.push(
        `${name}: ${container.files.has(name) ? 'cannot be read, or is far too large' : 'missing'}`,
      );
      return;
    }
    const manifest = readManifest(bytes, name);
    problems.push(...manifest.problems);
    for (const { path, sha256: hash } of manifest.entries) {
      if (isAllowed(path)) listed.set(path, hash);
      else problems.push(`${name}: may not list ${path}`);
    }
  };
  add(packageFiles.tagManifest, (path) => !path.startsWith(payloadFolder) && !unlisted.has(path));
  add(packageFiles.manifest, (path) => path.startsWith(payloadFolder));
  return { listed, problems };
}

const hintFor = (path: string): string =>
  isTimeStamp(path)
    ? '; a time stamp, which this version cannot check: use `openssl ts -verify`'
    : ' in the manifests: it was added';

/** A time stamp of the signature (RFC 3161), which may arrive after the package was made. */
export const isTimeStamp = (path: string): boolean => path.startsWith('signatures/') && path.endsWith('.tsr');

async function hashFile(
  container: Container,
  path: string,
  onBytes: (count: number) => void,
): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    for await (const slice of container.files.get(path)!.read()) {
      onBytes(slice.length);
      hash.update(slice);
    }
    return hash.digest('hex');
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown; // stopped by the user
    return undefined;
  }
}
