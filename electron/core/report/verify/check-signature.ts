import type { PackageVerdict } from '../../../../shared/contract/records.ts';
import { packageFiles } from '../package/names.ts';
import { fingerprintOf } from '../signature/algorithms.ts';
import type { Chain } from '../signature/chain.ts';
import { checkDetached } from '../signature/check-detached.ts';
import { fromPem } from '../signature/pem.ts';
import type { Container } from './container.ts';
import type { TagFiles } from './tag-files.ts';

type Signed = PackageVerdict['signed'];

const nobody: Signed = { ok: false, subject: '', fingerprint: '', trust: 'untrusted-unknown' };

/**
 * Checks the signature over the tag manifest, by our own code. Subject and fingerprint are given only where the signature
 * itself is good; then they stand even if it is over another package's manifest.
 */
export function checkSignature(
  container: Container,
  tagFiles: TagFiles,
  trusted: readonly Buffer[] | undefined,
): { signed: Signed; problems: string[] } {
  const signature = tagFiles.get(packageFiles.signature);
  const tagManifest = tagFiles.get(packageFiles.tagManifest);
  if (!signature) {
    const why = container.files.has(packageFiles.signature)
      ? 'cannot be read, or is far too large'
      : 'missing';
    return { signed: nobody, problems: [`${packageFiles.signature}: ${why}; ${unprotected}`] };
  }
  if (!tagManifest) return { signed: nobody, problems: [] }; // said of the manifest already
  const check = checkDetached(signature, tagManifest);
  if (!check.ok) {
    return { signed: nobody, problems: [`${packageFiles.signature}: ${check.reason}; ${unprotected}`] };
  }
  const ok = check.isOfThisContent;
  const signed: Signed = {
    ok,
    subject: check.chain[0].subjectText,
    fingerprint: fingerprintOf(check.chain.at(-1)!.der),
    trust: trustIn(check.chain, trusted, ok),
  };
  const problems = ok
    ? otherCertificates(check.chain, tagFiles)
    : [
        `${packageFiles.tagManifest}: is not what was signed: it was changed, or the signature is another package's`,
      ];
  return { signed, problems };
}

const unprotected = 'nothing shows that the manifests are the original ones';

/** A bad signature earns no trust, whoever's key is named. */
function trustIn(chain: Chain, trusted: readonly Buffer[] | undefined, ok: boolean): Signed['trust'] {
  if (!trusted) return 'untrusted-unknown';
  const isKnown = chain.some(({ der }) => trusted.some((certificate) => certificate.equals(der)));
  if (!isKnown) return 'mismatch';
  return ok ? 'trusted' : 'untrusted-unknown';
}

/** The certificates beside the signature are what other people's programs look at. */
function otherCertificates([signer, ...authorities]: Chain, tagFiles: TagFiles): string[] {
  const expected = [
    { path: packageFiles.signer, certificates: [signer] },
    { path: packageFiles.chain, certificates: authorities },
  ];
  return expected
    .filter(({ path, certificates }) => {
      const found = fromPem(tagFiles.get(path)?.toString('latin1') ?? '');
      return (
        found.length !== certificates.length ||
        found.some((der, index) => !der.equals(certificates[index]!.der))
      );
    })
    .map(({ path }) => `${path}: does not hold the certificates the package was signed with`);
}
