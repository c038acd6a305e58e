import { isSignedBy } from './algorithms.ts';
import type { Certificate } from './certificate-read.ts';

/** From the signer up to the root, which certifies itself. */
export type Chain = readonly [Certificate, ...Certificate[]];

const longestChain = 4;

/**
 * The one chain from a signer to a root among the certificates that came with a signature, every one of which must be part
 * of it. Whether the root deserves trust is another question. A string says why there is none.
 */
export function findChain(signer: Certificate, given: readonly Certificate[], at: Date): Chain | string {
  const others = given.filter((certificate) => certificate !== signer);
  const chain: [Certificate, ...Certificate[]] = [signer];
  let last = signer;
  while (!last.issuer.equals(last.subject)) {
    const issuer = others.find((other) => !chain.includes(other) && certifies(other, last));
    if (!issuer) return 'the certificate of whoever certified the signer is not there, or did not certify it';
    if (chain.length === longestChain) return `the chain has more than ${longestChain} certificates`;
    chain.push(issuer);
    last = issuer;
  }
  if (last === signer) return 'the signer certifies itself; a root must certify it';
  if (!certifies(last, last)) return 'the root certificate is damaged';
  if (chain.length !== given.length) return 'there are certificates that are no part of the chain';
  return problemOf(chain, at) ?? chain;
}

function certifies(issuer: Certificate, subject: Certificate): boolean {
  return (
    subject.issuer.equals(issuer.subject) &&
    isSignedBy(issuer.publicKey, subject.hash, subject.toBeSigned, subject.signature)
  );
}

function problemOf([signer, ...authorities]: Chain, at: Date): string | undefined {
  if (!signer.maySignDocuments) return "the signer's certificate is not for signing documents";
  for (const [below, authority] of authorities.entries()) {
    if (!authority.mayCertify) return `${authority.subjectText} may not certify others`;
    if (authority.pathLength !== null && below > authority.pathLength) {
      return `${authority.subjectText} may not certify authorities`;
    }
  }
  const outside = [signer, ...authorities].find(({ notBefore, notAfter }) => at < notBefore || at > notAfter);
  return (
    outside &&
    `signed at ${at.toISOString()}, when the certificate of ${outside.subjectText} was not valid ` +
      `(${outside.notBefore.toISOString()} to ${outside.notAfter.toISOString()})`
  );
}
