import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { XmlProblem } from '../../../../../electron/core/import/readers/xlsx/xml-problem.ts';
import { XmlScanner } from '../../../../../electron/core/import/readers/xlsx/xml-scanner.ts';
import { decodeText } from '../../../../../electron/core/import/readers/xlsx/xml-text.ts';

/** Events as lines: "<name a=value", "text", ">name"; neighbouring texts joined. */
function collector() {
  const events: string[] = [];
  return {
    events,
    add(kind: '<' | '>' | '=', text: string) {
      if (kind === '=' && events.at(-1)?.startsWith('=')) events[events.length - 1] += text;
      else if (kind !== '=' || text !== '') events.push(kind + text);
    },
  };
}

function scan(document: Buffer | string, cuts: readonly number[] = []): string[] {
  const bytes = Buffer.from(document);
  const { events, add } = collector();
  const scanner = new XmlScanner({
    open(name, tag) {
      const attributes = ['a', 'b'].flatMap((key) => {
        const value = tag.attribute(key);
        return value === undefined ? [] : [` ${key}=${value}`];
      });
      add('<', name + attributes.join(''));
    },
    close: (name) => add('>', name),
    text: (piece, start, end, isCdata) => add('=', decodeText(piece, start, end, isCdata)),
  });
  let from = 0;
  for (const cut of [
    ...cuts.map((one) => one % (bytes.length + 1)).toSorted((a, b) => a - b),
    bytes.length,
  ]) {
    // A copy, so that nothing can lean on the bytes beyond it.
    if (cut > from) scanner.push(Buffer.from(bytes.subarray(from, cut)));
    from = cut;
  }
  scanner.finish();
  return events;
}

function scanWithSaxes(document: string): string[] {
  const { events, add } = collector();
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ local, attributes }) => {
    const each = ['a', 'b'].flatMap((key) => {
      const found = Object.values(attributes).find((attribute) => attribute.local === key);
      return found === undefined ? [] : [` ${key}=${found.value}`];
    });
    add('<', local + each.join(''));
  });
  let depth = 0;
  parser.on('opentagstart', () => depth++);
  parser.on('closetag', ({ local }) => {
    depth--;
    add('>', local);
  });
  parser.on('text', (text) => {
    if (depth > 0) add('=', text);
  });
  parser.on('cdata', (text) => add('=', text));
  parser.write(document).close();
  return events;
}

