import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beyondSight, RecordScanner, recordOutcomes } from '../../../../electron/core/import/csv/scanner.ts';
import { commaDialect } from './parse-bytes.ts';
import { byteSoup } from './tables.ts';

function scanned(bytes: Buffer, available: number, atEnd: boolean, maxRecordBytes: number) {
  const scanner = new RecordScanner(commaDialect, 8, maxRecordBytes);
  const outcome = scanner.scan(bytes, 0, available, atEnd, 0, 2);
  const { recordEnd, contentEnd, cellCount, starts, ends } = scanner;
  const cells = outcome === recordOutcomes.complete ? [starts.slice(0, 2), ends.slice(0, 2)] : [];
  return {
    outcome,
    recordEnd,
    cellCount,
    cells,
    contentEnd: outcome === recordOutcomes.complete ? contentEnd : 0,
  };
}

describe('a record', () => {
  test('does not depend on what lies in the buffer behind the bytes at hand', () => {
    fc.assert(
      fc.property(
        byteSoup,
        fc.constantFrom('"', '\n', ',', '\r', 'x'),
        fc.boolean(),
        fc.constantFrom(5, 12, 1000),
        (bytes, behind, atEnd, most) => {
          const larger = Buffer.concat([bytes, Buffer.from(behind.repeat(3))]);
          expect(scanned(larger, bytes.length, atEnd, most)).toEqual(
            scanned(bytes, bytes.length, atEnd, most),
          );
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('is the same as soon as enough bytes are at hand', () => {
    fc.assert(
      fc.property(byteSoup, fc.constantFrom(5, 12, 1000), (bytes, most) => {
        fc.pre(bytes.length > 0);
        const whole = scanned(bytes, bytes.length, true, most);
        for (let available = 0; available < bytes.length; available++) {
          const early = scanned(bytes, available, false, most);
          if (early.outcome === recordOutcomes.needMore) continue;
          // A broken record may be known to be broken before its end is in sight.
          if (early.recordEnd === beyondSight) early.recordEnd = whole.recordEnd;
          expect(early).toEqual(whole);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test.each<[string, keyof typeof recordOutcomes, number]>([
    ['a,b\nc', 'complete', 4],
    ['a,b\r\nc', 'complete', 5],
    ['a,b', 'complete', 3],
    ['a,"b"', 'complete', 5],
    ['a,"b"\r\n', 'complete', 7],
    ['a,"b"\r', 'complete', 6],
    ['a,"b\n""c"\nx', 'complete', 10],
    ['\n', 'blank', 1],
    ['\r\na', 'blank', 2],
    ['a\n', 'ragged', 2],
    ['a,b,c,d\nx', 'ragged', 8],
    ['a,"b\nc",d\ne,f\n', 'ragged', 10],
    ['a,"b\nc,d\ne",f\n', 'ragged', 5],
    ['a,"b\nc,"d,"\ne,f\n', 'textAfterQuote', 5],
    ['a,"b"c\nd', 'textAfterQuote', 7],
    ['a,"b"\rc\nd', 'textAfterQuote', 8],
    ['a,"b\nc,"d"\n', 'textAfterQuote', 5],
    ['"a\nb",c"\n', 'complete', 9],
    ['"a\nb","c"d\ne', 'textAfterQuote', 11],
    ['a,"b\nc', 'unclosedQuote', 5],
    ['a,"b', 'unclosedQuote', 4],
  ])('%j is %s and ends at %i', (text, outcome, end) => {
    const bytes = Buffer.from(text);
    const result = scanned(bytes, bytes.length, true, 1000);
    expect([result.outcome, result.recordEnd]).toEqual([recordOutcomes[outcome], end]);
  });

  test('may be exactly as long as it may be', () => {
    const bytes = Buffer.from('1234,6789\nx');
    expect(scanned(bytes, 11, true, 10).outcome).toBe(recordOutcomes.complete);
    expect(scanned(bytes, 11, true, 9).outcome).toBe(recordOutcomes.tooLong);
    expect(scanned(bytes, 9, true, 9).outcome).toBe(recordOutcomes.complete);
  });
});
