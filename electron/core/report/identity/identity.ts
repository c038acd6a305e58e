import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { IdentityRecord } from '../../../../shared/contract/records.ts';
import { fingerprintOf } from '../signature/algorithms.ts';
import type { Chain } from '../signature/chain.ts';
import { readIdentityFile } from './identity-file.ts';
import { unseal } from './seal.ts';

/** An identity ready to sign; it holds the key in memory until it is let go. */
export interface SigningIdentity {
  readonly record: IdentityRecord;
  readonly chain: Chain;
  /** ECDSA over SHA-384, DER. */
  readonly sign: (bytes: Uint8Array) => Buffer;
}

/** Whose identity a file holds. Throws `not-found`, `input-unreadable`, `identity`. */
export function showIdentity(file: string): IdentityRecord {
  return describeChain(readIdentityFile(file).chain);
}

/**
 * Opens an identity for signing at a time, which must be within the validity of its certificates. Throws `passphrase`
 * and what showIdentity throws.
 */
export async function unlockIdentity(
  file: string,
  passphrase: string,
  at = new Date(),
): Promise<SigningIdentity> {
  const { chain, key } = readIdentityFile(file);
  const record = describeChain(chain);
  refuseOutside(file, chain, at);
  const secret = await unseal(key, passphrase, keyContext(chain));
  const privateKey = secret && privateKeyOf(secret, chain);
  secret?.fill(0);
  if (!privateKey) {
    throw new AppError('passphrase', `${file}: the passphrase does not open it, or the file was altered`);
  }
  return {
    record,
    chain,
    sign: (bytes) => sign('sha384', bytes, { key: privateKey, dsaEncoding: 'der' }),
  };
}

/** The record of an identity: validity of the signer's certificate, fingerprint of the root's. */
export function describeChain(chain: Chain): IdentityRecord {
  const [signer] = chain;
  return {
    subject: signer.subjectText,
    fingerprint: fingerprintOf(chain.at(-1)!.der),
    notBefore: signer.notBefore.toISOString(),
    notAfter: signer.notAfter.toISOString(),
  };
}

/** Ties a sealed key to the certificates it stands beside: neither can be exchanged alone. */
export function keyContext(chain: Chain): Buffer {
  const hash = createHash('sha256').update('scrutineer-identity 1');
  for (const { der } of chain) hash.update(der);
  return hash.digest();
}

function privateKeyOf(secret: Buffer, [signer]: Chain): KeyObject | undefined {
  const privateKey = createPrivateKey({ key: secret, format: 'der', type: 'pkcs8' });
  return createPublicKey(privateKey).equals(signer.publicKey) ? privateKey : undefined;
}

function refuseOutside(file: string, [{ notBefore, notAfter }]: Chain, at: Date): void {
  if (at >= notBefore && at <= notAfter) return;
  throw new AppError(
    'identity',
    `${file}: valid from ${notBefore.toISOString()} to ${notAfter.toISOString()}, and this computer's clock says ` +
      `${at.toISOString()}; set the clock right or create a new identity`,
  );
}
