import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readManifest, writeManifest } from '../../../../electron/core/report/package/manifest.ts';
import { caseKey, problemOfPath } from '../../../../electron/core/report/package/names.ts';

const sum = 'ab'.repeat(32);

test('what is written is read back, sorted', () => {
  const path = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
    .filter((text) => !problemOfPath(text));
  const entry = fc.record({ path, sha256: fc.constant(sum) });
  const entries = fc.uniqueArray(entry, { selector: ({ path: text }) => caseKey(text), maxLength: 20 });
  fc.assert(
    fc.property(entries, (written) => {
      const manifest = readManifest(Buffer.from(writeManifest(written)), 'm');
      expect(manifest.problems).toEqual([]);
      expect(new Set(manifest.entries)).toEqual(new Set(written));
      const paths = manifest.entries.map((read) => read.path);
      expect(paths).toEqual([...paths].sort());
    }),
  );
});

describe('a line that could be read in another way is a problem', () => {
  test.each([
    ['capitals in the sum', `${sum.toUpperCase()}  data/a\n`],
    ['one blank', `${sum} data/a\n`],
    ['a star, as for binary files', `${sum} *data/a\n`],
    ['a short sum', `${sum.slice(2)}  data/a\n`],
    ['a backslash, as for odd names', `\\${sum}  data/a\n`],
    ['a carriage return', `${sum}  data/a\r\n`],
    ['no line break at the end', `${sum}  data/a`],
    ['an empty line', `${sum}  data/a\n\n`],
    ['a byte order mark', `\ufeff${sum}  data/a\n`],
    ['a way out', `${sum}  data/../../etc/passwd\n`],
    ['a root', `${sum}  /etc/passwd\n`],
    ['a path that begins with a blank', `${sum}   data/a\n`],
    ['a path twice', `${sum}  data/a\n${sum}  data/A\n`],
    ['an encoded path', `${sum}  data/a%0Ab\n`],
    ['a path turned around', `${sum}  data/\u202Ea\n`],
  ])('%s', (_what, text) => {
    expect(readManifest(Buffer.from(text), 'm').problems).toHaveLength(1);
  });

  test('bytes that are not UTF-8', () => {
    expect(readManifest(Buffer.from([0xff, 0xfe]), 'm').problems).toEqual(['m: is not UTF-8 text']);
  });

  test('shown without what could deceive, and a hundred at most', () => {
    const { problems } = readManifest(Buffer.from(`${sum}  data/\u202Ea\n`.repeat(5000)), 'm');
    expect(problems).toHaveLength(100);
    expect(problems[0]).toBe('m: line 1 holds a character that cannot be seen: data/<U+202E>a');
  });
});
