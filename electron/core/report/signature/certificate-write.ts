import { createHash, createPublicKey, type KeyObject, randomBytes, sign } from 'node:crypto';
import {
  bitString,
  context,
  contextPrimitive,
  objectIdentifier,
  octets,
  positiveInteger,
  sequence,
  smallInteger,
  time,
  yes,
} from './der-write.ts';
import { type NameParts, writeName } from './distinguished-name.ts';
import { keyUsages, oids } from './object-identifiers.ts';

interface CertificateRequest {
  readonly subject: NameParts;
  readonly issuer: NameParts;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** The public key certified; P-384, like the issuer's private key. */
  readonly subjectKey: KeyObject;
  readonly issuerKey: KeyObject;
  /** An authority may sign certificates of signers (and nothing else), a signer documents. */
  readonly role: 'authority' | 'signer';
}

/** Issues an X.509 v3 certificate (RFC 5280), signed with ECDSA over SHA-384. DER. */
export function writeCertificate(request: CertificateRequest): Buffer {
  const publicKey = request.subjectKey.export({ format: 'der', type: 'spki' });
  const issuerPublicKey = createPublicKey(request.issuerKey).export({ format: 'der', type: 'spki' });
  const algorithm = sequence(objectIdentifier(oids.ecdsaWithSha384));
  const toBeSigned = sequence(
    context(0, smallInteger(2)),
    positiveInteger(randomSerial()),
    algorithm,
    writeName(request.issuer),
    sequence(time(request.notBefore), time(request.notAfter)),
    writeName(request.subject),
    publicKey,
    context(
      3,
      sequence(
        ...(request.role === 'authority' ? authorityExtensions() : signerExtensions()),
        extension(oids.subjectKeyIdentifier, octets(keyIdentifier(publicKey))),
        extension(oids.authorityKeyIdentifier, sequence(contextPrimitive(0, keyIdentifier(issuerPublicKey)))),
      ),
    ),
  );
  const signature = sign('sha384', toBeSigned, { key: request.issuerKey, dsaEncoding: 'der' });
  return sequence(toBeSigned, algorithm, bitString(signature));
}

/** May certify, but only those who cannot certify further (path length 0). */
function authorityExtensions(): Buffer[] {
  return [
    extension(oids.basicConstraints, sequence(yes(), smallInteger(0)), true),
    extension(oids.keyUsage, keyUsage(keyUsages.keyCertSign), true),
  ];
}

/** May sign documents. OpenSSL's `cms -verify` asks for e-mail protection, unless no purpose is given at all. */
function signerExtensions(): Buffer[] {
  return [
    extension(oids.basicConstraints, sequence(), true),
    extension(oids.keyUsage, keyUsage(keyUsages.digitalSignature, keyUsages.nonRepudiation), true),
    extension(
      oids.extendedKeyUsage,
      sequence(objectIdentifier(oids.emailProtection), objectIdentifier(oids.documentSigning)),
    ),
  ];
}

function extension(oid: string, value: Buffer, isCritical = false): Buffer {
  return sequence(objectIdentifier(oid), ...(isCritical ? [yes()] : []), octets(value));
}

/** A list of named bits ends with its last set bit (X.690 section 11.2.2). */
function keyUsage(...bits: readonly number[]): Buffer {
  const byte = bits.reduce((sum, bit) => sum | (0x80 >> bit), 0);
  return bitString(Buffer.from([byte]), 7 - Math.max(...bits));
}

/** SHA-1 of the point, as RFC 5280 section 4.2.1.2 suggests: a label to find certificates by, no protection. */
function keyIdentifier(publicKey: Buffer): Buffer {
  const pointBytes = 97;
  return createHash('sha1').update(publicKey.subarray(-pointBytes)).digest();
}

function randomSerial(): Buffer {
  const serial = randomBytes(16);
  serial[0] = (serial[0]! & 0x7f) | 0x40;
  return serial;
}
