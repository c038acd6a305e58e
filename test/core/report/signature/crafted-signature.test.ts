import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  type Certificate,
  readCertificate,
} from '../../../../electron/core/report/signature/certificate-read.ts';
import { checkDetached } from '../../../../electron/core/report/signature/check-detached.ts';
import { type DerNode, readDer } from '../../../../electron/core/report/signature/der-read.ts';
import {
  bitString,
  context,
  objectIdentifier,
  octets,
  sequence,
  setOf,
  smallInteger,
  time,
  utf8String,
} from '../../../../electron/core/report/signature/der-write.ts';
import { oids } from '../../../../electron/core/report/signature/object-identifiers.ts';
import { signDetached } from '../../../../electron/core/report/signature/sign-detached.ts';
import { opensslAccepts, party, signWith } from '../signing-kit.ts';

const content = Buffer.from('the content\n');
const at = new Date('2027-03-04T05:06:07Z');
const root = party({ name: 'Root', role: 'authority' });
const signer = party({ name: 'Signer', role: 'signer', issuer: root });
const sign = signWith(signer);
const good = signDetached({ content, at, chain: [signer.certificate, root.certificate], sign });

/** Where things stand in the structure: positions of children, from the outside in. */
const signedData = [1, 0];
const hashes = [...signedData, 1];
const certificates = [...signedData, 3];
const signers = [...signedData, 4];
const signerInfo = [...signers, 0];

/** The structure with one part exchanged and everything around it encoded anew. */
function exchanged(der: Buffer, path: readonly number[], change: (node: DerNode) => Buffer): Buffer {
  const rebuild = (node: DerNode, [position, ...rest]: readonly number[]): Buffer => {
    if (position === undefined) return change(node);
    const parts = node.children.map((child, index) =>
      index === position ? rebuild(child, rest) : child.bytes,
    );
    const whole = sequence(...parts);
    whole[0] = node.tag;
    return whole;
  };
  return rebuild(readDer(der)!, path);
}

const withMore =
  (...more: Buffer[]) =>
  (node: DerNode): Buffer => {
    const whole = sequence(...node.children.map(({ bytes }) => bytes), ...more);
    whole[0] = node.tag;
    return whole;
  };

const attribute = (oid: string, ...values: Buffer[]): Buffer =>
  sequence(objectIdentifier(oid), setOf(...values));

test('the exchange itself leaves a good signature good', () => {
  const same = exchanged(good, [...signerInfo, 5], ({ bytes }) => bytes);
  expect(same.equals(good)).toBe(true);
  expect(checkDetached(same, content)).toMatchObject({ ok: true, isOfThisContent: true });
});

describe('what the signature does not protect may not be there', () => {
  const sha256 = sequence(objectIdentifier(oids.sha256));
  test.each<[string, Buffer]>([
    [
      'attributes that are not signed',
      exchanged(good, signerInfo, withMore(context(1, attribute('1.2.3', octets(content))))),
    ],
    ['a second signer', exchanged(good, signers, (node) => withMore(node.children[0]!.bytes)(node))],
    ['no signer', exchanged(good, signers, () => setOf())],
    ['the content itself', exchanged(good, [...signedData, 2], withMore(context(0, octets(content))))],
    ['a second hash', exchanged(good, hashes, withMore(sha256))],
    ['another hash than the signer used', exchanged(good, hashes, () => setOf(sha256))],
    ['more after the signers', exchanged(good, signedData, withMore(context(1)))],
    ['more beside the data', exchanged(good, [1], withMore(sequence()))],
    ['more outside', exchanged(good, [], withMore(sequence()))],
    ['another version', exchanged(good, [...signedData, 0], () => smallInteger(3))],
    ['another version of the signer', exchanged(good, [...signerInfo, 0], () => smallInteger(3))],
    [
      'the same certificate twice',
      exchanged(good, certificates, (node) => withMore(node.children[0]!.bytes)(node)),
    ],
    ['text among the certificates', exchanged(good, certificates, withMore(utf8String('hello')))],
  ])('%s', (_what, crafted) => {
    expect(crafted.equals(good)).toBe(false);
    expect(checkDetached(crafted, content).ok).toBe(false);
  });

  test('but a hash may say that it has no parameters', () => {
    const change = (parameter: Buffer) => {
      const algorithm = sequence(objectIdentifier(oids.sha384), parameter);
      return exchanged(
        exchanged(good, [...hashes, 0], () => algorithm),
        [...signerInfo, 2],
        () => algorithm,
      );
    };
    expect(checkDetached(change(Buffer.from([5, 0])), content).ok).toBe(true);
    expect(opensslAccepts(change(Buffer.from([5, 0])), content, root.certificate, at)).toBe(true);
    expect(checkDetached(change(smallInteger(1)), content).ok).toBe(false);
  });
});

