import type { KeyObject } from 'node:crypto';
import { type HashName, readPublicKey, readSignatureAlgorithm } from './algorithms.ts';
import { type DerNode, readDer, readObjectIdentifier, readTime } from './der-read.ts';
import { nameText } from './distinguished-name.ts';
import { keyUsages, oids } from './object-identifiers.ts';
import { certificateBytesCap } from './pem.ts';

/** What a certificate says. None of it is true until its chain has been checked. */
export interface Certificate {
  readonly der: Buffer;
  /** DER, tags included, to be compared byte by byte. */
  readonly issuer: Buffer;
  readonly subject: Buffer;
  readonly serial: Buffer;
  /** The subject as one line. */
  readonly subjectText: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKey: KeyObject;
  readonly mayCertify: boolean;
  /** How many authorities may stand between this one and a signer; null for no limit. */
  readonly pathLength: number | null;
  readonly maySignDocuments: boolean;
  readonly toBeSigned: Buffer;
  readonly hash: HashName;
  readonly signature: Buffer;
}

/**
 * Reads an X.509 v3 certificate (RFC 5280) that may come from anywhere. Undefined for anything that is damaged, uses other
 * algorithms than ECDSA on P-256 or P-384, or has a critical extension that is not understood here.
 */
export function readCertificate(der: Uint8Array): Certificate | undefined {
  if (der.length > certificateBytesCap) return undefined;
  const root = readDer(der);
  const [toBeSigned, algorithm, signature, ...rest] = root?.tag === 0x30 ? root.children : [];
  if (!root || toBeSigned?.tag !== 0x30 || !algorithm || signature?.tag !== 0x03 || rest.length > 0)
    return undefined;

  const [version, serial, innerAlgorithm, issuer, validity, subject, key, extensions, ...others] =
    toBeSigned.children;
  if (!version || !serial || !innerAlgorithm || !issuer || !validity || !subject || !key || !extensions) {
    return undefined;
  }
  const isVersion3 = version.bytes.equals(Buffer.from([0xa0, 3, 2, 1, 2]));
  if (!isVersion3 || serial.tag !== 0x02 || extensions.tag !== 0xa3 || others.length > 0) return undefined;

  const hash = readSignatureAlgorithm(algorithm);
  const publicKey = readPublicKey(key);
  const subjectText = nameText(subject);
  const [notBefore, notAfter, ...more] = validity.children.map(readTime);
  const granted = readExtensions(extensions);
  if (!hash || !innerAlgorithm.bytes.equals(algorithm.bytes) || signature.content[0] !== 0) return undefined;
  if (!publicKey || subjectText === undefined || !notBefore || !notAfter || more.length > 0) return undefined;
  if (!granted) return undefined;
  return {
    der: root.bytes,
    issuer: issuer.bytes,
    subject: subject.bytes,
    serial: serial.bytes,
    subjectText,
    notBefore,
    notAfter,
    publicKey,
    ...granted,
    toBeSigned: toBeSigned.bytes,
    hash,
    signature: signature.content.subarray(1),
  };
}

type Granted = Pick<Certificate, 'mayCertify' | 'pathLength' | 'maySignDocuments'>;

function readExtensions(wrapper: DerNode): Granted | undefined {
  const [list, ...rest] = wrapper.children;
  if (list?.tag !== 0x30 || rest.length > 0) return undefined;
  const values = new Map<string, DerNode>();
  for (const { children } of list.children) {
    const oid = readObjectIdentifier(children[0]);
    const isCritical = children.length === 3;
    const value = children.at(-1);
    if (oid === undefined || values.has(oid) || value?.tag !== 0x04) return undefined;
    if (children.length < 2 || children.length > 3) return undefined;
    if (isCritical && (children[1]!.tag !== 0x01 || children[1]!.content[0] !== 0xff)) return undefined;
    const isKnown = knownExtensions.has(oid);
    const decoded = readDer(value.content);
    if (isKnown && !decoded) return undefined;
    if (isKnown && decoded) values.set(oid, decoded);
    if (isCritical && !isKnown) return undefined;
  }
  return grantedBy(values);
}

const knownExtensions: ReadonlySet<string> = new Set([
  oids.basicConstraints,
  oids.keyUsage,
  oids.extendedKeyUsage,
]);

function grantedBy(values: ReadonlyMap<string, DerNode>): Granted | undefined {
  const constraints = values.get(oids.basicConstraints);
  const [isAuthority, pathLength] = constraints?.children ?? [];
  if (isAuthority && isAuthority.tag !== 0x01) return undefined;
  if (pathLength && (pathLength.tag !== 0x02 || pathLength.content.length !== 1)) return undefined;

  const usage = values.get(oids.keyUsage);
  if (usage && usage.tag !== 0x03) return undefined;
  const has = (bit: number): boolean => ((usage?.content[1] ?? 0) & (0x80 >> bit)) !== 0;
  const purposes = values.get(oids.extendedKeyUsage)?.children.map(readObjectIdentifier);
  const mayCertify =
    isAuthority !== undefined && isAuthority.content[0] === 0xff && has(keyUsages.keyCertSign);
  return {
    mayCertify,
    pathLength: pathLength ? pathLength.content[0]! : null,
    maySignDocuments:
      !mayCertify &&
      (has(keyUsages.digitalSignature) || has(keyUsages.nonRepudiation)) &&
      (purposes === undefined || purposes.includes(oids.emailProtection)),
  };
}
