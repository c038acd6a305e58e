import { agencyFileName } from '../agency/names.ts';
import { fileDate } from '../moments.ts';
import { Random } from '../random.ts';
import { dayNumber, logYear, utcOf } from '../zone.ts';
import type { RecordDefectKind } from './damage.ts';

/** One monthly export: what it covers and which peculiarities it has. */
export interface MonthPlan {
  readonly name: string;
  /** UTC seconds; the end does not belong to it. */
  readonly start: number;
  readonly end: number;
  /** Up to here the file before has the same events; its own start where there is no overlap. */
  readonly ownFrom: number;
  /** From here the file behind has the same events; its own end where there is no overlap. */
  readonly ownUntil: number;
  readonly crlf: boolean;
  readonly byteOrderMark: boolean;
  readonly preamble: readonly string[];
  readonly totalsLine: boolean;
  readonly blankLinesAtEnd: number;
  /** Defects of single records, each placed once at about the given share of the file. */
  readonly placed: readonly { readonly kind: RecordDefectKind; readonly share: number }[];
}

const months = Array.from({ length: 12 }, (_, month) => month);
const damages = [
  'too-many-cells',
  'too-few-cells',
  'bad-time',
  'unclosed-quote',
  'stray-quote',
  'invalid-utf8',
] as const;

/** The twelve exports of the year. Every kind of defect is in at least one of them; `amount` multiplies most. */
export function planMonths(seed: number, amount: number): MonthPlan[] {
  const random = new Random(seed, 'months');
  const order = random.shuffled(months);
  const [markMonth, preambleMonth, totalsMonth, headerMonth, repeatMonth, blockMonth] = order;
  const damaged = order.slice(6, 11);
  const [earlyMonth, lateMonth] = drawOverlaps(random);
  const crlfMonths = random.shuffled(months).slice(0, 5);
  const redactedMonths = random.shuffled(months).slice(0, 4);
  const blankMonths = random.shuffled(months).slice(0, 3);
  const bounds = Array.from({ length: 13 }, (_, month) => dayNumber(logYear, month + 1, 1));

  return months.map((month) => {
    const firstDay = bounds[month]! - (month === earlyMonth ? 1 : 0);
    const nominalEnd = bounds[month + 1]!;
    const endDay = nominalEnd + (month === lateMonth ? 1 : 0);
    const kinds: RecordDefectKind[] = [
      ...repeat(month === headerMonth, 'repeated-header', 2),
      ...repeat(month === repeatMonth, 'repeated-row', 8 * amount),
      ...repeat(month === blockMonth, 'repeated-block', 1),
      ...repeat(redactedMonths.includes(month), 'redaction', 4 * amount),
      ...damages.flatMap((kind, nth) => {
        const chosen = damaged.indexOf(month) === nth % 5 || damaged.indexOf(month) === (nth + 2) % 5;
        return repeat(chosen, kind, amount);
      }),
    ];
    return {
      name: `${fileDate(firstDay)}-${fileDate(nominalEnd - 1)}-${agencyFileName}-Audit.csv`,
      start: utcOf(firstDay, 0),
      end: utcOf(endDay, 0),
      ownFrom: utcOf(bounds[month]! + (month - 1 === lateMonth ? 1 : 0), 0),
      ownUntil: utcOf(nominalEnd - (month + 1 === earlyMonth ? 1 : 0), 0),
      crlf: crlfMonths.includes(month),
      byteOrderMark: month === markMonth,
      preamble: month === preambleMonth ? preambleLines(firstDay, nominalEnd - 1) : [],
      totalsLine: month === totalsMonth,
      blankLinesAtEnd: blankMonths.includes(month) ? random.between(1, 3) : 0,
      placed: kinds
        .map((kind) => ({ kind, share: 0.08 + random.below(800) / 1000 }))
        .sort((a, b) => a.share - b.share),
    };
  });
}

/** One file begins a day early, as its name says; another runs on for a day, which its name does not say. */
function drawOverlaps(random: Random): [number, number] {
  const early = random.between(1, 11);
  for (;;) {
    const late = random.between(0, 10);
    if (Math.abs(late - early) > 1) return [early, late];
  }
}

function repeat(wanted: boolean, kind: RecordDefectKind, times: number): RecordDefectKind[] {
  return wanted ? Array.from({ length: times }, () => kind) : [];
}

function preambleLines(firstDay: number, lastDay: number): string[] {
  const slashed = (day: number) => fileDate(day).replaceAll('_', '/');
  return [
    'Organization Audit',
    `Period: ${slashed(firstDay)} - ${slashed(lastDay)}`,
    `Prepared ${slashed(lastDay + 2)} for the records custodian`,
    '',
  ];
}
