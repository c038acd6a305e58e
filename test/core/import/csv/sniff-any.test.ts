import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CsvChoices, sniffCsv } from '../../../../electron/core/import/csv/sniff.ts';
import { AppError } from '../../../../shared/contract/errors.ts';
import { loadTable } from './load-table.ts';
import { byteSoup } from './tables.ts';

const line = fc.constantFrom(
  ...[
    'at,who,why',
    '2025-01-01,10:00:00,b',
    '2025-01-02,11:00:00,"c, d"',
    "'x'||'y'",
    'a||b||c',
    'sep=;',
    '#Fields: a b',
  ],
  ...[
    '# note',
    'Total: 3',
    'who,at',
    ',,,',
    '',
    '"',
    '\u00fea\u00fe\u0014\u00feb\u00fe',
    'x;y;z',
    'a\tb',
    '\\"',
    'a:b:c',
  ],
);
const lines = fc
  .tuple(fc.array(line, { maxLength: 30 }), fc.constantFrom('\n', '\r\n', '\r'), fc.boolean())
  .map(([all, end, isMarked]) => Buffer.from(`${isMarked ? '\ufeff' : ''}${all.join(end)}`));
const anyBytes = fc.oneof(
  byteSoup,
  lines,
  fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
);

const anyChoices: fc.Arbitrary<CsvChoices> = fc.record(
  {
    delimiter: fc.constantFrom(',', '||', '\u0014', ' '),
    quote: fc.constantFrom('"', "'", null),
    escape: fc.constantFrom('\\', '"'),
    headerLine: fc.option(fc.integer({ min: 1, max: 6 }), { nil: null }),
    unnamedColumn: fc.integer({ min: 1, max: 4 }),
    nameWithoutColumn: fc.integer({ min: 1, max: 4 }),
    isOneTable: fc.boolean(),
  },
  { requiredKeys: [] },
);

test('any bytes have a shape or a refusal, whatever the examiner chooses', () => {
  fc.assert(
    fc.property(anyBytes, anyChoices, fc.boolean(), (bytes, choices, isWholeFile) => {
      let shape: ReturnType<typeof sniffCsv>;
      try {
        shape = sniffCsv('log.csv', bytes, isWholeFile, choices);
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(AppError);
        return;
      }
      const { bomBytes, headerOffset, dataOffset, headers, classes, samples, headerLine } = shape;
      expect(bomBytes).toBeLessThanOrEqual(headerOffset);
      expect(headerOffset).toBeLessThanOrEqual(dataOffset);
      expect(dataOffset).toBeLessThanOrEqual(bytes.length);
      expect(headerLine === null).toBe(headerOffset === dataOffset);
      expect(classes).toHaveLength(headers.length);
      for (const cells of samples) expect(cells).toHaveLength(headers.length);
    }),
    { numRuns: 3000 },
  );
});

test('of any bytes that have a shape, every one is accounted for', async () => {
  await fc.assert(
    fc.asyncProperty(anyBytes, async (bytes) => {
      try {
        const loaded = await loadTable(bytes);
        expect(loaded.bytes).toBe(bytes.length);
      } catch (thrown) {
        if (!(thrown instanceof AppError)) throw thrown;
      }
    }),
    { numRuns: 1500 },
  );
});

test('a megabyte of anything is looked at in a moment', () => {
  for (const piece of [
    '"',
    ',',
    'a',
    "'",
    '||',
    '\n',
    '"\n',
    ' ',
    ':',
    '\\"',
    '{',
    'a,b\n',
    "a||'b\n",
    '"a""\n',
    '\r',
    '\u00fe',
  ]) {
    const bytes = Buffer.from(piece.repeat(Math.ceil((1 << 20) / piece.length)));
    const startedAt = performance.now();
    try {
      sniffCsv('log.csv', bytes, false);
    } catch (thrown) {
      expect(thrown).toBeInstanceOf(AppError);
    }
    expect(performance.now() - startedAt, JSON.stringify(piece)).toBeLessThan(5000);
  }
});
