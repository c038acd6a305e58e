import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  encodings,
  requireEncoding,
} from '../../../../../electron/core/import/readers/encoding/encodings.ts';
import { transcode } from '../../../../../electron/core/import/readers/encoding/transcode.ts';
import { bytesOf, sourceOf } from './sources.ts';

const iconv = (from: string, to: string, bytes: Uint8Array): Buffer =>
  execFileSync('iconv', ['-f', from, '-t', to], { input: bytes });

const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 });
const text = fc.string({ unit: 'binary', maxLength: 60 });
const wide = ['utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'] as const;

function encodeWide(encoding: string, value: string): Buffer {
  if (encoding === 'utf-16le') return Buffer.from(value, 'utf16le');
  if (encoding === 'utf-16be') return Buffer.from(value, 'utf16le').swap16();
  const codes = Uint32Array.from([...value], (character) => character.codePointAt(0)!);
  const bytes = Buffer.from(codes.buffer);
  return encoding === 'utf-32le' ? bytes : bytes.swap32();
}

describe('wide encodings', () => {
  test.each(wide)('%s: any text, in pieces of any size, mark and all', async (encoding) => {
    await fc.assert(
      fc.asyncProperty(text, fc.boolean(), sizes, async (value, hasMark, pieces) => {
        const whole = hasMark ? `\ufeff${value}` : value;
        const source = transcode(sourceOf(encodeWide(encoding, whole), pieces), encoding);
        expect(await bytesOf(source)).toEqual(Buffer.from(whole));
      }),
      { numRuns: 200 },
    );
  });

  test('a lone surrogate, a cut unit or no code point is named by its offset, or marked', async () => {
    const cases: readonly [string, string, number, string][] = [
      ['utf-16le', '410000d84200', 2, '41ffff42'],
      ['utf-16le', '410000dc4200', 2, '41ffff42'],
      ['utf-16be', '0041d800d83ddc00', 2, '41fffff09f9080'],
      ['utf-16le', '410000d8', 2, '41ffff'],
      ['utf-16be', '004142', 2, '41ff'],
      ['utf-16le', '41003dd800', 2, '41ffffff'],
      ['utf-32be', '00000041000000d80000d800', 8, '41c398ffffffff'],
      ['utf-32le', '4100000000001100', 4, '41ffffffff'],
    ];
    for (const [encoding, hex, offset, marked] of cases) {
      for (const size of [1, 2, 3, 100]) {
        const source = sourceOf(Buffer.from(hex, 'hex'), [size]);
        await expect(bytesOf(transcode(source, encoding))).rejects.toMatchObject({
          code: 'input-format',
          message: expect.stringContaining(`offset ${offset} `),
          details: { offset },
        });
        const text = await bytesOf(transcode(source, encoding, { undecodable: 'mark' }));
        expect(text.toString('hex')).toBe(marked);
      }
    }
  });
});

