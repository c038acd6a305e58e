import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arrayShape, type Collected, collect, linesShape, rows, valuesShape } from './collect.ts';
import { expectedCells, writtenObject } from './json-texts.ts';

const checks = ({ account }: Collected): string[] => account.notes.map(({ check }) => check);

describe('cells', () => {
  test('are as written, with null and absent as no cell', async () => {
    const record =
      '{"big":12345678901234567890,"huge":1e400,"exact":0.10,"minus":-0,"yes":true,"no":false,"none":null,"empty":"","text":"a\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00ü"}';
    const read = await collect(linesShape, `${record}\n{"late":1}`);
    expect(read.header).toEqual([
      'big',
      'huge',
      'exact',
      'minus',
      'yes',
      'no',
      'none',
      'empty',
      'text',
      'late',
    ]);
    expect(read.records[0]).toEqual([
      '12345678901234567890',
      '1e400',
      '0.10',
      '-0',
      'true',
      'false',
      null,
      '',
      'a"\\/\b\f\n\r\té😀ü',
      null,
    ]);
    expect(read.records[1]).toEqual([...Array(9).fill(null), '1']);
    expect(read.rejects).toEqual([]);
  });

  test('of objects and arrays', async () => {
    const [row] = rows(
      await collect(
        linesShape,
        '{"o":{"p":{"q":1},"e":{}},"one":["x"],"two":["x", 2],"nothing":[],"nulls":[null],"nested":[[1]],"mixed":[{"a":1},2],"agent":[{"who":{"display":"J"}},{"who":{}}]}',
      ),
    );
    expect(row).toEqual({
      'o.p.q': '1',
      'o.e': '{}',
      one: 'x',
      two: '["x", 2]',
      nothing: '[]',
      nulls: '[null]',
      nested: '[[1]]',
      mixed: '[{"a":1},2]',
      'agent[0].who.display': 'J',
      'agent[1].who': '{}',
    });
  });

  test('of an array of more objects than get columns', async () => {
    const objects = Array.from({ length: 11 }, (_, i) => `{"n":${i}}`);
    const read = await collect(linesShape, `{"a":[${objects.join(', ')}],"b":1}`);
    expect(read.header).toEqual([...Array.from({ length: 8 }, (_, i) => `a[${i}].n`), 'a[8…]', 'b']);
    expect(read.records[0]?.[8]).toBe('[{"n":8}, {"n":9}, {"n":10}]');
    expect(checks(read)).toEqual(['json-long-arrays']);
  });

  test('repeated keys keep all values', async () => {
    const read = await collect(linesShape, '{"a":1,"b":{"c":1},"a":"x","b":{"c":2},"a":null}\n{"a":3}');
    expect(read.header).toEqual(['a', 'b.c', 'a #2', 'b #2.c', 'a #3']);
    expect(read.records).toEqual([
      ['1', '1', 'x', '2', null],
      ['3', null, null, null, null],
    ]);
    expect(checks(read)).toEqual(['json-repeated-keys']);
  });

  test('of keys that read like others are told apart, whichever comes first', async () => {
    for (const lines of ['{"a.b":"flat"}\n{"a":{"b":"nested"}}', '{"a":{"b":"nested"}}\n{"a.b":"flat"}']) {
      const read = await collect(linesShape, lines);
      expect(new Set(rows(read).map((row) => JSON.stringify(row)))).toEqual(
        new Set(['{"a\\\\.b":"flat"}', '{"a.b":"nested"}']),
      );
      expect(checks(read)).toEqual(['json-names']);
    }
    const many = await collect(linesShape, '{"a":1,"a":2,"a #2":3,"b[0]":4,"b":[{"c":5}],"b[0].c":6,"":7}');
    expect(new Set(many.header)).toHaveLength(7);
    expect(rows(many)).toEqual([
      { a: '1', 'a #2': '2', 'a \\#2': '3', 'b[0]': '4', 'b[0].c': '5', 'b\\[0]\\.c': '6', '': '7' },
    ]);
  });

  test('half characters stay as they are written', async () => {
    const read = await collect(
      linesShape,
      '{"a":"x\\ud800y\\uDC00","b":"\\ud800\\ud83d\\ude00","\\ud800":1}',
    );
    expect(rows(read)).toEqual([{ a: 'x\\ud800y\\uDC00', b: '\\ud800😀', '\\ud800': '1' }]);
    expect(checks(read)).toEqual(['json-half-characters']);
  });

  test('without the key of a wrapper, but where it is needed to tell columns apart', async () => {
    const shape = { ...linesShape, unwrap: '_source' };
    const read = await collect(
      shape,
      '{"_id":"7","user":"outer","_source":{"user":"inner","at":{"t":1}},"n":2}',
    );
    expect(rows(read)).toEqual([{ _id: '7', user: 'outer', '_source.user': 'inner', 'at.t': '1', n: '2' }]);
  });

  test('agree with a plain reading of what was written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(writtenObject, { minLength: 1, maxLength: 6 }), async (objects) => {
        const expected = objects.map(expectedCells);
        const header = [...new Set(expected.flatMap((cells) => [...cells.keys()]))];
        const read = await collect(linesShape, objects.map(({ text }) => text).join('\n'));
        expect(read.rejects).toEqual([]);
        expect(read.header).toEqual(header);
        for (const [i, cells] of expected.entries()) {
          const row = read.records[i]!.map((cell, column) =>
            header[column]!.endsWith('[8…]') && cell ? 'rest' : cell,
          );
          expect(row).toEqual(header.map((name) => cells.get(name) ?? null));
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('framing', () => {
  test('lines with a byte order mark, CRLF, blank lines and several on one', async () => {
    const text = '\ufeff{"a":1}\r\n\r\n  {"a":2} \n{"a":3}{"a":4}\n\n';
    const read = await collect(linesShape, text);
    expect(read.records.flat()).toEqual(['1', '2', '3', '4']);
    expect(
      read.places.map(({ offset, length }) => Buffer.from(text).toString('utf8', offset, offset + length)),
    ).toEqual(['{"a":1}', '{"a":2}', '{"a":3}', '{"a":4}']);
    expect(read.account.bytes).toEqual({
      records: 28,
      rejected: 0,
      envelope: 0,
      separators: 10,
      byteOrderMark: 3,
    });
    expect(read.account.notes).toEqual([]);
  });

  test('a broken line costs that line', async () => {
    const lines = ['{"a":1}', '{"a":', '{"a":2', 'x', '[1]', '{"a":"\u0001"}', '{"a":01}', '{"a":3}'];
    const read = await collect(linesShape, lines.join('\r\n'));
    expect(read.records.flat()).toEqual(['1', '3']);
    expect(read.rejects.map(({ place }) => place.length)).toEqual(
      lines.slice(1, -1).map((line) => line.length),
    );
    expect(read.rejects.map(({ reason }) => reason)).toEqual([
      'not JSON: the line ends inside of the record (a value should stand here)',
      'not JSON: the line ends inside of the record (a comma or } should stand here)',
      'not JSON: a value should stand here (byte 24)',
      'an object in { } should stand here, not an array (byte 27)',
      'not JSON: a control character stands unescaped in a text (byte 38)',
      'not JSON: a comma or } should stand here (byte 49)',
    ]);
  });

  test('lines cut out of an array keep their commas as separators, and it is said', async () => {
    const read = await collect(linesShape, '{"a":1},\n{"a":2},\n');
    expect(read.records.flat()).toEqual(['1', '2']);
    expect(read.rejects).toEqual([]);
    expect(checks(read)).toEqual(['json-commas']);
  });

  test('objects over several lines, and one alone', async () => {
    const read = await collect(valuesShape, ' {"a":\n1}\n{"a":2}{\n}\n');
    expect(read.records).toEqual([['1'], ['2'], [null]]);
    expect((await collect(valuesShape, '{"a":{"b":"alone"}}')).records).toEqual([['alone']]);
  });

  test('an array in an envelope, with what the envelope says', async () => {
    const text =
      '{"nextToken":"t","total":9,"Records":[ {"a":1} ,{"a":2}],"Other":[{"x":"xxxxxxxxxxxxxxx"}]}';
    const read = await collect(arrayShape('Records'), text);
    expect(read.records.flat()).toEqual(['1', '2']);
    expect(read.account.bytes).toMatchObject({ records: 14, rejected: 0, separators: 5 });
    expect(read.account.notes.map(({ severity, check }) => `${severity} ${check}`)).toEqual([
      'info json-records',
      'info json-envelope',
      'warning json-other-array',
      'warning json-continues',
      'warning json-total',
    ]);
    expect(read.account.notes[1]!.message).toContain('nextToken = "t", total = 9');
  });

  test('arrays in several documents, one of which has none', async () => {
    const read = await collect(
      arrayShape('hits', 'hits'),
      '{"hits":{"total":{"value":1,"relation":"eq"},"hits":[{"a":1}]}}\n{"hits":[{"a":9}]}\n{"hits":{"hits":[{"a":2}]}}',
    );
    expect(read.records.flat()).toEqual(['1', '2']);
    expect(read.rejects).toEqual([
      { place: { offset: 64, length: 18, sheetRow: 0 }, reason: 'has no array of records at hits . hits' },
    ]);
    expect(checks(read)).toEqual(['json-records']);
  });

  test('pages one behind another: only the last one can say that there is more', async () => {
    const page = (n: number, next: string) => `{"@odata.count":1,"value":[{"a":${n}}]${next}}`;
    const pages = [page(1, ',"@odata.nextLink":"x"'), page(2, ',"@odata.nextLink":"x"'), page(3, '')];
    const all = await collect(arrayShape('value'), pages.join('\n'));
    expect(all.records.flat()).toEqual(['1', '2', '3']);
    expect(checks(all)).toEqual(['json-records', 'json-envelope']);
    expect(checks(await collect(arrayShape('value'), pages.slice(0, 2).join('\n')))).toContain(
      'json-continues',
    );
  });

  test('numbers are whole, wherever the bytes are cut', async () => {
    const text = '{"total":12345,"Records":[678,{"a":910}],"next":0.5e1}';
    const held = { largestRecord: 1000, fill: 1 };
    const read = await collect(arrayShape('Records'), text, { sizes: [1], held });
    expect(read).toEqual(await collect(arrayShape('Records'), text));
    expect(read.rejects.map(({ place }) => place.length)).toEqual([3]);
    expect(read.account.notes.map(({ message }) => message).join()).toContain('total = 12345, next = 0.5e1');
  });

  test('a line may be as large as a record may be, and no larger', async () => {
    const held = { largestRecord: 10, fill: 1 };
    const read = await collect(linesShape, '{"a":1234}\n{"a":12345}\n{"a":5}', { sizes: [3], held });
    expect(read.records.flat()).toEqual(['1234', '5']);
    expect(read.rejects.map(({ place }) => place)).toEqual([{ offset: 11, length: 11, sheetRow: 0 }]);
  });

  test('a new line is one also at a cut', async () => {
    const read = await collect(linesShape, '{"a":}\n{"a":2}', {
      sizes: [6, 1],
      held: { largestRecord: 100, fill: 1 },
    });
    expect(read.records.flat()).toEqual(['2']);
    expect(read.rejects.map(({ place }) => place.length)).toEqual([6]);
  });

  test('a sign that may stand inside of a record is not gone by', async () => {
    const read = await collect(arrayShape(), '[{"a":{"a":1}},{"a":[}},{"a":{"a":2}}]');
    expect(read.records).toEqual([['1']]);
    expect(read.rejects.map(({ place }) => place)).toEqual([{ offset: 15, length: 23, sheetRow: 0 }]);
  });

  test.each([
    ['a word that is none', '{"a":1},{"a":bad},{"a":3}', ['1', '3'], ['{"a":bad}'], 0],
    ['a missing brace', '{"a":1},{"a":{"b":1},{"a":3}', ['1', '3'], ['{"a":{"b":1},'], 0],
    ['a missing quote', '{"a":1},\n{"a":"x,"b":1},\n{"a":3}', ['1', '3'], ['{"a":"x,"b":1},\n'], 0],
    ['junk between', '{"a":1} junk, {"a":3}', ['1', '3'], ['junk'], 1],
    ['no comma', '{"a":1}{"a":3}', ['1', '3'], [], 1],
    ['too many commas', ',{"a":1},,{"a":3},', ['1', '3'], [], 3],
    ['what is no object', '{"a":1},7,"x",[],null,{"a":3}', ['1', '3'], ['7', '"x"', '[]', 'null'], 0],
    ['the first one broken', '{"a":1 "b":2},{"a":3}', ['3'], ['{"a":1 "b":2}'], 0],
    ['junk at the end', '{"a":1} junk', ['1'], ['junk'], 1],
    ['junk behind a broken one', '{"a":1},{"a":bad} x,{"a":3}', ['1', '3'], ['{"a":bad} x,'], 0],
    [
      'junk of some length',
      `{"a":1},{"a":[1}${' junk'.repeat(40)},   {"a":3}`,
      ['1', '3'],
      [`{"a":[1}${' junk'.repeat(40)},   `],
      0,
    ],
    [
      'a part that looks like a record',
      '{"a":1},{"b":bad,"n":{"a":2},"c":[},{"a":3}',
      ['1', '3'],
      ['{"b":bad,"n":{"a":2},"c":[},'],
      0,
    ],
    [
      'a missing quote that turns texts inside out',
      '{"a":1},\n{"a":"x,"b":1},\n{"a":"}],"},{"a":3}',
      ['1', '}],', '3'],
      ['{"a":"x,"b":1},\n'],
      0,
    ],
    ['brackets of the wrong kind', '{"a":1},{"a":[1}],{"a":3}', ['1', '3'], ['{"a":[1}],'], 0],
  ])('an array goes on behind %s', async (_, elements, good, broken, commaFaults) => {
    const text = `{"Records":[${elements}]}`;
    const read = await collect(arrayShape('Records'), text);
    expect(read.records.map((cells) => cells[0])).toEqual(good);
    expect(read.rejects.map(({ place }) => text.slice(place.offset, place.offset + place.length))).toEqual(
      broken,
    );
    expect(checks(read)).toEqual(commaFaults > 0 ? ['json-records', 'json-commas'] : ['json-records']);
    for (let fill = 1; fill < 40; fill++) {
      const held = { largestRecord: 4 << 20, fill };
      expect(await collect(arrayShape('Records'), text, { sizes: [fill], held })).toEqual(read);
    }
  });

  test('what cannot be gone on behind is one stretch to the end', async () => {
    const read = await collect(arrayShape(), '[{"a":1},{"b":"x,"c":1},{"b":3}]');
    expect(read.records).toEqual([['1']]);
    expect(read.rejects.map(({ place }) => place)).toEqual([{ offset: 9, length: 23, sheetRow: 0 }]);
  });

  test('a file that is cut off says so', async () => {
    const read = await collect(arrayShape('Records'), '{"Records":[{"a":1},{"a":"2');
    expect(read.rejects.map(({ reason }) => reason)).toEqual([
      'cut off: the file ends inside of it (a text does not end)',
    ]);
    expect(checks(read)).toContain('json-cut-off');
    expect(checks(await collect(arrayShape('Records'), '{"Records":[{"a":1}'))).toContain('json-cut-off');
    expect(checks(await collect(arrayShape('Records'), '{"Records":[{"a":1}]'))).toContain('json-cut-off');
  });

  test('bytes that are not UTF-8 cost the record they stand in', async () => {
    const text = Buffer.concat([
      Buffer.from('{"a":"ü"}\n{"a":"x'),
      Buffer.of(0xfc),
      Buffer.from('"}\n{"a":"z"}'),
    ]);
    for (const shape of [linesShape, valuesShape]) {
      const read = await collect(shape, text);
      expect(read.records.flat()).toEqual(['ü', 'z']);
      expect(read.rejects).toEqual([
        { place: { offset: 11, length: 10, sheetRow: 0 }, reason: 'bytes that are not UTF-8 (byte 18)' },
      ]);
    }
  });
});

test('a preview ends after its records, with the columns of these', async () => {
  const lines = Array.from({ length: 100_000 }, (_, i) => `{"n":${i},"k${i % 1000}":1}`).join('\n');
  const read = await collect(linesShape, lines, { limit: 3 });
  expect(read.header).toEqual(['n', 'k0', 'k1', 'k2']);
  expect(read.records).toHaveLength(3);
  expect(Object.values(read.account.bytes).reduce((sum, bytes) => sum + bytes)).toBeLessThan(100);
  const array = await collect(arrayShape('Records'), `{"Records":[${lines.replaceAll('\n', ',')}]}`, {
    limit: 2,
  });
  expect(array.records).toHaveLength(2);
  expect(array.rejects).toEqual([]);
});
