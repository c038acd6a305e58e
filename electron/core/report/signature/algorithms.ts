import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { type DerNode, readObjectIdentifier } from './der-read.ts';
import { oids } from './object-identifiers.ts';

export type HashName = 'sha256' | 'sha384';

const hashes: Readonly<Record<string, HashName>> = { [oids.sha256]: 'sha256', [oids.sha384]: 'sha384' };
const signatures: Readonly<Record<string, HashName>> = {
  [oids.ecdsaWithSha256]: 'sha256',
  [oids.ecdsaWithSha384]: 'sha384',
};
/** Bytes of one coordinate of a point on the curve. */
const curves: Readonly<Record<string, number>> = { [oids.p256]: 32, [oids.p384]: 48 };

export const digest = (hash: HashName, bytes: Uint8Array): Buffer => createHash(hash).update(bytes).digest();

/** Lower-case hex SHA-256 of a certificate: what people compare. */
export const fingerprintOf = (certificate: Uint8Array): string =>
  createHash('sha256').update(certificate).digest('hex');

/** The hash an AlgorithmIdentifier names; its parameters may be absent or NULL (RFC 5754 section 2). */
export function readHashAlgorithm(node: DerNode | undefined): HashName | undefined {
  const [algorithm, parameters, ...rest] = partsOf(node);
  if (rest.length > 0 || (parameters && parameters.tag !== 0x05)) return undefined;
  return hashes[readObjectIdentifier(algorithm) ?? ''];
}

/** The hash an ECDSA AlgorithmIdentifier names; it has no parameters (RFC 5758 section 3.2). */
export function readSignatureAlgorithm(node: DerNode | undefined): HashName | undefined {
  const [algorithm, ...rest] = partsOf(node);
  return rest.length > 0 ? undefined : signatures[readObjectIdentifier(algorithm) ?? ''];
}

/**
 * A SubjectPublicKeyInfo of P-256 or P-384 by the curve's name, the point uncompressed. Curves given by their numbers are
 * refused: a forger could choose them so that a known public key has a private key of his own.
 */
export function readPublicKey(node: DerNode | undefined): KeyObject | undefined {
  const [algorithm, point, ...rest] = partsOf(node);
  const [type, curve, ...parameters] = partsOf(algorithm);
  if (!node || point?.tag !== 0x03 || rest.length > 0 || parameters.length > 0) return undefined;
  if (readObjectIdentifier(type) !== oids.ellipticCurveKey) return undefined;
  const coordinateBytes = curves[readObjectIdentifier(curve) ?? ''];
  if (coordinateBytes === undefined || point.content.length !== 2 + 2 * coordinateBytes) return undefined;
  if (point.content[0] !== 0 || point.content[1] !== 0x04) return undefined;
  try {
    return createPublicKey({ key: node.bytes, format: 'der', type: 'spki' });
  } catch {
    return undefined; // not a point of the curve
  }
}

/** True if `signature` (ECDSA, DER) over `bytes` was made by the owner of the key. */
export function isSignedBy(
  key: KeyObject,
  hash: HashName,
  bytes: Uint8Array,
  signature: Uint8Array,
): boolean {
  try {
    return verify(hash, bytes, { key, dsaEncoding: 'der' }, signature);
  } catch {
    return false; // a signature that is not even two numbers
  }
}

const partsOf = (node: DerNode | undefined): readonly DerNode[] => (node?.tag === 0x30 ? node.children : []);
