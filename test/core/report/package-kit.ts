import { join } from 'node:path';
import { type JobContext, unwatchedJob } from '../../../electron/core/job.ts';
import type { SigningIdentity } from '../../../electron/core/report/identity/identity.ts';
import {
  type PackageFile,
  type WrittenPackage,
  writePackage,
} from '../../../electron/core/report/package/write-package.ts';
import { run } from './signing-kit.ts';

export const signedAt = new Date('2026-11-25T10:20:30.500Z');

export const samplePayload: readonly PackageFile[] = [
  { path: 'report.pdf', bytes: Buffer.from('%PDF-1.7 and so on\n') },
  { path: 'findings.json', bytes: Buffer.from('[]\n') },
  { path: 'records.csv', bytes: Buffer.from('file,row\n'.repeat(300_000)) },
  { path: 'rules/burst of searches.yml', bytes: Buffer.from('title: Burst\n') },
  { path: 'rules/règle 规则.yml', bytes: Buffer.from('title: Règle\n') },
  { path: 'empty.txt', bytes: Buffer.alloc(0) },
];

export function samplePackage(
  folder: string,
  signer: SigningIdentity,
  {
    name = 'Report-v1',
    files = samplePayload,
    job = unwatchedJob(),
  }: { name?: string; files?: Iterable<PackageFile> | AsyncIterable<PackageFile>; job?: JobContext } = {},
): Promise<WrittenPackage> {
  const bagInfo = { 'External-Identifier': '2026-0042', 'Source-Organization': 'Example OIG' };
  return writePackage({ out: join(folder, name), files, bagInfo, signer, at: signedAt, job });
}

/** The commands of VERIFY.txt: what anyone without this program finds. */
export function outsiderAccepts(packageFolder: string): { sums: boolean; signature: boolean } {
  const check = (manifest: string) => run(packageFolder, 'sha256sum', ['-c', '--quiet', manifest]);
  const signed = 'tagmanifest-sha256.txt';
  return {
    sums: check(signed) && check('manifest-sha256.txt'),
    signature: run(packageFolder, 'openssl', [
      ...['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', `signatures/${signed}.p7s`],
      ...['-content', signed, '-CAfile', 'signatures/chain.pem', '-out', '/dev/null'],
    ]),
  };
}