describe('what is signed must say all it has to say, once', () => {
  const digest = createHash('sha384').update(content).digest();
  const names = (certificate: Certificate): Buffer =>
    sequence(sequence(sequence(octets(createHash('sha256').update(certificate.der).digest()))));
  const standard = {
    contentType: attribute(oids.contentType, objectIdentifier(oids.data)),
    signingTime: attribute(oids.signingTime, time(at)),
    messageDigest: attribute(oids.messageDigest, octets(digest)),
    signingCertificate: attribute(oids.signingCertificateV2, names(signer.certificate)),
  };
  type Attributes = Record<string, Buffer>;

  /** A signature over these attributes by the right key. */
  function over(change: Attributes, without: string[] = []): Buffer {
    const all: Attributes = { ...standard, ...change };
    const set = setOf(
      ...Object.entries(all).flatMap(([name, bytes]) => (without.includes(name) ? [] : [bytes])),
    );
    const tagged = Buffer.from(set);
    tagged[0] = 0xa0;
    return exchanged(
      exchanged(good, [...signerInfo, 3], () => tagged),
      [...signerInfo, 5],
      () => octets(sign(set)),
    );
  }

  test('as it does here', () => {
    expect(checkDetached(over({}), content)).toMatchObject({ ok: true, at, isOfThisContent: true });
    expect(opensslAccepts(over({}), content, root.certificate, at)).toBe(true);
    const more = over({ other: attribute('1.2.3.4', octets(content)) });
    expect(checkDetached(more, content).ok).toBe(true);
  });

  test('the certificate it was made with', () => {
    const other = over({ signingCertificate: attribute(oids.signingCertificateV2, names(root.certificate)) });
    expect(checkDetached(other, content)).toMatchObject({
      ok: false,
      reason: 'the signature was made with another certificate',
    });
    expect(opensslAccepts(other, content, root.certificate, at)).toBe(false);
    const none = over({ signingCertificate: attribute(oids.signingCertificateV2, sequence(sequence())) });
    expect(checkDetached(none, content).ok).toBe(false);
  });

  test.each(Object.keys(standard))('not without %s', (name) => {
    expect(checkDetached(over({}, [name]), content).ok).toBe(false);
  });

  test.each<[string, Attributes]>([
    ['a time twice', { again: attribute(oids.signingTime, time(new Date('2028-01-01T00:00:00Z'))) }],
    ['two times in one', { signingTime: attribute(oids.signingTime, time(at), time(new Date(0))) }],
    ['no time in it', { signingTime: attribute(oids.signingTime) }],
    ['a time that is a text', { signingTime: attribute(oids.signingTime, utf8String('yesterday')) }],
    [
      'another type of content',
      { contentType: attribute(oids.contentType, objectIdentifier(oids.signedData)) },
    ],
    ['a digest that is no bytes', { messageDigest: attribute(oids.messageDigest, smallInteger(1)) }],
  ])('not with %s', (_what, change) => {
    expect(checkDetached(over(change), content).ok).toBe(false);
  });

  test('the digest of something else is a good signature over something else', () => {
    const other = over({ messageDigest: attribute(oids.messageDigest, octets(digest.subarray(1))) });
    expect(checkDetached(other, content)).toMatchObject({ ok: true, isOfThisContent: false });
  });
});

describe('a certificate', () => {
  /** The signer's certificate with a part exchanged, certified again by the root. */
  function certified(path: readonly number[], change: (node: DerNode) => Buffer): Certificate | undefined {
    const changed = exchanged(signer.certificate.der, [0, ...path], change);
    const toBeSigned = readDer(changed)!.children[0]!.bytes;
    return readCertificate(exchanged(changed, [2], () => bitString(signWith(root)(toBeSigned))));
  }
  const same = ({ bytes }: DerNode): Buffer => bytes;
  const extensions = [7, 0];

  test('is read when nothing was exchanged', () => {
    expect(certified([0], same)?.subjectText).toBe('CN=Signer, O=Test agency');
  });

  test.each<[string, readonly number[], (node: DerNode) => Buffer]>([
    [
      'an algorithm inside that is not the one outside',
      [2],
      () => sequence(objectIdentifier(oids.ecdsaWithSha256)),
    ],
    ['version 2', [0], () => context(0, smallInteger(1))],
    ['more after the extensions', [], withMore(context(4))],
    ['an extension twice', extensions, (node) => withMore(node.children[1]!.bytes)(node)],
    ['an extension that is damaged', [...extensions, 1, 2], () => octets(Buffer.from([0x03, 0x09]))],
    ['a name in an unknown alphabet', [5, 0, 0, 1], () => Buffer.from([0x1e, 2, 0, 65])],
    ['one time only', [4], (node) => sequence(node.children[0]!.bytes)],
    [
      'a point that is not on the curve',
      [6, 1],
      () => bitString(Buffer.concat([Buffer.from([4]), Buffer.alloc(96, 1)])),
    ],
    ['a key of another kind', [6, 0, 0], () => objectIdentifier('1.3.101.112')],
  ])('is not read with %s', (_what, path, change) => {
    expect(certified(path, change)).toBeUndefined();
  });

  test('that may certify is not one to sign documents with', () => {
    const both = certified([...extensions, 0, 2], () => octets(sequence(Buffer.from([1, 1, 0xff]))));
    expect(both).toMatchObject({ mayCertify: false, maySignDocuments: true }); // its key usage does not say so
    const usage = certified([...extensions], (node) =>
      sequence(
        sequence(objectIdentifier(oids.basicConstraints), octets(sequence(Buffer.from([1, 1, 0xff])))),
        sequence(objectIdentifier(oids.keyUsage), octets(bitString(Buffer.from([0b1000_0100]), 2))),
        ...node.children.slice(2).map(({ bytes }) => bytes),
      ),
    );
    expect(usage).toMatchObject({ mayCertify: true, maySignDocuments: false });
  });
});