describe('encodings of single bytes', () => {
  const single = encodings.filter(({ form }) => form === 'single-byte').map(({ id }) => id);
  /** Python's names, where they are others. */
  const names: Readonly<Record<string, string>> = {
    macintosh: 'mac_roman',
    'x-mac-cyrillic': 'mac_cyrillic',
    'windows-874': 'cp874',
  };
  const script = `import sys,json
def each(name):
  r=[]
  for b in range(256):
    try: r.append(bytes([b]).decode(name))
    except UnicodeDecodeError: r.append(None)
  return r
print(json.dumps([each(n) for n in sys.argv[1:]]))`;
  const pythonSays: (string | null)[][] = JSON.parse(
    execFileSync('python3', ['-c', script, ...single.map((id) => names[id] ?? id)], { encoding: 'utf8' }),
  );
  /** Given or changed after Python's tables were made. */
  const later = new Set([
    'macintosh db',
    'x-mac-cyrillic a2',
    'x-mac-cyrillic b6',
    'x-mac-cyrillic ff',
    'windows-1255 ca',
  ]);

  test.each(single)('%s: every byte is what Python says it is', async (encoding) => {
    const all = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    const characters: string[] = [];
    for (const byte of all) {
      const source = transcode(sourceOf(Buffer.of(byte)), encoding, { undecodable: 'mark' });
      const text = await bytesOf(source);
      characters.push(text.equals(Buffer.of(0xff)) ? '' : text.toString('utf8'));
    }
    let compared = 0;
    for (const [byte, expected] of pythonSays[single.indexOf(encoding)]!.entries()) {
      const which = `${encoding} ${byte.toString(16)}`;
      // Where Python has nothing, WHATWG keeps the byte as a control character or has nothing either.
      if (later.has(which)) continue;
      if (expected === null) {
        const [first] = characters[byte]!;
        expect([which, first === undefined || first.charCodeAt(0) === byte]).toEqual([which, true]);
      } else {
        expect([which, characters[byte]]).toEqual([which, expected]);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(190);
    const together = await bytesOf(transcode(sourceOf(all, [7]), encoding, { undecodable: 'mark' }));
    expect(together).toEqual(
      Buffer.concat(characters.map((one) => (one === '' ? Buffer.of(0xff) : Buffer.from(one)))),
    );
  });
});

describe('encodings of several bytes', () => {
  const texts: Readonly<Record<string, string>> = {
    shift_jis: '1,田中太郎,車両ソ表ｱｲｳ、\\~\n',
    'euc-jp': '1,田中太郎,車両ｱｲｳ丂、\n',
    gb18030: '1,王小明,車辆é检查😀ſ\n',
    big5: '1,王小明,車輛檢查功許\n',
    'euc-kr': '1,김철수,차량 확인똠방각하\n',
  };
  const iconvNames: Readonly<Record<string, string>> = { shift_jis: 'CP932', 'euc-kr': 'CP949' };

  test.each(Object.entries(texts))(
    '%s: what iconv writes is read, in pieces of any size',
    async (encoding, line) => {
      const bytes = iconv('utf-8', iconvNames[encoding] ?? encoding, Buffer.from(line.repeat(30)));
      await fc.assert(
        fc.asyncProperty(sizes, async (pieces) => {
          const text = await bytesOf(transcode(sourceOf(bytes, pieces), encoding));
          expect(text.toString('utf8')).toBe(line.repeat(30));
        }),
        { numRuns: 30 },
      );
    },
  );

  test.each(Object.keys(texts))(
    '%s: ASCII is ASCII, and broken bytes are named or marked',
    async (encoding) => {
      const ascii = Buffer.from(Array.from({ length: 128 }, (_, byte) => byte));
      expect(await bytesOf(transcode(sourceOf(ascii), encoding))).toEqual(ascii);
      const line = iconv('utf-8', iconvNames[encoding] ?? encoding, Buffer.from(texts[encoding]!));
      const broken = Buffer.concat([line, Buffer.of(0x2c, 0xff, 0x2c), line, Buffer.of(0x2c, 0x84)]);
      for (const size of [1, 3, 1000]) {
        const source = sourceOf(broken, [size]);
        await expect(bytesOf(transcode(source, encoding))).rejects.toMatchObject({
          details: { offset: line.length + 1 },
        });
        expect(await bytesOf(transcode(source, encoding, { undecodable: 'mark' }))).toEqual(
          Buffer.concat([
            Buffer.from(texts[encoding]!),
            Buffer.of(0x2c, 0xff, 0x2c),
            Buffer.from(texts[encoding]!),
            Buffer.of(0x2c, 0xff),
          ]),
        );
      }
    },
  );
});

describe('every sequence of two bytes is what Python says it is', () => {
  const script = `import sys
for f in range(0x81,0xff):
  for s in range(0x40,0xff):
    try: t=bytes([f,s]).decode(sys.argv[1])
    except UnicodeDecodeError: continue
    if len(t)==1: sys.stdout.buffer.write(('%02x%02x%s\\n'%(f,s,t)).encode())`;

  test.each([
    ['shift_jis', 'cp932', 7000, 0],
    ['gb18030', 'gb18030', 23_000, 90],
    ['euc-kr', 'cp949', 17_000, 0],
    // Kana and Cyrillic of ETEN: private characters to ICU.
    ['big5', 'cp950', 13_000, 249],
    ['euc-jp', 'euc_jp', 6500, 10],
  ])('%s', async (encoding, python, atLeast, atMostOther) => {
    const lines = execFileSync('python3', ['-c', script, python], { encoding: 'utf8' }).trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(atLeast);
    const bytes = Buffer.concat(lines.map((line) => Buffer.from(`${line.slice(0, 4)}0a`, 'hex')));
    const text = await bytesOf(transcode(sourceOf(bytes), encoding, { undecodable: 'mark' }));
    const read = text.toString('utf8').split('\n');
    const other = lines.filter((line, i) => line.slice(4) !== read[i]);
    expect(other.length, other.slice(0, 100).join(' ')).toBeLessThanOrEqual(atMostOther);
  });
});

test('a byte that stands for nothing is named by its offset', async () => {
  const bytes = Buffer.concat([Buffer.from('a,b\n'.repeat(40_000)), Buffer.of(0xaa), Buffer.from('\n')]);
  await expect(bytesOf(transcode(sourceOf(bytes, [1000]), 'windows-1253'))).rejects.toMatchObject({
    message: expect.stringMatching(/windows-1253\): the byte at offset 160000 stands for nothing/),
  });
});

test('UTF-8 is left as it is; names of encodings are found, and others refused with those there are', async () => {
  const source = sourceOf(Buffer.of(0xef, 0xbb, 0xbf, 0xff));
  expect(transcode(source, 'UTF8')).toBe(source);
  expect(requireEncoding(' CP1252 ').id).toBe('windows-1252');
  expect(requireEncoding('latin1').id).toBe('iso-8859-1');
  const names = encodings.flatMap(({ id, aliases }) => [id, ...aliases]);
  expect(new Set(names).size).toBe(names.length);
  expect(() => requireEncoding('__proto__')).toThrow(
    expect.objectContaining({ code: 'usage', message: expect.stringContaining('known are utf-8, utf-16le') }),
  );
});
