import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import * as v from 'valibot';
import { AppError } from '../../../../shared/contract/errors.ts';
import { syncFolder } from '../../case-file/durable.ts';
import { diskError } from '../package/disk-error.ts';
import { type Certificate, readCertificate } from '../signature/certificate-read.ts';
import { type Chain, findChain } from '../signature/chain.ts';
import { fromPem, toPem } from '../signature/pem.ts';
import { type Sealed, sealedSchema } from './seal.ts';

const fileBytesCap = 64 * 1024;

/** The identity file: JSON; certificates in the open, the signer's key sealed. The root's key is not kept anywhere. */
const schema = v.strictObject({
  format: v.literal('scrutineer-identity'),
  version: v.literal(1),
  certificate: v.string(),
  root: v.string(),
  key: sealedSchema,
});

interface Identity {
  readonly chain: Chain;
  readonly key: v.InferOutput<typeof sealedSchema>;
}

/** Reads an identity file and checks its certificates against each other. Throws `not-found`, `input-unreadable`, `identity`. */
export function readIdentityFile(file: string): Identity {
  const refuse = (why: string): AppError => new AppError('identity', `${file}: ${why}`, { file });
  const written = parseJson(readCapped(file));
  if (written === undefined) throw refuse('not a signing identity; `identity create` writes one');
  const version: unknown = (written as { version?: unknown }).version;
  if (typeof version === 'number' && version > 1) {
    throw refuse('written by a newer version of this program; use that version');
  }
  const parsed = v.safeParse(schema, written);
  if (!parsed.success) {
    const where = v.getDotPath(parsed.issues[0]);
    throw refuse(`not a signing identity of this program${where ? ` (${where})` : ''}`);
  }
  const signer = readPem(parsed.output.certificate);
  const root = readPem(parsed.output.root);
  if (!signer || !root) throw refuse('a certificate in it is damaged');
  const chain = findChain(signer, [signer, root], signer.notBefore);
  if (typeof chain === 'string') throw refuse(`its certificates do not belong together: ${chain}`);
  return { chain, key: parsed.output.key };
}

/** Writes a new identity file that only its owner can read: whole under its name, or not at all. Throws `exists`. */
export function writeIdentityFile(file: string, [signer, root]: readonly Certificate[], key: Sealed): void {
  refuseExisting(file);
  const identity: v.InferInput<typeof schema> = {
    format: 'scrutineer-identity',
    version: 1,
    certificate: toPem(signer!.der),
    root: toPem(root!.der),
    key,
  };
  const partial = join(dirname(file), `.${basename(file)}.${randomBytes(6).toString('hex')}.partial`);
  try {
    const target = openSync(partial, 'wx', 0o600);
    try {
      writeFileSync(target, `${JSON.stringify(identity, null, 2)}\n`);
      fsyncSync(target);
    } finally {
      closeSync(target);
    }
    nameWithoutReplacing(partial, file);
    syncFolder(dirname(file));
  } catch (thrown) {
    throw diskError(thrown, `cannot write ${file}`);
  } finally {
    rmSync(partial, { force: true });
  }
}

/** Throws `exists` if anything is at the path. */
export function refuseExisting(file: string): void {
  if (!lstatSync(file, { throwIfNoEntry: false })) return;
  throw new AppError(
    'exists',
    `${file} is there already; choose another name: an identity is never replaced`,
  );
}

/** A rename would replace a file that appeared meanwhile, a link does not; some disks, such as FAT sticks, have no links. */
function nameWithoutReplacing(partial: string, file: string): void {
  try {
    linkSync(partial, file);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'EEXIST') throw thrown;
    refuseExisting(file);
    renameSync(partial, file);
  }
}

function readCapped(file: string): string {
  try {
    const source = openSync(file, 'r');
    try {
      const buffer = Buffer.alloc(fileBytesCap);
      return buffer.toString('utf8', 0, readSync(source, buffer));
    } finally {
      closeSync(source);
    }
  } catch (thrown) {
    const { code, message } = thrown as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new AppError('not-found', `${file}: there is no such identity file`);
    throw new AppError('input-unreadable', `${file}: ${message}`);
  }
}

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function readPem(text: string): Certificate | undefined {
  const [der, ...more] = fromPem(text);
  return der && more.length === 0 ? readCertificate(der) : undefined;
}
