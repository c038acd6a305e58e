import { digest } from './algorithms.ts';
import type { Certificate } from './certificate-read.ts';
import { context, objectIdentifier, octets, sequence, setOf, smallInteger, time } from './der-write.ts';
import { oids } from './object-identifiers.ts';

interface DetachedSignatureRequest {
  readonly content: Uint8Array;
  /** The claimed time of signing; whole seconds are kept. */
  readonly at: Date;
  /** From the signer up to the root; P-384 keys. */
  readonly chain: readonly [Certificate, ...Certificate[]];
  /** ECDSA over SHA-384, DER. */
  readonly sign: (bytes: Uint8Array) => Buffer;
}

/** A detached CMS signature (RFC 5652) in the CAdES-BES form: time of signing and the signer's certificate are signed too. DER. */
export function signDetached({ content, at, chain, sign }: DetachedSignatureRequest): Buffer {
  const [signer] = chain;
  const hashAlgorithm = sequence(objectIdentifier(oids.sha384));
  const attributes = setOf(
    attribute(oids.contentType, objectIdentifier(oids.data)),
    attribute(oids.signingTime, time(at)),
    attribute(oids.messageDigest, octets(digest('sha384', content))),
    attribute(oids.signingCertificateV2, signingCertificate(signer, hashAlgorithm)),
  );
  const signerInfo = sequence(
    smallInteger(1),
    sequence(signer.issuer, signer.serial),
    hashAlgorithm,
    retagged(attributes),
    sequence(objectIdentifier(oids.ecdsaWithSha384)),
    octets(sign(attributes)),
  );
  const certificates = setOf(...chain.map(({ der }) => der));
  const signedData = sequence(
    smallInteger(1),
    setOf(hashAlgorithm),
    sequence(objectIdentifier(oids.data)),
    retagged(certificates),
    setOf(signerInfo),
  );
  return sequence(objectIdentifier(oids.signedData), context(0, signedData));
}

const attribute = (oid: string, value: Buffer): Buffer => sequence(objectIdentifier(oid), setOf(value));

/** SigningCertificateV2 with one ESSCertIDv2 (RFC 5035 section 3). */
function signingCertificate(signer: Certificate, hashAlgorithm: Buffer): Buffer {
  return sequence(sequence(sequence(hashAlgorithm, octets(digest('sha384', signer.der)))));
}

/** A set is signed and sorted as SET OF but stands in the structure as `[0] IMPLICIT`. */
function retagged(set: Buffer): Buffer {
  const copy = Buffer.from(set);
  copy[0] = 0xa0;
  return copy;
}
