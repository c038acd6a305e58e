import { parse as csvParse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recordOutcomes } from '../../../../electron/core/import/csv/scanner.ts';
import { plainDialect, type TextDialect } from '../../../../electron/core/import/csv/text-dialect.ts';
import { createTextScanner, type TextRecord } from '../../../../electron/core/import/csv/text-scanner.ts';

function scanAll(bytes: Buffer, dialect: TextDialect, maxRecordBytes = 1 << 20): TextRecord[] {
  const scanner = createTextScanner(dialect, 100, maxRecordBytes);
  const records: TextRecord[] = [];
  for (let position = 0; position < bytes.length; position = records.at(-1)!.end) {
    records.push(scanner.scan(bytes, position, bytes.length));
  }
  return records;
}

/** Dialects with what separates their records. */
const anyDialect: fc.Arbitrary<{ dialect: TextDialect; between: string }> = fc
  .record({
    delimiter: fc.constantFrom(',', '\t', '||', '~|~', ', ', '::', '\u0014', '\u00a6'),
    quote: fc.constantFrom('"', "'", '\u00fe'),
    isDoubled: fc.boolean(),
    between: fc.constantFrom('\n', '\r\n', '\r'),
    isAny: fc.boolean(),
  })
  .map(({ delimiter, quote, isDoubled, between, isAny }) => ({
    dialect: {
      ...{ delimiter, quote, escape: isDoubled ? quote : '\\' },
      lineEnd: isAny ? 'any' : between === '\r' ? 'cr' : 'lf',
    },
    between,
  }));

const cell = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc
    .array(
      fc.constantFrom(
        '"',
        "'",
        '\u00fe',
        ',',
        '|',
        '~',
        ':',
        ' ',
        '\n',
        '\r',
        '\r\n',
        'a',
        '\\',
        '\t',
        '\u0014',
      ),
      {
        maxLength: 6,
      },
    )
    .map((parts) => parts.join('')),
);

const table = fc
  .integer({ min: 2, max: 5 })
  .chain((width) =>
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
  );

function written(text: string, { quote, escape: sign }: TextDialect): string {
  const escaped =
    sign === quote
      ? text.replaceAll(quote!, quote! + quote!)
      : text.replaceAll('\\', '\\\\').replaceAll(quote!, `\\${quote}`);
  return quote + escaped + quote;
}

describe('any dialect', () => {
  test('gives back what was written in it, as csv-parse reads it', () => {
    fc.assert(
      fc.property(table, anyDialect, (cells, { dialect, between }) => {
        const text = cells
          .map((row) => row.map((one) => written(one, dialect)).join(dialect.delimiter))
          .join(between);
        const read = scanAll(Buffer.from(text), dialect).map((record) => record.cells);
        expect(read).toEqual(cells);
        const judged = csvParse(text, {
          delimiter: dialect.delimiter,
          quote: dialect.quote!,
          escape: dialect.escape!,
          record_delimiter: between,
        });
        expect(read).toEqual(judged);
      }),
      { numRuns: 1500 },
    );
  });

  test('reads unquoted cells as they stand', () => {
    const plain = fc.constantFrom('', 'a', 'b c', 'd"e', 'x', '12');
    const rows = fc.array(fc.tuple(plain, plain, plain), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(rows, fc.constantFrom('||', '~|~', '::', '\u0001'), (cells, delimiter) => {
        fc.pre(cells.every((row) => row.join('') !== ''));
        const dialect: TextDialect = { delimiter, quote: null, escape: null, lineEnd: 'any' };
        const text = cells.map((row) => row.join(delimiter)).join('\n');
        expect(scanAll(Buffer.from(text), dialect).map((record) => record.cells)).toEqual(cells);
      }),
    );
  });

  test('leaves no byte out and takes none twice, whatever the bytes', () => {
    const soup = fc
      .array(fc.oneof(cell, fc.constantFrom('"', '\n', '\r', '||', '\\"'), fc.constant('x'.repeat(40))), {
        maxLength: 30,
      })
      .map((parts) => Buffer.from(parts.join('')));
    fc.assert(
      fc.property(soup, anyDialect, fc.constantFrom(16, 1000), (bytes, { dialect }, maxRecordBytes) => {
        let end = 0;
        for (const record of scanAll(bytes, dialect, maxRecordBytes)) {
          expect(record.start).toBe(end);
          expect(record.end).toBeGreaterThan(record.start);
          end = record.end;
          if (plainDialect(dialect) !== null) continue;
          expect(record.contentEnd).toBeGreaterThanOrEqual(record.start);
          expect(record.contentEnd).toBeLessThanOrEqual(record.end);
        }
        expect(end).toBe(bytes.length);
      }),
      { numRuns: 1500 },
    );
  });
});

describe('a broken quote', () => {
  const dialect: TextDialect = { delimiter: '||', quote: "'", escape: "'", lineEnd: 'lf' };

  test.each([
    ["a||'b\nc||d\n", 'unclosedQuote'],
    ["a||'b'x\nc||d\n", 'textAfterQuote'],
  ] as const)('in %j costs its line', (text, outcome) => {
    const [broken, next] = scanAll(Buffer.from(text), dialect);
    expect(broken).toMatchObject({
      outcome: recordOutcomes[outcome],
      end: text.indexOf('\n') + 1,
      cells: [],
    });
    expect(next).toMatchObject({ outcome: recordOutcomes.complete, cells: ['c', 'd'] });
  });

  test('that would swallow more than a record may be costs its line too', () => {
    const text = `a||'${'b\n'.repeat(100)}c||d\n`;
    const records = scanAll(Buffer.from(text), dialect, 50);
    expect(records[0]).toMatchObject({ outcome: recordOutcomes.tooLong, end: 6 });
    expect(records.at(-1)).toMatchObject({ cells: ['c', 'd'] });
  });

  test('on each of a million lines is told in linear time', () => {
    const bytes = Buffer.from("a||'b\n".repeat(1_000_000));
    const startedAt = performance.now();
    expect(scanAll(bytes, dialect)).toHaveLength(1_000_000);
    expect(performance.now() - startedAt).toBeLessThan(20_000);
  });
});
