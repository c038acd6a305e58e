import { digest, isSignedBy, readHashAlgorithm, readSignatureAlgorithm } from './algorithms.ts';
import { type Certificate, readCertificate } from './certificate-read.ts';
import { type Chain, findChain } from './chain.ts';
import { type DerNode, readDer, readObjectIdentifier, readTime } from './der-read.ts';
import { oids } from './object-identifiers.ts';

/** Longest signature file read: ours have about 2 kB. */
export const signatureBytesCap = 64 * 1024;

export type SignatureCheck =
  | {
      readonly ok: true;
      readonly chain: Chain;
      /** As the signer claims it. */
      readonly at: Date;
      /** False for a good signature over other content. */
      readonly isOfThisContent: boolean;
    }
  | { readonly ok: false; readonly reason: string };

/**
 * Checks a detached CMS signature (RFC 5652; CAdES-BES) that may come from anywhere: one signer, the chain of certificates
 * inside, valid at the time of signing that is part of what is signed. Every byte is accounted for: what the signature
 * does not protect must be what this check expects, so no byte can change unnoticed.
 */
export function checkDetached(signature: Uint8Array, content: Uint8Array): SignatureCheck {
  const parts = readSignedData(signature);
  if (typeof parts === 'string') return { ok: false, reason: parts };
  const { certificates, signerInfo } = parts;
  const info = readSignerInfo(signerInfo, certificates, parts.hash);
  if (typeof info === 'string') return { ok: false, reason: info };
  const { signer, hash, attributes, value } = info;

  const signed = readSignedAttributes(attributes);
  if (typeof signed === 'string') return { ok: false, reason: signed };
  if (!namesCertificate(signed.signingCertificate, signer)) {
    return { ok: false, reason: 'the signature was made with another certificate' };
  }
  const asSigned = Buffer.from(attributes.bytes);
  asSigned[0] = 0x31;
  if (!isSignedBy(signer.publicKey, hash, asSigned, value)) {
    return { ok: false, reason: 'the signature is not valid' };
  }
  const chain = findChain(signer, certificates, signed.at);
  if (typeof chain === 'string') return { ok: false, reason: chain };
  return { ok: true, chain, at: signed.at, isOfThisContent: digest(hash, content).equals(signed.digest) };
}

const malformed = 'it is damaged, or in a form this version does not read';

interface SignedDataParts {
  readonly hash: Buffer;
  readonly certificates: Certificate[];
  readonly signerInfo: DerNode;
}

function readSignedData(signature: Uint8Array): SignedDataParts | string {
  if (signature.length > signatureBytesCap) return 'it is far too long';
  const [type, wrapper, ...outside] = childrenOf(readDer(signature), 0x30);
  const [signedData, ...beside] = childrenOf(wrapper, 0xa0);
  const [version, hashes, content, certificates, signers, ...rest] = childrenOf(signedData, 0x30);
  const [hash, ...moreHashes] = childrenOf(hashes, 0x31);
  const [contentType, ...detachedContent] = childrenOf(content, 0x30);
  const [signerInfo, ...moreSigners] = childrenOf(signers, 0x31);
  const tooMany = [...outside, ...beside, ...rest, ...moreHashes, ...detachedContent, ...moreSigners];
  if (tooMany.length > 0 || !hash || !signerInfo || !isOne(version)) return malformed;
  if (readObjectIdentifier(type) !== oids.signedData || readObjectIdentifier(contentType) !== oids.data) {
    return malformed;
  }
  const read = childrenOf(certificates, 0xa0).map(({ bytes }) => readCertificate(bytes));
  const whole = read.filter((certificate) => certificate !== undefined);
  if (whole.length !== read.length)
    return 'it holds a certificate that is damaged or of a kind not read here';
  return { hash: hash.bytes, certificates: whole, signerInfo };
}

function readSignerInfo(signerInfo: DerNode, certificates: readonly Certificate[], declaredHash: Buffer) {
  const [version, id, hashAlgorithm, attributes, algorithm, value, ...rest] = childrenOf(signerInfo, 0x30);
  const [issuer, serial, ...idRest] = childrenOf(id, 0x30);
  const hash = readHashAlgorithm(hashAlgorithm);
  if (!isOne(version) || !issuer || !serial || idRest.length > 0 || attributes?.tag !== 0xa0)
    return malformed;
  if (!hash || !hashAlgorithm?.bytes.equals(declaredHash)) return malformed;
  if (readSignatureAlgorithm(algorithm) !== hash || value?.tag !== 0x04) return malformed;
  // Unsigned attributes: nothing protects them, and this version has no use for any.
  if (rest.length > 0) return malformed;
  const signer = certificates.find(
    (certificate) => certificate.issuer.equals(issuer.bytes) && certificate.serial.equals(serial.bytes),
  );
  if (!signer) return "the signer's certificate is not there";
  return { signer, hash, attributes, value: value.content };
}

interface SignedAttributes {
  readonly at: Date;
  readonly digest: Buffer;
  readonly signingCertificate: DerNode;
}

function readSignedAttributes(attributes: DerNode): SignedAttributes | string {
  const values = new Map<string, DerNode>();
  for (const attribute of attributes.children) {
    const [type, set, ...rest] = childrenOf(attribute, 0x30);
    const oid = readObjectIdentifier(type);
    const [value, ...more] = childrenOf(set, 0x31);
    if (oid === undefined || !value || values.has(oid) || rest.length + more.length > 0) return malformed;
    values.set(oid, value);
  }
  const time = values.get(oids.signingTime);
  const at = time && readTime(time);
  const messageDigest = values.get(oids.messageDigest);
  const signingCertificate = values.get(oids.signingCertificateV2);
  if (readObjectIdentifier(values.get(oids.contentType)) !== oids.data) return malformed;
  if (messageDigest?.tag !== 0x04) return malformed;
  if (!at) return 'it does not say when it was made';
  if (!signingCertificate) return 'it does not name the certificate it was made with';
  return { at, digest: messageDigest.content, signingCertificate };
}

/** True if the first ESSCertIDv2 of a SigningCertificateV2 (RFC 5035 section 3) is the certificate; its hash is SHA-256 unless named. */
function namesCertificate(signingCertificate: DerNode, certificate: Certificate): boolean {
  const [list] = childrenOf(signingCertificate, 0x30);
  const [first] = childrenOf(list, 0x30);
  const parts = childrenOf(first, 0x30);
  const hash = parts[0]?.tag === 0x30 ? readHashAlgorithm(parts[0]) : 'sha256';
  const named = parts.find(({ tag }) => tag === 0x04);
  return hash !== undefined && named !== undefined && digest(hash, certificate.der).equals(named.content);
}

const childrenOf = (node: DerNode | undefined, tag: number): readonly DerNode[] =>
  node?.tag === tag ? node.children : [];

const isOne = (node: DerNode | undefined): boolean =>
  node?.tag === 0x02 && node.content.length === 1 && node.content[0] === 1;
