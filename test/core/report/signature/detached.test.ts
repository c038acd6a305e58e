import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fingerprintOf } from '../../../../electron/core/report/signature/algorithms.ts';
import type { Certificate } from '../../../../electron/core/report/signature/certificate-read.ts';
import { checkDetached } from '../../../../electron/core/report/signature/check-detached.ts';
import { fromPem } from '../../../../electron/core/report/signature/pem.ts';
import { signDetached } from '../../../../electron/core/report/signature/sign-detached.ts';
import {
  opensslAccepts,
  outside,
  type Party,
  party,
  readySigner,
  scratchFolder,
  signWith,
} from '../signing-kit.ts';

const content = Buffer.from('the content\n');
const at = new Date('2027-03-04T05:06:07Z');

const root = party({ name: 'Root', role: 'authority' });
const signer = party({ name: 'Signer', role: 'signer', issuer: root });

function signedBy(by: Party, chain: readonly [Certificate, ...Certificate[]], time = at): Buffer {
  return signDetached({ content, at: time, chain, sign: signWith(by) });
}

describe('a signature', () => {
  test('is good, for us and for OpenSSL, and says who and when', () => {
    const signature = signedBy(signer, [signer.certificate, root.certificate]);
    const check = checkDetached(signature, content);
    expect(check).toMatchObject({ ok: true, at, isOfThisContent: true });
    expect(check.ok && check.chain.map(({ subjectText }) => subjectText)).toEqual([
      'CN=Signer, O=Test agency',
      'CN=Root, O=Test agency',
    ]);
    expect(opensslAccepts(signature, content, root.certificate, at)).toBe(true);
  });

  test('over other content is known as such', () => {
    const signature = signedBy(signer, [signer.certificate, root.certificate]);
    const other = Buffer.from('the content!\n');
    expect(checkDetached(signature, other)).toMatchObject({ ok: true, isOfThisContent: false });
    expect(opensslAccepts(signature, other, root.certificate, at)).toBe(false);
  });

  test('stays good after the certificate has expired, as it was made before', () => {
    const shortRoot = party({ name: 'Short root', role: 'authority', notAfter: '2026-02-01T00:00:00Z' });
    const short = party({
      name: 'Short',
      role: 'signer',
      issuer: shortRoot,
      notAfter: '2026-02-01T00:00:00Z',
    });
    const chain = [short.certificate, shortRoot.certificate] as const;
    const inTime = new Date('2026-01-15T00:00:00Z');
    const late = new Date('2026-02-01T00:00:01Z');
    const signature = signedBy(short, chain, inTime);
    expect(checkDetached(signature, content)).toMatchObject({ ok: true, isOfThisContent: true });
    expect(opensslAccepts(signature, content, shortRoot.certificate, inTime)).toBe(true);
    expect(opensslAccepts(signature, content, shortRoot.certificate, late)).toBe(false);

    for (const outside of [late, new Date('2025-12-31T23:59:59Z')]) {
      const check = checkDetached(signedBy(short, chain, outside), content);
      expect(check).toMatchObject({ ok: false, reason: expect.stringContaining('was not valid') });
    }
  });
});

describe('a chain that does not carry the signature is refused, as OpenSSL refuses it', () => {
  const middle = party({ name: 'Middle', role: 'authority', issuer: root });
  const belowMiddle = party({ name: 'Below', role: 'signer', issuer: middle });
  const belowSigner = party({ name: 'Below', role: 'signer', issuer: signer });
  const impostor = party({ name: 'Root', role: 'authority' });

  test.each<[string, Party, [Certificate, ...Certificate[]], RegExp]>([
    ['the signer is an authority', root, [root.certificate], /certifies itself/],
    ['an authority signs', middle, [middle.certificate, root.certificate], /not for signing documents/],
    [
      'the root allows no authority below it',
      belowMiddle,
      [belowMiddle.certificate, middle.certificate, root.certificate],
      /may not certify authorities/,
    ],
    [
      'a signer certified the signer',
      belowSigner,
      [belowSigner.certificate, signer.certificate, root.certificate],
      /may not certify others/,
    ],
    ['another root of the same name', signer, [signer.certificate, impostor.certificate], /did not certify/],
    ['the root is missing', signer, [signer.certificate], /is not there/],
  ])('%s', (_what, by, chain, reason) => {
    const signature = signedBy(by, chain);
    expect(checkDetached(signature, content)).toMatchObject({
      ok: false,
      reason: expect.stringMatching(reason),
    });
    if (chain.length === 1) return; // OpenSSL would take the root from the file of those it is told to trust
    const trusted = chain.at(-1)!;
    expect(opensslAccepts(signature, content, trusted, at)).toBe(false);
  });

  test('a certificate that is no part of it', () => {
    const signature = signedBy(signer, [signer.certificate, root.certificate, middle.certificate]);
    expect(checkDetached(signature, content)).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/no part of the chain/),
    });
  });

  test("another signer's key behind the certificate", () => {
    const signature = signedBy(belowMiddle, [signer.certificate, root.certificate]);
    expect(checkDetached(signature, content)).toEqual({ ok: false, reason: 'the signature is not valid' });
    expect(opensslAccepts(signature, content, root.certificate, at)).toBe(false);
  });
});

