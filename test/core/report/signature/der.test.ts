import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type DerNode,
  readDer,
  readObjectIdentifier,
  readTime,
} from '../../../../electron/core/report/signature/der-read.ts';
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
import { outside } from '../signing-kit.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('what is written is read back', () => {
  const value = fc.letrec<{ node: Buffer; leaf: Buffer }>((tie) => ({
    leaf: fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map(octets),
      fc.integer({ min: 0, max: 127 }).map(smallInteger),
      fc.string().map(utf8String),
      fc.uint8Array({ maxLength: 40 }).map((bytes) => bitString(bytes)),
    ),
    node: fc.oneof(
      { maxDepth: 4 },
      tie('leaf'),
      fc.array(tie('node'), { maxLength: 5 }).map((parts) => sequence(...parts)),
      fc.array(tie('node'), { maxLength: 5 }).map((parts) => setOf(...parts)),
      fc.array(tie('node'), { maxLength: 5 }).map((parts) => context(0, ...parts)),
    ),
  }));

  test('as a tree whose bytes join to the whole', () => {
    const joins = (node: DerNode): boolean =>
      (node.tag & 0x20) === 0 ||
      (Buffer.concat(node.children.map(({ bytes }) => bytes)).equals(node.content) &&
        node.children.every(joins));
    fc.assert(
      fc.property(value.node, (bytes) => {
        const node = readDer(bytes);
        expect(node?.bytes.equals(bytes)).toBe(true);
        expect(joins(node!)).toBe(true);
      }),
    );
  });

  test('and OpenSSL reads the same lengths', () => {
    for (const size of [0, 1, 127, 128, 255, 256, 65535, 65536]) {
      const { stdout } = outside('openssl', ['asn1parse', '-inform', 'DER'], {
        input: octets(Buffer.alloc(size, 0x20)),
      });
      expect(stdout).toMatch(new RegExp(`hl=\\d l= *${size} prim: OCTET STRING`));
    }
  });

  test('object identifiers, large arcs too', () => {
    for (const oid of [
      '2.5.29.15',
      '1.2.840.113549.1.9.16.2.47',
      '1.3.132.0.34',
      '2.16.840.1.101.3.4.2.2',
      '0.9.1',
    ]) {
      expect(readObjectIdentifier(readDer(objectIdentifier(oid)))).toBe(oid);
    }
  });

  test('times, with two-digit years up to 2049 only', () => {
    for (const at of ['1950-01-01T00:00:00.000Z', '2049-12-31T23:59:59.000Z', '2050-01-01T00:00:00.000Z']) {
      expect(readTime(readDer(time(new Date(at)))!)?.toISOString()).toBe(at);
    }
    expect(time(new Date('2049-12-31T23:59:59Z'))[0]).toBe(0x17);
    expect(time(new Date('2050-01-01T00:00:00Z'))[0]).toBe(0x18);
  });
});

describe('anything but the one way to write a value is refused', () => {
  test.each([
    ['nothing', ''],
    ['bytes after the structure', '05 00 00'],
    ['an end before the length says so', '04 03 01 02'],
    ['a long length that could be short', '04 81 01 00'],
    ['a length with a leading zero', `04 82 00 80 ${'00'.repeat(128)}`],
    ['an indefinite length', '30 80 00 00'],
    ['a tag of several bytes', '1f 81 01 00'],
    ['an integer with a superfluous zero', '02 02 00 7f'],
    ['a negative integer with a superfluous byte', '02 02 ff 80'],
    ['an empty integer', '02 00'],
    ['a truth that is neither 00 nor ff', '01 01 01'],
    ['bits set that are not used', '03 02 01 01'],
    ['more unused bits than a byte has', '03 02 08 00'],
    ['a null with content', '05 01 00'],
    ['a sequence not built of parts', '10 00'],
    ['a string built of parts', '24 04 04 02 00 00'],
    ['an object identifier that breaks off', '06 02 2a 80'],
  ])('%s', (_what, bytes) => {
    expect(readDer(hex(bytes))).toBeUndefined();
  });

  test('nesting and number of parts have an end', () => {
    let nested = sequence();
    for (let depth = 0; depth < 24; depth++) nested = sequence(nested);
    expect(readDer(nested)).toBeDefined();
    expect(readDer(sequence(nested))).toBeUndefined();
    expect(readDer(sequence(...Array.from({ length: 3999 }, () => sequence())))).toBeDefined();
    expect(readDer(sequence(...Array.from({ length: 4000 }, () => sequence())))).toBeUndefined();
  });

  test('no bytes make it throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void readDer(bytes)),
      { numRuns: 2000 },
    );
  });

  test.each(['260231000000Z', '261301000000Z', '260101240000Z', '2601010000Z', '260101000000+0100'])(
    'the time %s',
    (text) => {
      const bytes = Buffer.concat([Buffer.from([0x17, text.length]), Buffer.from(text)]);
      expect(readTime(readDer(bytes)!)).toBeUndefined();
    },
  );
});
