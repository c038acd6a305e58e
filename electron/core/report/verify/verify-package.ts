import { statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { MethodArgs } from '../../../../shared/contract/methods.ts';
import type { PackageVerdict } from '../../../../shared/contract/records.ts';
import type { JobContext } from '../../job.ts';
import { packageFiles } from '../package/names.ts';
import { fromPem } from '../signature/pem.ts';
import { checkFiles, isTimeStamp } from './check-files.ts';
import { checkSignature } from './check-signature.ts';
import type { Container } from './container.ts';
import { openFolder } from './open-folder.ts';
import { openZip } from './open-zip.ts';
import { readTagFiles } from './tag-files.ts';

const problemsShown = 1000;

/**
 * Verifies a package, folder or zip, that may come from anyone. `unchanged` is ok only if every file is as the manifests
 * have it, no file was added, and the manifests are what was signed: every problem is in its list. A time stamp cannot be
 * checked by this version: one that is there is reported as such and counts as invalid, never as valid. Throws `not-found`,
 * `package` for what is no package at all or no safe zip, `input-unreadable`, `input-format` for the trusted certificate.
 */
export async function verifyPackage(args: MethodArgs<'verify'>, job: JobContext): Promise<PackageVerdict> {
  const trusted = args.trust === undefined ? undefined : await readTrusted(args.trust);
  const container = await openContainer(args.package, job);
  try {
    const { bagit, manifest, tagManifest } = packageFiles;
    if (![bagit, manifest, tagManifest].some((path) => container.files.has(path))) {
      throw new AppError(
        'package',
        `${args.package}: is not a package: it has neither ${bagit} nor a manifest`,
      );
    }
    const tagFiles = await readTagFiles(container);
    const fileProblems = await checkFiles(container, tagFiles, job);
    const { signed, problems: signatureProblems } = checkSignature(container, tagFiles, trusted);
    const problems = [...signatureProblems, ...fileProblems];
    const hasTimeStamp = [...container.files.keys()].some(isTimeStamp);
    return {
      unchanged: { ok: problems.length === 0, problems: shown(problems) },
      signed,
      timestamp: { state: hasTimeStamp ? 'invalid' : 'absent' },
    };
  } finally {
    container.close();
  }
}

function openContainer(path: string, job: JobContext): Promise<Container> {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) throw new AppError('not-found', `${path}: there is no such package`);
  if (stats.isDirectory()) {
    return openFolder(path).catch((thrown: unknown) => {
      if (thrown instanceof AppError) throw thrown;
      throw new AppError('input-unreadable', `${path}: ${(thrown as Error).message}`);
    });
  }
  if (stats.isFile()) return openZip(path, job);
  throw new AppError('package', `${path}: is neither a folder nor a zip`);
}

function shown(problems: readonly string[]): readonly string[] {
  const more = problems.length - problemsShown;
  return more > 0 ? [...problems.slice(0, problemsShown), `and ${more} more`] : problems;
}

const trustBytesCap = 1 << 18;

/** The certificates of the file: one of them must be the signer's or that of an authority above. */
async function readTrusted(path: string): Promise<Buffer[]> {
  const handle = await open(path, 'r').catch(({ code, message }: NodeJS.ErrnoException) => {
    throw code === 'ENOENT'
      ? new AppError('not-found', `${path}: there is no such certificate file`)
      : new AppError('input-unreadable', `${path}: ${message}`);
  });
  try {
    const { buffer, bytesRead } = await handle
      .read(Buffer.alloc(trustBytesCap), 0, trustBytesCap, 0)
      .catch(({ message }: Error) => {
        throw new AppError('input-unreadable', `${path}: ${message}`);
      });
    const certificates = fromPem(buffer.toString('latin1', 0, bytesRead));
    if (certificates.length > 0) return certificates;
    throw new AppError(
      'input-format',
      `${path}: holds no certificate in PEM form (-----BEGIN CERTIFICATE-----)`,
    );
  } finally {
    await handle.close();
  }
}
