import fc from 'fast-check';
import { expect, test } from 'vitest';
import { JsonScanner } from '../../../../../electron/core/import/readers/json/json-scanner.ts';

/** Whether a text is one JSON value, and how far it could be the beginning of one. */
function judge(text: string): { isJson: boolean; ranOut: boolean } {
  const bytes = Buffer.from(text);
  const scanner = new JsonScanner();
  scanner.start(bytes, bytes.length);
  const end = scanner.value(scanner.space(0));
  return { isJson: end !== -1 && scanner.space(end) === bytes.length, ranOut: end === -1 && scanner.ranOut };
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

test('control characters are refused in texts, all of them and no others', () => {
  for (let code = 0; code < 0x100; code++) {
    const text = `"${String.fromCharCode(code)}"`;
    expect([code, judge(text).isJson]).toEqual([code, parses(text)]);
  }
});

test('escapes are those of JSON', () => {
  for (let code = 0x20; code < 0x80; code++) {
    for (const text of [`"\\${String.fromCharCode(code)}"`, `"\\u00${String.fromCharCode(code)}0"`]) {
      expect([text, judge(text).isJson]).toEqual([text, parses(text)]);
    }
  }
});

const pieces = fc.constantFrom(
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '"a"',
    '"a":',
    '\\',
    '\\u12aF',
    ' ',
    '\n',
    '\u0001',
    '0',
    '-',
    '1',
    '.5',
    'e',
    'E+2',
  ],
  ...['01', 'true', 'fals', 'null', '{}', '[]', '"ü"', 'x', "'", '/'],
);

test('judges as JSON.parse does', () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
      const text = parts.join('');
      expect(judge(text).isJson).toBe(parses(text));
    }),
    { numRuns: 20_000 },
  );
});

test('the beginning of what is JSON only ever runs out', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), fc.nat(), (json, cut) => {
      const text = `[${json}]`;
      expect(judge(text)).toEqual({ isJson: true, ranOut: false });
      const head = Buffer.from(text).subarray(0, cut % Buffer.byteLength(text));
      const scanner = new JsonScanner();
      scanner.start(head, head.length);
      expect([scanner.value(0), scanner.ranOut]).toEqual([-1, true]);
    }),
    { numRuns: 1000 },
  );
});