const name = fc.constantFrom('c', 'v', 'row', 'x:row', 'is', 'Ünï');
const rawText = fc
  .array(
    fc.constantFrom(
      'a',
      ' ',
      '\n',
      '\r\n',
      '\r',
      '\t',
      'é',
      '漢',
      '😀',
      '&amp;',
      '&lt;',
      '&#13;',
      '&#x1F600;',
      '"',
      "'",
      '>',
      '_x000D_',
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(''));
const attribute = fc
  .tuple(fc.constantFrom('a', 'b', 'x:b', 'long'), rawText, fc.constantFrom('"', "'"))
  .map(([key, value, quote]) => `${key}=${quote}${value.replaceAll(quote, '')}${quote}`);
const attributes = fc
  .uniqueArray(attribute, { maxLength: 3, selector: (text) => text.split('=')[0]!.split(':').at(-1)! })
  .map((all) => all.map((one) => ` ${one}`).join(''));
const { element } = fc.letrec<{ element: string; content: string }>((tie) => ({
  element: fc.oneof(
    { depthSize: 'small' },
    fc
      .tuple(name, attributes, fc.constantFrom('', ' ', '\n'))
      .map(([tag, all, space]) => `<${tag}${all}${space}/>`),
    fc
      .tuple(name, attributes, fc.constantFrom('', ' '), tie('content'))
      .map(([tag, all, space, inner]) => `<${tag}${all}${space}>${inner}</${tag}${space}>`),
  ),
  content: fc
    .array(
      fc.oneof(
        rawText.map((text) => text.replaceAll(']]>', '')),
        tie('element'),
        fc.constantFrom('<!-- a < b & "c" -->', '<![CDATA[1 < 2 && é]]>', '<![CDATA[]]>', '<?pi > x?>'),
      ),
      { maxLength: 4 },
    )
    .map((pieces) => pieces.join('')),
}));
const document = element.map(
  (root) =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<!-- first --><root xmlns:x="urn:x" a="1">${root}</root>\n<!-- last -->`,
);

describe('XmlScanner', () => {
  test('tells what saxes tells, whatever the pieces', () => {
    fc.assert(
      fc.property(document, fc.array(fc.nat(), { maxLength: 20 }), (text, cuts) => {
        const expected = scanWithSaxes(text);
        expect(scan(text)).toEqual(expected);
        expect(scan(text, cuts)).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });

  test('says the same of a mutated document whatever the pieces', () => {
    const outcome = (bytes: Buffer, cuts: number[]) => {
      try {
        return scan(bytes, cuts).join('\n');
      } catch (thrown) {
        if (!(thrown instanceof XmlProblem)) throw thrown;
        return 'refused';
      }
    };
    fc.assert(
      fc.property(
        document,
        fc.array(fc.tuple(fc.nat(), fc.constantFrom(...Buffer.from('<>/="\'&! ]a\u00e9'))), {
          minLength: 1,
          maxLength: 3,
        }),
        fc.array(fc.nat(), { maxLength: 20 }),
        (text, changes, cuts) => {
          const bytes = Buffer.from(text);
          for (const [place, byte] of changes) bytes[place % bytes.length] = byte;
          expect(outcome(bytes, cuts)).toBe(outcome(bytes, []));
        },
      ),
      { numRuns: 1000 },
    );
  });

  test.each([
    ['<!DOCTYPE r [<!ENTITY a "b">]><r>&a;</r>', 'document type'],
    ['<!DOCTYPE r SYSTEM "file:///etc/passwd"><r/>', 'document type'],
    ['<r><!ENTITY a "b"></r>', 'document type'],
    ['<!doctype r><r/>', 'document type'],
    ['<r>&a;</r>', 'refers to "&a;"'],
    ['<r>a & b</r>', 'refers to'],
    ['<r>&#0;</r>', 'refers to'],
    ['<r>&#xD800;</r>', 'refers to'],
    ['<r a="&x;"/>', 'refers to'],
    ['<r><a></r>', 'not closed'],
    ['<r><a></b></r>', 'not closed'],
    ['<r><a></aa></r>', 'not closed'],
    ['</r>', 'not opened'],
    ['<r/><r/>', 'second root'],
    ['<r/>text', 'outside'],
    ['text<r/>', 'outside'],
    ['<![CDATA[a]]><r/>', 'outside'],
    ['<r>', 'ends within'],
    ['<r><', 'ends in the middle'],
    ['<r a="', 'ends in the middle'],
    ['', 'no content'],
    ['  \n', 'no content'],
    ['<r a=1/>', 'not in quotes'],
    ['<r a/>', 'no value'],
    ['<r a="1"b="2"/>', 'not apart'],
    ['<r a="<"/>', 'not closed'],
    ['<r =""/>', 'no name'],
    ['< r/>', 'no name'],
    ['<r / >', 'slash'],
    ['<?xml version="1.0" encoding="ISO-8859-1"?><r/>', 'ISO-8859-1'],
  ])('refuses %s', (text, message) => {
    const wrong = () => scan(text);
    expect(wrong).toThrow(XmlProblem);
    expect(wrong).toThrow(message);
    expect(() =>
      scan(
        text,
        Array.from(text, (_, i) => i),
      ),
    ).toThrow(message);
  });

  test('refuses bytes that are no UTF-8, and UTF-16', () => {
    expect(() => scan(Buffer.from([0x3c, 0x72, 0x3e, 0xe9, 0x3c, 0x2f, 0x72, 0x3e]))).toThrow('UTF-8');
    expect(() => scan(Buffer.from([0x3c, 0x72, 0x3e, 0xc3]), [4])).toThrow('UTF-8');
    expect(() => scan(Buffer.from('\ufeff<r/>', 'utf16le'))).toThrow('UTF-16');
    expect(() => scan(Buffer.from('<r/>', 'utf16le'))).toThrow('UTF-16');
    expect(scan('\ufeff<r/>')).toEqual(['<r', '>r']);
  });

  test('bounds depth, tags, attributes and kinds of elements', () => {
    expect(() => scan('<a>'.repeat(1_000_000))).toThrow('more than 256 deep');
    expect(scan('<a>'.repeat(256) + '</a>'.repeat(256))).toHaveLength(512);
    expect(() => scan(`<a b="${'x'.repeat(3 << 20)}`)).toThrow();
    const cuts = Array.from({ length: 100 }, (_, i) => i << 16);
    expect(() => scan(`<a b="${'x'.repeat(3 << 20)}"/>`, cuts)).toThrow('longer than');
    expect(() => scan(`<a ${Array.from({ length: 2000 }, (_, i) => `b${i}=""`).join(' ')}/>`)).toThrow(
      'attributes',
    );
    expect(() => scan(`<r>${Array.from({ length: 5000 }, (_, i) => `<n${i}/>`).join('')}</r>`)).toThrow(
      'kinds',
    );
  });

  test('gives long text in pieces that decode by themselves, in linear time', () => {
    const text = '&amp;é\r\n😀x'.repeat(600_000);
    const startedAt = performance.now();
    const cuts = Array.from({ length: 500 }, (_, i) => i * 16_001);
    expect(scan(`<r>${text}</r>`, cuts)[1]).toBe(`=${'&é\n😀x'.repeat(600_000)}`);
    expect(performance.now() - startedAt).toBeLessThan(3000);
  });

  test('does not cut long text within a line end, a character or a reference', () => {
    for (const split of ['\r\n', 'é', '😀', '&amp;', '&#x1F600;']) {
      const document = `<r>${'x'.repeat(1_500_000)}${split}</r>`;
      const whole = scan(document);
      const start = 3 + 1_500_000;
      for (let cut = start; cut <= start + Buffer.byteLength(split); cut++)
        expect(scan(document, [cut])).toEqual(whole);
    }
  });

  test('tells the bytes of each tag, also after text that is not ASCII', () => {
    const bytes = Buffer.from('<r><é a="ü">😀</é><v/></r>');
    const tags: string[] = [];
    const scanner: XmlScanner = new XmlScanner({
      open: (_, tag) => tags.push(bytes.toString('utf8', tag.tagStart, tag.tagEnd)),
      close: (_, tag) => tags.push(bytes.toString('utf8', tag.tagStart, tag.tagEnd)),
      text: () => {},
    });
    for (const byte of bytes) scanner.push(Buffer.from([byte]));
    scanner.finish();
    expect(tags).toEqual(['<r>', '<é a="ü">', '</é>', '<v/>', '<v/>', '</r>']);
  });
});
