import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSheet as readWithOther } from 'read-excel-file/node';
import { describe, expect, test } from 'vitest';
import { shownAs } from '../../../../../electron/core/import/readers/xlsx/number-formats.ts';
import { openWorkbook } from '../../../../../electron/core/import/readers/xlsx/open-workbook.ts';
import { serialText } from '../../../../../electron/core/import/readers/xlsx/serials.ts';
import { AppError } from '../../../../../shared/contract/errors.ts';
import { readAll } from './workbooks.ts';

const data = new URL('../../../../../../shared/data/', import.meta.url).pathname;
const sheetjs = join(data, 'badinputs/sheetjs');
const eugene = join(data, 'flock-eugene-or/EPDSearchAuditLogs.xlsx');
const missing = (path: string) => {
  if (!existsSync(path)) console.warn(`skipped: ${path} is not there`);
  return !existsSync(path);
};

describe.skipIf(missing(eugene))('the workbook of Eugene', () => {
  test('sheets, columns of formulas, parts', async () => {
    const { sheets, parts, notes } = await openWorkbook(eugene, 'eugene.xlsx');
    expect(sheets.map(({ name, kind }) => [name, kind])).toEqual([
      ['Cover', 'cover'],
      ['Log', 'table'],
      ['Searches By User', 'pivot'],
      ['Searches By Reason', 'pivot'],
      ['SearchesByTimeOfDay', 'pivot'],
      ['SearchesOverTime', 'pivot'],
    ]);
    expect(sheets[1]!.derivedColumns.map(({ column, formula }) => `${column} ${formula}`)).toEqual([
      'F C2-TIME(8,0,0)',
      'G TEXT(MROUND(C2-TIME(8,0,0), "0:15"),"HH:MM:SS")',
      'H LEFT(SearchData[[#This Row],[userId]],8)',
    ]);
    expect(parts).toHaveLength(57);
    expect(parts.filter(({ what }) => what.startsWith('not known'))).toEqual([]);
    expect(notes).toEqual([]);
  });

  test('the log', async () => {
    const log = await readAll(await openWorkbook(eugene, 'eugene.xlsx'), 'Log');
    expect(log.header.slice(0, 5)).toEqual(['id', 'userId', 'searchDate', 'cameraCount', 'reason']);
    expect(log.records).toHaveLength(4377);
    expect(new Set(log.records.map(([id]) => id)).size).toBe(4294);
    expect(log.records[0]!.slice(2)).toEqual([
      '2025-06-18T00:02:04.789',
      '2510',
      'investigation',
      '2025-06-17T16:02:04.789',
      '16:00:00',
      '587e52c3',
    ]);
    expect(log.rejects).toEqual([]);
    expect(Object.values(log.account.bytes).reduce((a, b) => a + b, 0)).toBe(1_915_889);
  });

  test('says the same of an event as the CSV of the same log', async () => {
    const csv = new Map(
      readFileSync(eugene.replace('.xlsx', '.csv'), 'utf8')
        .trim()
        .split(/\r?\n/)
        .slice(1)
        .map((line) => [line.split('"')[1]!, line.split('"')] as const),
    );
    const log = await readAll(await openWorkbook(eugene, 'eugene.xlsx'), 'Log');
    const both = log.records.filter(([id]) => csv.has(id!));
    expect(new Set(both.map(([id]) => id)).size).toBe(4292);
    for (const [id, user, time] of both) {
      expect([user, time!.replace('T', ' ')]).toEqual([csv.get(id!)![3], csv.get(id!)![5]]);
    }
  });
});

