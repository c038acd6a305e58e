import type { IntegrityNote, TimezoneBasis } from '../../../../shared/contract/records.ts';
import { microsPerDay } from './civil.ts';
import { formNotes } from './form-notes.ts';
import { describeOrder, differInOrderOnly, knownLayouts, needsOrder } from './layouts.ts';
import type { DateLayout, DateOrder, DatePlan, EpochUnit, SerialLayout, ZoneSetting } from './plan.ts';
import { isoDate, quoted } from './quoted.ts';
import { encodeCells, readAll, type SampleReading } from './read-samples.ts';
import { serialDays } from './serial-days.ts';
import { withoutZoneWord, type ZoneWord, zoneWordOf, zoneWordsOf } from './zone-words.ts';
import { createZone } from './zones.ts';

/** Units of a count since 1970, as choices and profiles name them. */
export const epochUnitNames = ['s', 'ms', 'us', 'ns'] as const;
export type EpochUnitName = (typeof epochUnitNames)[number];

const epochUnits: Readonly<Record<EpochUnitName, EpochUnit>> = {
  s: 'seconds',
  ms: 'milliseconds',
  us: 'microseconds',
  ns: 'nanoseconds',
};

export interface DateOptions {
  /** Zone of times that carry none. */
  readonly zone?: ZoneSetting | undefined;
  /** Decides what the samples leave open. */
  readonly order?: DateOrder | undefined;
  /** First of the hundred years that two-digit years stand for. */
  readonly twoDigitYearsFrom?: number | undefined;
  /** The column holds a spreadsheet's serial days. */
  readonly serialEpochYear?: SerialLayout['epochYear'] | undefined;
  /** The column holds a count since 1970 in this unit. */
  readonly epochUnit?: EpochUnitName | undefined;
}

export type DateInference =
  | {
      readonly kind: 'plan';
      readonly plan: DatePlan;
      /** Basis `unknown`: the times say no zone and none was given; the plan reads no time until it has one. */
      readonly timezoneBasis: TimezoneBasis;
      readonly notes: readonly IntegrityNote[];
    }
  | { readonly kind: 'ambiguous'; readonly layout: DateLayout; readonly detail: string }
  | { readonly kind: 'none'; readonly detail: string };

/**
 * How a column writes its times, judged by reading samples of it with the parser itself. Blank samples do not count;
 * at least half of the others must fit. Give samples from all over the file: the first rows of a monthly export may
 * hold no day above 12. Throws timezone-unknown for a zone option that is none.
 */
export function inferDatePlan(samples: readonly string[], options: DateOptions = {}): DateInference {
  if (options.zone) createZone(options.zone.zone);
  const texts = samples.filter((sample) => sample.trim() !== '');
  if (texts.length === 0) return { kind: 'none', detail: 'there is no time in the samples' };
  const cells = encodeCells(texts);
  const words = zoneWordsIn(texts, options);
  const readings = candidates(options)
    .map((layout) => readAll(cells, layout, options.twoDigitYearsFrom, words))
    .filter(({ fits }) => fits > 0);
  const best = readings.reduce<SampleReading | null>((a, b) => (a && a.fits >= b.fits ? a : b), null);
  if (!best || best.fits * 2 < texts.length) {
    return serialDays(texts, options) ?? { kind: 'none', detail: whyNone(texts, best, options) };
  }
  const { layout } = best;
  const rivals = readings.filter((reading) => differInOrderOnly(reading.layout, layout));
  const undecided = rivals.length > 0 ? whyUndecided(texts, best, rivals) : null;
  if (undecided !== null) return { kind: 'ambiguous', layout, detail: undecided };
  if (layout.kind === 'calendar' && layout.yearDigits === 2 && options.twoDigitYearsFrom === undefined) {
    const example = texts[best.micros.findIndex(isTime)]!;
    return {
      kind: 'ambiguous',
      layout,
      detail: `${quoted(example)} writes the year with two digits, which can be of any century. Say twoDigitYearsFrom in a profile`,
    };
  }
  return planFor(texts, best, options, words);
}

/** Words of the given zone, if the texts end in words. */
function zoneWordsIn(texts: readonly string[], { zone }: DateOptions): readonly ZoneWord[] {
  return zone && texts.some((text) => zoneWordOf(text) !== null) ? zoneWordsOf(zone.zone) : [];
}

function candidates({ order, serialEpochYear, epochUnit }: DateOptions): readonly DateLayout[] {
  if (serialEpochYear !== undefined) return [{ kind: 'serial', epochYear: serialEpochYear }];
  if (epochUnit !== undefined) return [{ kind: 'epoch', unit: epochUnits[epochUnit] }];
  if (order === undefined) return knownLayouts;
  return knownLayouts.filter(
    (layout) => !needsOrder(layout) || (layout as { order?: DateOrder }).order === order,
  );
}

