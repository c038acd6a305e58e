import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import * as v from 'valibot';

/** 2^17 with r = 8 takes 128 MB and about half a second for each guess; a file may ask for more, up to 1 GB. */
const cost = 2 ** 17;
const costCap = 2 ** 20;
const blockSize = 8;
const parallelization = 1;

const bytes = (least: number, most = least) =>
  v.pipe(
    v.string(),
    v.regex(/^[A-Za-z0-9+/]+={0,2}$/),
    v.transform((text) => Buffer.from(text, 'base64')),
    v.check((buffer) => buffer.length >= least && buffer.length <= most),
  );

/** A secret under a passphrase: scrypt (RFC 7914) makes the key, AES-256-GCM seals. Bounded, as the file may come from anywhere. */
export const sealedSchema = v.strictObject({
  derivation: v.literal('scrypt'),
  cost: v.pipe(
    v.number(),
    v.integer(),
    v.minValue(cost),
    v.maxValue(costCap),
    v.check((value) => Number.isInteger(Math.log2(value))),
  ),
  blockSize: v.literal(blockSize),
  parallelization: v.literal(parallelization),
  salt: bytes(16, 64),
  cipher: v.literal('aes-256-gcm'),
  nonce: bytes(12),
  sealed: bytes(1, 4096),
  tag: bytes(16),
});

export type Sealed = v.InferInput<typeof sealedSchema>;
type OpenedSeal = v.InferOutput<typeof sealedSchema>;

/** Seals `secret`; `context` is not stored but must be the same again when it is opened. */
export async function seal(secret: Uint8Array, passphrase: string, context: Uint8Array): Promise<Sealed> {
  const salt = randomBytes(32);
  const nonce = randomBytes(12);
  const key = await deriveKey(passphrase, salt, cost);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(context);
  const sealed = Buffer.concat([cipher.update(secret), cipher.final()]);
  key.fill(0);
  return {
    derivation: 'scrypt',
    cost,
    blockSize,
    parallelization,
    salt: salt.toString('base64'),
    cipher: 'aes-256-gcm',
    nonce: nonce.toString('base64'),
    sealed: sealed.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  };
}

/** The secret; undefined if the passphrase is another one or anything was altered: the two cannot be told apart. */
export async function unseal(
  from: OpenedSeal,
  passphrase: string,
  context: Uint8Array,
): Promise<Buffer | undefined> {
  const key = await deriveKey(passphrase, from.salt, from.cost);
  const decipher = createDecipheriv('aes-256-gcm', key, from.nonce).setAAD(context).setAuthTag(from.tag);
  try {
    return Buffer.concat([decipher.update(from.sealed), decipher.final()]);
  } catch {
    return undefined;
  } finally {
    key.fill(0);
  }
}

const scryptAsync = promisify<string, Uint8Array, number, object, Buffer>(scrypt);

/** NFKC, so that the same words typed on another system open it. */
function deriveKey(passphrase: string, salt: Uint8Array, N: number): Promise<Buffer> {
  const options = { N, r: blockSize, p: parallelization, maxmem: 256 * N * blockSize };
  return scryptAsync(passphrase.normalize('NFKC'), salt, 32, options);
}
