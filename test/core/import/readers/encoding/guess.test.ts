import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { checkUtf8 } from '../../../../../electron/core/import/readers/encoding/check-utf8.ts';
import { guessEncodings } from '../../../../../electron/core/import/readers/encoding/guess.ts';
import { unwatchedJob } from '../../../../../electron/core/job.ts';
import { sourceOf } from './sources.ts';

const guess = async (bytes: Uint8Array) => guessEncodings(await checkUtf8(sourceOf(bytes), unwatchedJob()));

const western = '1,José Muñoz,Peña\n2,Zoë Björk,café\n3,François Lefèvre,à Orléans\n';
const central = '1,Paweł Wójcik,pojazd\n2,Łukasz Świątek,żółty samochód\n3,Jiří Dvořák,Žižkov šťáva\n';
const russian = '1,Иванов Петр,проверка автомобиля\n2,Смирнова Анна,розыск по номеру\n';
const japanese = '1,田中太郎,車両の確認\n2,さとう,キャンプ\n';
const texts: [encoding: string, text: string, iconvName?: string][] = [
  ['windows-1252', `${western}4,“wellness check” – O’Brien\n`],
  ['iso-8859-1', western],
  ['iso-8859-15', western],
  ['macintosh', `${western}4,“check” – O’Brien\n`],
  ['ibm437', western.replace('à', 'a')],
  ['ibm850', western],
  ['windows-1250', central],
  ['iso-8859-2', central],
  ['windows-1251', russian],
  ['koi8-r', russian],
  ['ibm866', russian],
  ['iso-8859-5', russian],
  ['x-mac-cyrillic', russian, 'MAC-CYRILLIC'],
  ['windows-1253', '1,Γιώργος Παπαδόπουλος,έλεγχος οχήματος\n'],
  ['windows-1254', '1,Ayşe Yılmaz,güvenlik kontrolü\n2,Çağrı Işık,soruşturma\n'],
  ['windows-1255', '1,משה כהן,בדיקה\n'],
  ['windows-1256', '1,محمد علي,تفتيش المركبة\n'],
  ['shift_jis', japanese, 'CP932'],
  ['euc-jp', japanese],
  ['gb18030', '1,王小明,车辆检查\n2,李娜,调查案件的需要\n'],
  ['big5', '1,王小明,車輛檢查\n2,李娜,調查案件的需要\n'],
  ['euc-kr', '1,김철수,차량 확인\n2,이영희,사건 조사를 위한 조회\n', 'CP949'],
];

describe('the likeliest encoding is the one that iconv wrote', () => {
  test.each(texts)('%s', async (encoding, text, iconvName = encoding) => {
    const bytes = execFileSync('iconv', ['-f', 'utf-8', '-t', iconvName], { input: text });
    const [first, ...others] = await guess(bytes);
    expect([first!.encoding, ...first!.alike]).toContain(encoding);
    expect(first!.undecodable).toBe(0);
    for (const { offset, text: shown } of first!.sampleWords) {
      const before = bytes.subarray(0, offset).toString('latin1');
      expect(before === '' || /[\n ,]$/.test(before)).toBe(true);
      expect(text).toContain(shown.replace(/[\ufffd]$/, ''));
    }
    // The same places in each, and what would be read otherwise is seen.
    for (const other of others) {
      expect(other.sampleWords.map(({ offset }) => offset)).toEqual(
        first!.sampleWords.map(({ offset }) => offset),
      );
    }
    expect(others.length).toBeGreaterThan(0);
    expect(others.length).toBeLessThan(6);
  });
});

test('UTF-8 has no guesses; UTF-8 with a few foreign bytes stays UTF-8 first, with what else it may be', async () => {
  expect(await guess(Buffer.from(western))).toEqual([]);
  expect(await guess(Buffer.from('plain\n'))).toEqual([]);
  const mixed = Buffer.concat([Buffer.from(western.repeat(5)), Buffer.from('9,Mu\xf1oz\n', 'latin1')]);
  const [first, second] = await guess(mixed);
  expect(first).toMatchObject({ encoding: 'utf-8', undecodable: 1, sampleWords: [{ text: '9,Mu\ufffdoz' }] });
  expect(second).toMatchObject({ encoding: 'windows-1252', sampleWords: [{ text: '9,Muñoz' }] });
});

test('UTF-16 that was not certain is shown both ways, the readable one first', async () => {
  // Too many odd characters to be sure of, and none that would not be UTF-8.
  const bytes = Buffer.from('a,b\n1,\u0001\u0002x\n', 'utf16le');
  const guesses = await guess(bytes);
  expect(guesses.map(({ encoding }) => encoding)).toEqual(['utf-16le', 'utf-16be']);
  expect(guesses[0]!.sampleWords[0]!.text).toBe('a,b\n1,\u0001\u0002x\n');
});

test('bytes of no text at all give guesses in bounded time', async () => {
  const bytes = Buffer.from(Array.from({ length: 4 << 20 }, (_, i) => (i * 2654435761) >>> 24));
  const startedAtMs = performance.now();
  await guess(bytes);
  expect(performance.now() - startedAtMs).toBeLessThan(5000);
});