describe('signatures made by OpenSSL', () => {
  const cases = [
    { curve: 'prime256v1', hash: 'sha256', ok: true },
    { curve: 'secp384r1', hash: 'sha384', ok: true },
    { curve: 'secp384r1', hash: 'sha256', ok: true },
    { curve: 'secp521r1', hash: 'sha512', ok: false },
    { curve: 'brainpoolP384r1', hash: 'sha384', ok: false },
  ];
  test.each(cases)('$curve with $hash: $ok', ({ curve, hash, ok }) => {
    const { signature, chain } = madeByOpenssl(curve, hash, []);
    expect(checkDetached(signature, content).ok).toBe(ok);
    if (!ok) return;
    const check = checkDetached(signature, content);
    expect(check.ok && check.chain.map(({ der }) => fingerprintOf(der))).toEqual(chain.map(fingerprintOf));
    expect(checkDetached(signature, Buffer.from('else'))).toMatchObject({ ok: true, isOfThisContent: false });
  });

  test('without the name of the signing certificate are refused', () => {
    const { signature } = madeByOpenssl('prime256v1', 'sha256', [], { cades: false });
    expect(checkDetached(signature, content)).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/does not name the certificate/),
    });
  });

  test('for web servers only are refused', () => {
    const { signature } = madeByOpenssl('prime256v1', 'sha256', ['extendedKeyUsage=serverAuth']);
    expect(checkDetached(signature, content)).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/not for signing documents/),
    });
  });

  test('with a critical extension that is not understood are refused', () => {
    const { signature } = madeByOpenssl('prime256v1', 'sha256', ['1.2.3.4=critical,ASN1:NULL']);
    expect(checkDetached(signature, content)).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/kind not read here/),
    });
  });

  test('with the curve given by numbers are refused', () => {
    const { signature } = madeByOpenssl('prime256v1', 'sha256', [], { explicitCurve: true });
    expect(checkDetached(signature, content)).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/kind not read here/),
    });
  });
});

describe('no change of a signature file is accepted', () => {
  const identity = readySigner();
  const signature = signDetached({ content, at, chain: identity.chain, sign: identity.sign });
  const isAccepted = (bytes: Uint8Array): boolean => {
    const check = checkDetached(bytes, content);
    return check.ok && check.isOfThisContent;
  };

  test('no byte may change, whichever bit of it', () => {
    expect(isAccepted(signature)).toBe(true);
    const accepted: number[] = [];
    for (let bit = 0; bit < signature.length * 8; bit += 3) {
      const changed = Buffer.from(signature);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      if (isAccepted(changed)) accepted.push(bit);
    }
    expect(accepted).toEqual([]);
  });

  test('nothing may be cut, added, repeated or replaced', () => {
    const place = fc.nat({ max: signature.length });
    const change = fc.record({
      start: place,
      length: fc.nat({ max: 60 }),
      put: fc.uint8Array({ maxLength: 60 }),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const changed = changes.reduce<Buffer>(
          (bytes, { start, length, put }) =>
            Buffer.concat([bytes.subarray(0, start), put, bytes.subarray(start + length)]),
          signature,
        );
        fc.pre(!changed.equals(signature));
        expect(isAccepted(changed)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});

/** A root and a signer by the openssl command, and its signature over `content`. */
function madeByOpenssl(
  curve: string,
  hash: string,
  signerExtensions: readonly string[],
  { cades = true, explicitCurve = false } = {},
): { signature: Buffer; chain: Buffer[] } {
  const folder = scratchFolder();
  const openssl = (...words: string[]): void => {
    const { status, stderr } = outside('openssl', words, { folder });
    if (status !== 0) throw new Error(stderr);
  };
  const keyOptions = ['-pkeyopt', `ec_paramgen_curve:${curve}`];
  const explicit = explicitCurve ? ['-pkeyopt', 'ec_param_enc:explicit'] : [];
  openssl('genpkey', '-algorithm', 'EC', ...keyOptions, '-out', 'root.key');
  openssl('genpkey', '-algorithm', 'EC', ...keyOptions, ...explicit, '-out', 'signer.key');
  const root = ['-addext', 'basicConstraints=critical,CA:TRUE', '-addext', 'keyUsage=critical,keyCertSign'];
  const rootNames = ['-subj', '/O=Other/CN=Root', '-out', 'root.pem'];
  openssl(
    'req',
    '-new',
    '-x509',
    '-config',
    '/dev/null',
    '-key',
    'root.key',
    `-${hash}`,
    ...rootNames,
    ...root,
  );
  openssl(
    'req',
    '-new',
    '-config',
    '/dev/null',
    '-key',
    'signer.key',
    '-subj',
    '/O=Other/CN=Who',
    '-out',
    'csr',
  );
  writeFileSync(join(folder, 'extensions'), ['keyUsage=digitalSignature', ...signerExtensions].join('\n'));
  const issuer = ['-CA', 'root.pem', '-CAkey', 'root.key', '-extfile', 'extensions', `-${hash}`];
  openssl('x509', '-req', '-in', 'csr', ...issuer, '-out', 'signer.pem', '-days', '30');
  writeFileSync(join(folder, 'content'), content);
  const files = ['-in', 'content', '-signer', 'signer.pem', '-inkey', 'signer.key', '-certfile', 'root.pem'];
  const form = ['-binary', '-outform', 'DER', '-out', 'p7s', ...(cades ? ['-cades'] : []), '-md', hash];
  openssl('cms', '-sign', ...files, ...form);
  const chain = ['signer.pem', 'root.pem'].flatMap((name) =>
    fromPem(readFileSync(join(folder, name), 'utf8')),
  );
  return { signature: readFileSync(join(folder, 'p7s')), chain };
}
