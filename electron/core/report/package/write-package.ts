import { randomBytes } from 'node:crypto';
import { link, lstat, mkdir, rename, rm, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../../../shared/contract/errors.ts';
import { syncFolder } from '../../case-file/durable.ts';
import { type JobContext, throwIfCancelled } from '../../job.ts';
import { program } from '../../program.ts';
import type { SigningIdentity } from '../identity/identity.ts';
import { checkDetached } from '../signature/check-detached.ts';
import { toPem } from '../signature/pem.ts';
import { signDetached } from '../signature/sign-detached.ts';
import { bagInfoText, bagitText } from './bag-info.ts';
import { diskError, requireParent } from './disk-error.ts';
import { type ManifestEntry, writeManifest } from './manifest.ts';
import { caseKey, packageFiles, payloadFolder, problemOfName, problemOfPath } from './names.ts';
import { verifyText } from './verify-text.ts';
import { type Content, writeDurably } from './write-file.ts';
import { writeZip } from './write-zip.ts';

/** A file of the payload; `path` is below data/, with `/` between its parts. */
export type PackageFile = { readonly path: string } & Content;

export interface PackageRequest {
  /** The folder to write, absolute; the zip is written beside it as `out`.zip. Neither may be there already. */
  readonly out: string;
  readonly files: Iterable<PackageFile> | AsyncIterable<PackageFile>;
  /** Further lines of bag-info.txt, such as External-Identifier. */
  readonly bagInfo: Readonly<Record<string, string>>;
  readonly signer: SigningIdentity;
  /** Claimed time of signing. */
  readonly at: Date;
  readonly job: JobContext;
}

export interface WrittenPackage {
  readonly path: string;
  readonly zip: string;
  /** Of the zip, lower-case hex. */
  readonly sha256: string;
}

/**
 * Writes a signed package: a BagIt folder and the same as a zip. Both are built beside their place and named when they are
 * whole and durable: the zip first, so that the folder's being there says that all is there. Throws `exists`, `usage`,
 * `not-found`, `disk-full`, `input-output`, `cancelled`; then nothing is left behind.
 */
export async function writePackage(request: PackageRequest): Promise<WrittenPackage> {
  const { out, job } = request;
  const zip = `${out}.zip`;
  const topName = basename(out);
  const problem = problemOfName(topName);
  if (problem) throw new AppError('usage', `${out}: the name of the folder ${problem}; choose another`);
  requireParent(out);
  await refuseExisting(out);
  await refuseExisting(zip);

  const partial = join(dirname(out), `.${topName}.${randomBytes(6).toString('hex')}.partial`);
  const partialZip = `${partial}.zip`;
  try {
    await mkdir(partial, { mode: 0o700 });
    const paths = await buildFolder(partial, topName, request);
    throwIfCancelled(job);
    const sha256 = await writeZip(partialZip, partial, topName, paths, request.at, job);
    syncFolders(partial, paths);
    await refuseExisting(out);
    await nameWithoutReplacing(partialZip, zip);
    await rename(partial, out).catch(async (thrown: unknown) => {
      await rm(zip, { force: true });
      throw thrown;
    });
    syncFolder(dirname(out));
    return { path: out, zip, sha256 };
  } catch (thrown) {
    await rm(partial, { recursive: true, force: true });
    await rm(partialZip, { force: true });
    throw diskError(thrown, `cannot write the package ${out}`);
  }
}

/** Gives the paths of all files written. */
async function buildFolder(root: string, topName: string, request: PackageRequest): Promise<string[]> {
  const { signer, at, job } = request;
  const payload = await writePayload(root, request);
  const payloadBytes = payload.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);

  const write = (path: string, content: string | Buffer) =>
    writeDurably(root, path, { bytes: Buffer.from(content) }, job);
  const bagInfo = bagInfoText({
    ...request.bagInfo,
    'Bag-Software-Agent': program,
    'Bagging-Date': at.toISOString().slice(0, 10),
    'Payload-Oxum': `${payloadBytes}.${payload.length}`,
  });
  const tags: ManifestEntry[] = [
    await write(packageFiles.bagit, bagitText),
    await write(packageFiles.bagInfo, bagInfo),
    await write(packageFiles.manifest, writeManifest(payload)),
    await write(packageFiles.howToVerify, verifyText(topName, signer.record, at)),
    await write(packageFiles.signer, toPem(signer.chain[0].der)),
    await write(
      packageFiles.chain,
      signer.chain
        .slice(1)
        .map(({ der }) => toPem(der))
        .join(''),
    ),
  ];
  const tagManifest = Buffer.from(writeManifest(tags));
  await write(packageFiles.tagManifest, tagManifest);
  await write(packageFiles.signature, signed(tagManifest, signer, at));
  return [...payload, ...tags]
    .map(({ path }) => path)
    .concat(packageFiles.tagManifest, packageFiles.signature);
}

/** The signature, checked as a recipient will, so that no package is written that does not verify. */
function signed(content: Buffer, { chain, sign }: SigningIdentity, at: Date): Buffer {
  const signature = signDetached({ content, at, chain, sign });
  const check = checkDetached(signature, content);
  if (check.ok && check.isOfThisContent) return signature;
  const why = check.ok ? 'it is not over what was signed' : check.reason;
  throw new AppError('identity', `the signature would not be accepted: ${why}`);
}

async function writePayload(root: string, { files, job }: PackageRequest) {
  const written: (ManifestEntry & { sizeBytes: number })[] = [];
  const seen = new Set<string>();
  let done = 0;
  for await (const file of files) {
    const path = `${payloadFolder}${file.path}`;
    const problem = problemOfPath(path) ?? (seen.has(caseKey(path)) ? 'is there twice' : undefined);
    if (problem)
      throw new AppError('usage', `the package cannot hold ${JSON.stringify(path)}: the path ${problem}`);
    seen.add(caseKey(path));
    const entry = await writeDurably(root, path, file, job);
    written.push(entry);
    done += entry.sizeBytes;
    job.report({ done, total: null, unit: 'bytes', stage: 'writing the package' });
  }
  return written;
}

/** Every folder of the package, so that the names in it are durable before it gets its own. */
function syncFolders(root: string, paths: readonly string[]): void {
  const folders = new Set<string>([root]);
  for (const path of paths) {
    for (let folder = dirname(path); folder !== '.'; folder = dirname(folder))
      folders.add(join(root, folder));
  }
  for (const folder of folders) syncFolder(folder);
}

async function refuseExisting(path: string): Promise<void> {
  const found = await lstat(path).catch(() => undefined);
  if (found) throw new AppError('exists', `${path} is there already; choose another name or move it away`);
}

/** A rename would replace a zip that appeared meanwhile, a link does not; some disks, such as FAT sticks, have no links. */
async function nameWithoutReplacing(partial: string, path: string): Promise<void> {
  try {
    await link(partial, path);
    await unlink(partial);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'EEXIST') throw thrown;
    await refuseExisting(path);
    await rename(partial, path);
  }
}