function planFor(
  texts: readonly string[],
  best: SampleReading,
  options: DateOptions,
  words: readonly ZoneWord[],
): DateInference {
  const { layout, withoutZone, fits } = best;
  const zone = options.zone?.zone ?? null;
  const notes: IntegrityNote[] = [];
  if (fits < texts.length) {
    const example = texts[best.micros.findIndex((micros) => !isTime(micros))]!;
    const misfits = texts.length - fits;
    notes.push({
      check: 'time-form',
      severity: 'warning',
      message: `${misfits} of ${texts.length} sampled times do not have the form of the others, for example ${quoted(example)}: such records are rejected`,
    });
  }
  if (withoutZone > 0 && withoutZone < fits) {
    const fate =
      zone === null ? 'such records are rejected until a zone is given' : `they are read in ${zone}`;
    notes.push({
      check: 'time-zone',
      severity: 'warning',
      message: `${withoutZone} of ${fits} sampled times carry no zone although the others do: ${fate}`,
    });
  }
  notes.push(...formNotes(texts, best, zone));
  if (isMidnightAlways(best)) {
    notes.push({
      check: 'time-of-day',
      severity: 'warning',
      message:
        'every sampled time is the first moment of a day, as of dates alone: what depends on the hour cannot be told',
    });
  }
  return {
    kind: 'plan',
    plan: {
      layout,
      zone,
      zoneInText: withoutZone < fits,
      twoDigitYearsFrom: options.twoDigitYearsFrom ?? null,
      ...(best.byWord > 0 ? { zoneWords: words } : {}),
    },
    timezoneBasis: basisOf(best, options.zone),
    notes,
  };
}

function isMidnightAlways({ layout, micros }: SampleReading): boolean {
  const times = micros.filter(isTime);
  if (layout.kind !== 'calendar' || layout.clock === 'none') return layout.kind === 'calendar';
  return new Set(times).size > 1 && times.every((time) => time % microsPerDay === 0);
}

function basisOf(
  { offsets, withoutZone, byWord }: SampleReading,
  setting: ZoneSetting | undefined,
): TimezoneBasis {
  if (withoutZone + byWord > 0 && setting) return { zone: setting.zone, basis: setting.basis };
  if (offsets.length === 0) return { zone: 'unknown', basis: 'unknown' };
  return { zone: offsets.length > 4 ? 'offsets in the times' : offsets.join(', '), basis: 'data' };
}

/** Why the data leave open which part is the day; null if they decide for the best reading. */
function whyUndecided(
  texts: readonly string[],
  best: SampleReading,
  rivals: readonly SampleReading[],
): string | null {
  const contradiction = rivals.find((rival) => fitsOnly(rival, best) !== -1);
  if (contradiction) {
    // The best reading fits as many samples or more, so it has one of its own too.
    const ours = fitsOnly(best, contradiction);
    const theirs = fitsOnly(contradiction, best);
    return `the column mixes orders of day and month: ${quoted(texts[ours]!)} can only be ${orderOf(best)}, ${quoted(texts[theirs]!)} only ${orderOf(contradiction)}. Say dateOrder in a profile; what does not fit it is rejected`;
  }
  const open = rivals.filter((rival) => fitsOnly(best, rival) === -1);
  if (open.length === 0) return null;
  const all = [best, ...open];
  const telling = best.micros.findIndex(
    (micros, i) => isTime(micros) && open.some((rival) => rival.micros[i] !== micros),
  );
  const example = quoted(texts[telling === -1 ? best.micros.findIndex(isTime) : telling]!);
  const readings =
    telling === -1
      ? all.map(orderOf).join(' or ')
      : all.map((reading) => `${isoDate(reading.micros[telling]!)} (${orderOf(reading)})`).join(' or ');
  const ordered = all.filter(isInOrder);
  const hint =
    ordered.length === 1 && ordered.length < all.length
      ? ` The sampled records are in order of time only if it is ${orderOf(ordered[0]!)}: a hint, not a proof.`
      : '';
  return `${example} can be ${readings}, and no sampled time has a part above 12 that decides.${hint} Say dateOrder in a profile`;
}

/** Index of a sample that `reading` can read and `other` cannot; -1 if there is none. */
function fitsOnly(reading: SampleReading, other: SampleReading): number {
  return reading.micros.findIndex((micros, i) => isTime(micros) && !isTime(other.micros[i]!));
}

function isInOrder({ micros }: SampleReading): boolean {
  const times = micros.filter(isTime);
  const rises = times.every((time, i) => i === 0 || time >= times[i - 1]!);
  const falls = times.every((time, i) => i === 0 || time <= times[i - 1]!);
  return new Set(times).size > 2 && (rises || falls);
}

function whyNone(texts: readonly string[], best: SampleReading | null, options: DateOptions): string {
  const misfit = texts.find((_, i) => !isTime(best?.micros[i] ?? Number.NaN))!;
  const word = zoneWordOf(misfit);
  if (word !== null) {
    const cut = encodeCells(texts.map(withoutZoneWord));
    if (candidates(options).some((layout) => readAll(cut, layout, 1970).fits * 2 >= texts.length)) {
      const given = options.zone?.zone;
      return given === undefined
        ? `${quoted(misfit)} ends in ${quoted(word)}, which is no time zone everywhere. Give the zone by its full name, such as America/Los_Angeles, or ask for times in UTC or with an offset such as -08:00`
        : `${quoted(misfit)} ends in ${quoted(word)}, which is no name for times in the given zone ${given}. Give the zone that it means`;
    }
  }
  if (options.order !== undefined) {
    const { order, ...rest } = options;
    const other = inferDatePlan(texts, rest);
    if (other.kind !== 'none')
      return `${quoted(misfit)} is not ${describeOrder(order)}, as it was said to be`;
  }
  if (options.epochUnit !== undefined) {
    return `${quoted(misfit)} is no count of ${epochUnits[options.epochUnit]} since 1970 that falls into 1990 to 2099, as it was said to be`;
  }
  const share = best ? `${best.fits} of ${texts.length} samples are` : 'no sample is';
  return `${share} a time in a known form, for example not ${quoted(misfit)}`;
}

function orderOf({ layout }: SampleReading): string {
  if (layout.kind !== 'calendar') throw new Error('only dates have an order');
  return describeOrder(layout.order);
}

function isTime(micros: number): boolean {
  return !Number.isNaN(micros);
}