describe.skipIf(missing(sheetjs))('workbooks of odd shapes', () => {
  const names = existsSync(sheetjs)
    ? (readdirSync(sheetjs, { recursive: true }) as string[])
        .filter((name) => /\.(xls[xmb]|ods)$/.test(name))
        .sort()
    : [];

  test('each is read, every byte of it accounted for, or refused with a way out', async () => {
    expect(names).toHaveLength(87);
    const refused: string[] = [];
    let sheetsRead = 0;
    for (const name of names) {
      try {
        const workbook = await openWorkbook(join(sheetjs, name), name);
        for (const sheet of workbook.sheets.filter(({ kind }) => kind !== 'empty' && kind !== 'chart')) {
          const { account, rejects } = await readAll(workbook, sheet.name);
          expect(Object.values(account.bytes).reduce((a, b) => a + b, 0)).toBe(sheet.sizeBytes);
          expect(rejects).toEqual([]);
          sheetsRead++;
        }
      } catch (thrown) {
        if (!(thrown instanceof AppError)) throw thrown;
        expect(thrown.message).toMatch(/ask for the log as CSV/);
        refused.push(name);
      }
    }
    expect(refused).toEqual(names.filter((name) => /\.(xlsb|ods)$/.test(name)));
    expect(sheetsRead).toBeGreaterThan(60);
  });

  /** The first sheet as read-excel-file has it: values by row, dates as ours. */
  async function otherRows(path: string): Promise<string[][]> {
    const rows = await readWithOther(path, { trim: false });
    return rows.map((cells) =>
      cells.map((cell) => {
        if (cell === null) return '';
        if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
        if (!(cell instanceof Date)) return String(cell);
        return cell.toISOString().slice(0, -1).replace('T00:00:00.000', '');
      }),
    );
  }

  const trimmed = (rows: readonly (readonly (string | null)[])[]) =>
    rows
      .map((cells) => cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1))
      .filter((cells) => cells.length > 0);

  // Left out, where it differs: it does not know the dates of Attendance, keeps line ends that XML makes one, leaves
  // _x000D_ as it is, has no error values and rounds the time of write.xlsx down.
  test.each([
    'issue.xlsx',
    'issue2717/issue2717.xlsx',
    'minimal_112.xlsx',
    'mixed_sheets.xlsx',
    'text_and_numbers.xlsx',
    'sized_boxen.xlsx',
  ])('%s says what read-excel-file says', async (name) => {
    const path = join(sheetjs, name);
    const workbook = await openWorkbook(path, name);
    const ours = await readAll(workbook, workbook.sheets[0]!.name, { headerRow: null });
    expect(trimmed(ours.records)).toEqual(trimmed(await otherRows(path)));
  });

  test("dates to the millisecond are as Excel's own formulas show them", async () => {
    const workbook = await openWorkbook(join(sheetjs, 'issue2717/issue2717.xlsx'), 'issue2717.xlsx');
    const { records } = await readAll(workbook, 'precision');
    const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
    let compared = 0;
    for (const [serial, isFrom1904, , format, , expected] of records) {
      const parts = /^(\d+) (\w{3}) \w{3} (\d+) (.*)$/.exec(expected!);
      // Days of before March 1900 are shown by a calendar that had a 29 February 1900.
      if (format !== 'yyyy mmm ddd dd hh:mm:ss' || isFrom1904 !== 'TRUE' || parts === null) continue;
      const text = serialText(Number(serial), shownAs.dayAndTime, true);
      const toTheSecond = new Date(Math.round(Date.parse(`${text}Z`) / 1000) * 1000).toISOString();
      const month = String(months.indexOf(parts[2]!) + 1).padStart(2, '0');
      expect(toTheSecond).toBe(`${parts[1]}-${month}-${parts[3]}T${parts[4]}.000Z`);
      compared++;
    }
    expect(compared).toBe(11);
    expect(records[0]!.slice(3, 6)).toEqual([
      'mm/dd/yyyy hh:mm:ss.000',
      '12/31/1910 23:59:59.999',
      '12/31/1910 23:59:59.999',
    ]);
    expect(serialText(Number(records[0]![0]), shownAs.day, false)).toBe('1910-12-31T23:59:59.999');
    expect(serialText(Number(records[3]![0]), shownAs.duration, false)).toBe(records[3]![5]);
  });

  test.each(['1900', '1904'])(
    "days of the system of %s are as Excel's own formulas show them",
    async (name) => {
      const workbook = await openWorkbook(join(sheetjs, '1904', `${name}.xlsx`), name);
      const { records } = await readAll(workbook, 'Sheet1');
      expect(records).toHaveLength(5);
      // Column C is TEXT(B, "YYYY-MM-DD").
      for (const [serial, , text] of records) {
        expect(serialText(Number(serial), shownAs.day, name === '1904')).toBe(text);
      }
    },
  );
});
