import { describe, expect, test } from 'vitest';
import { rejectedRecords, sourceAccount } from '../../../electron/core/import/source-account.ts';
import { freshCase, importInto, writeLog } from '../fresh-case.ts';

const lines = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    i % 3 === 1 ? `u${i},P,never ${i}` : `u${i},P,2025-01-01T00:00:00Z`,
  );

describe('the account of a source', () => {
  test('says where every byte went and how the file came', async () => {
    const caseFile = freshCase();
    const log = ['\ufeffuser,plate,timestamp', ...lines(9), '', ''].join('\n');
    const [record] = await importInto(caseFile, [writeLog(caseFile, 'log.csv', log)], {
      receivedFrom: 'Records unit',
      authority: 'Order 7',
      expectRows: 9,
      examiner: 'Second Examiner',
    });
    const account = sourceAccount(caseFile, 'S1');
    expect(account).toMatchObject({
      record,
      receivedFrom: 'Records unit',
      authority: 'Order 7',
      statedSha256: null,
      statedRows: 9,
      importedBy: 'Second Examiner',
      timezoneData: process.versions.tz,
      byteAccount: { byteOrderMark: 3, preamble: 0, blankLines: 1 },
      profileNotes: [],
      cannotTell: [],
    });
    expect(Object.values(account.byteAccount).reduce((sum, bytes) => sum + bytes)).toBe(
      Buffer.byteLength(log),
    );
    expect(Date.parse(account.importedAt)).toBeGreaterThan(Date.now() - 60_000);
  });

  test.each(['S2', 's1', '1', 'S1 ', '__proto__'])(
    '%s is not found, and the sources there are are named',
    async (id) => {
      const caseFile = freshCase();
      await importInto(caseFile, [
        writeLog(caseFile, 'log.csv', ['user,plate,timestamp', ...lines(2), ''].join('\n')),
      ]);
      for (const ask of [
        () => sourceAccount(caseFile, id),
        () => rejectedRecords(caseFile, { source: id, limit: 1, offset: 0 }),
      ]) {
        expect(ask).toThrow(
          expect.objectContaining({ code: 'not-found', message: expect.stringContaining('S1 (log.csv)') }),
        );
      }
    },
  );
});

describe('rejected records', () => {
  test('are shown page by page as they stand in the file', async () => {
    const caseFile = freshCase();
    const log = ['user,plate,timestamp', ...lines(30), ''].join('\r\n');
    await importInto(caseFile, [writeLog(caseFile, 'log.csv', log)]);
    const whole = rejectedRecords(caseFile, { source: 'S1', limit: 1000, offset: 0 });
    expect(whole.total).toBe(10);
    expect(whole.rejected).toHaveLength(10);
    for (const { row, offset, length, text, reason } of whole.rejected) {
      expect(text).toBe(
        Buffer.from(log)
          .subarray(offset, offset + length)
          .toString(),
      );
      expect(text.trimEnd()).toBe(lines(30)[row - 1]);
      expect(reason).not.toBe('');
    }
    const page = rejectedRecords(caseFile, { source: 'S1', limit: 3, offset: 4 });
    expect(page).toEqual({ total: 10, rejected: whole.rejected.slice(4, 7) });
    expect(rejectedRecords(caseFile, { source: 'S1', limit: 3, offset: 10 }).rejected).toEqual([]);
  });

  test('show 2,000 characters of a long one and what is no UTF-8 as such', async () => {
    const caseFile = freshCase();
    const log = Buffer.concat([
      Buffer.from(`user,plate,timestamp\n${'a,P,2025-01-01T00:00:00Z\n'.repeat(5)}`),
      Buffer.from(`b,${'é'.repeat(5000)},never\n`),
      Buffer.from([0x63, 0xff, 0xfe, 0x2c, 0x50, 0x2c, 0x6e, 0x0a]),
    ]);
    await importInto(caseFile, [writeLog(caseFile, 'log.csv', log)]);
    const { rejected } = rejectedRecords(caseFile, { source: 'S1', limit: 10, offset: 0 });
    expect(rejected.map(({ text }) => text.trimEnd())).toEqual([
      `b,${'é'.repeat(1998)}`,
      'c\ufffd\ufffd,P,n',
    ]);
    expect(rejected[0]!.length).toBeGreaterThan(10_000);
  });
});
