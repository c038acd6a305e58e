import { spawnSync } from 'node:child_process';
import { sign as ecdsa, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { describeChain, type SigningIdentity } from '../../../electron/core/report/identity/identity.ts';
import {
  type Certificate,
  readCertificate,
} from '../../../electron/core/report/signature/certificate-read.ts';
import { writeCertificate } from '../../../electron/core/report/signature/certificate-write.ts';
import { toPem } from '../../../electron/core/report/signature/pem.ts';

/** A folder that is gone after the test. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'scrutineer-report-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface Party {
  readonly certificate: Certificate;
  readonly key: KeyObject;
}

interface PartyRequest {
  readonly name: string;
  readonly role: 'authority' | 'signer';
  readonly issuer?: Party & { readonly name: string };
  readonly notBefore?: string;
  readonly notAfter?: string;
}

/** Someone with a key and a certificate: a root of its own, or certified by `issuer`. */
export function party(request: PartyRequest): Party & { name: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const nameOf = (commonName: string) => ({ commonName, organization: 'Test agency' });
  const der = writeCertificate({
    subject: nameOf(request.name),
    issuer: nameOf(request.issuer?.name ?? request.name),
    notBefore: new Date(request.notBefore ?? '2026-01-01T00:00:00Z'),
    notAfter: new Date(request.notAfter ?? '2036-01-01T00:00:00Z'),
    subjectKey: publicKey,
    issuerKey: request.issuer?.key ?? privateKey,
    role: request.role,
  });
  return { name: request.name, certificate: readCertificate(der)!, key: privateKey };
}

export const signWith =
  ({ key }: Party) =>
  (bytes: Uint8Array): Buffer =>
    ecdsa('sha384', bytes, { key, dsaEncoding: 'der' });

/** An identity as it is after unlocking, without the half second that unlocking takes. */
export function readySigner(name = 'Jane Examiner'): SigningIdentity {
  const root = party({ name: `${name} root`, role: 'authority' });
  const signer = party({ name, role: 'signer', issuer: root });
  const chain = [signer.certificate, root.certificate] as const;
  return { record: describeChain(chain), chain, sign: signWith(signer) };
}

/** What OpenSSL says of a detached signature, trusting `root`, at a time. */
export function opensslAccepts(
  signature: Uint8Array,
  content: Uint8Array,
  root: Certificate,
  at: Date,
  ...more: string[]
): boolean {
  const folder = scratchFolder();
  writeFileSync(join(folder, 'p7s'), signature);
  writeFileSync(join(folder, 'content'), content);
  writeFileSync(join(folder, 'root.pem'), toPem(root.der));
  const words = [
    'cms',
    '-verify',
    '-cades',
    '-binary',
    '-inform',
    'DER',
    '-in',
    'p7s',
    '-content',
    'content',
  ];
  const time = ['-attime', String(Math.floor(at.getTime() / 1000))];
  return run(folder, 'openssl', [...words, '-CAfile', 'root.pem', '-out', '/dev/null', ...time, ...more]);
}

/** True if the program ends with exit code 0. */
export const run = (folder: string, command: string, words: readonly string[]): boolean =>
  outside(command, words, { folder }).status === 0;

interface OutsideOptions {
  readonly folder?: string;
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs another program; throws if it is not installed. */
export function outside(
  command: string,
  words: readonly string[],
  { folder = '/', input = '', env = {} }: OutsideOptions = {},
): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr, error } = spawnSync(command, words, {
    cwd: folder,
    input,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 1 << 24,
  });
  if (error) throw error;
  return { status, stdout, stderr };
}
