import type {
  DayCoverage,
  HourGaps,
  HoursOfDay,
  NumberSequence,
  QualityExample,
  QualityNote,
  RowOrder,
} from '../../../shared/contract/quality.ts';
import { gapTimesUsual, leastGapHours } from './hour-gaps.ts';
import { counted, grouped, note, percent, quoted } from './note.ts';

/** With so many events on a day that has some, a day without any is not to be expected by chance. */
const busyDay = 5;
const clockRows = 200;
const quietShare = 0.1;
const unusualOrder = 0.01;

export interface TimeFigures {
  readonly source: string;
  readonly rows: number;
  /** Zone of local dates and hours. */
  readonly zone: string;
  /** Zone in which times without one were read, and why. */
  readonly readIn: { readonly zone: string; readonly basis: string };
  readonly days: DayCoverage | null;
  readonly gaps: HourGaps | null;
  readonly hours: HoursOfDay | null;
  readonly order: RowOrder | null;
  readonly sequences: readonly NumberSequence[];
  /** Records later than the import, and the first of them. */
  readonly future: { readonly rows: number; readonly example: QualityExample | null };
}

/** What stands out in times, in ids that count, and in the order of the file. */
export function timeNotes(figures: TimeFigures): QualityNote[] {
  return [
    ...dayNotes(figures),
    ...gapNotes(figures),
    ...clockNotes(figures),
    ...orderNotes(figures),
    ...sequenceNotes(figures),
    ...futureNotes(figures),
  ];
}

function dayNotes({ days, source, rows, zone }: TimeFigures): QualityNote[] {
  if (!days || days.daysWithout === 0) return [];
  const usual = rows / (days.days - days.daysWithout);
  const longest = days.without.reduce((most, run) => (run.days > most.days ? run : most));
  return [
    note(
      'days-without-events',
      usual >= busyDay ? 'notice' : 'info',
      `${grouped(days.daysWithout)} of ${counted(days.days, 'day')} from ${days.first} to ${days.last} (${zone}) have no event; days that have some hold ${usual.toFixed(1)} on average. The longest stretch is ${counted(longest.days, 'day')}, ${longest.from} to ${longest.to}`,
      `local days (${zone}) without an event between the first and the last event; a notice where other days hold ${busyDay} or more on average`,
      [days.daysWithout, days.days],
      {
        cannotTell: 'whether nothing was done or records are missing',
        examples: days.without
          .toSorted((a, b) => b.days - a.days)
          .map(({ from, to, days: length }) => ({
            source,
            row: null,
            text: from === to ? from : `${from} to ${to}: ${counted(length, 'day')}`,
          })),
      },
    ),
  ];
}

function gapNotes({ gaps, source }: TimeFigures): QualityNote[] {
  if (!gaps || gaps.gapsTotal === 0) return [];
  return [
    note(
      'gaps',
      'notice',
      `${counted(gaps.gapsTotal, 'stretch').replace(/stretchs$/, 'stretches')} without events far longer than usual, the longest ${grouped(gaps.longestHours)} hours; 99 of 100 distances between events are at most ${grouped(gaps.usualHours)} hours`,
      `at least ${leastGapHours} hours and at least ${gapTimesUsual} times the distance that 99 of 100 distances between events do not exceed, or 30 days`,
      [gaps.gapsTotal, gaps.gapsTotal],
      {
        cannotTell: 'low use, or records that are missing',
        examples: gaps.gaps
          .toSorted((a, b) => b.hours - a.hours)
          .map(({ after, before, hours }) => ({
            source,
            row: null,
            text: `${grouped(hours)} hours after ${after}, until ${before}`,
          })),
      },
    ),
  ];
}

function clockNotes({ hours, rows, zone, readIn, source }: TimeFigures): QualityNote[] {
  if (!hours || rows < clockRows) return [];
  const { fromHour, toHour, share } = hours.quietest;
  const holdsNoon = fromHour <= 12 && fromHour + 6 > 12;
  if (!holdsNoon || share > quietShare) return [];
  const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`;
  return [
    note(
      'quiet-hours-by-day',
      'warning',
      `the quietest six hours are ${clock(fromHour)}–${clock(toHour)} in ${zone}, with ${percent(share)} of ${counted(rows, 'record')}. If the people worked by day the zone may be wrong: times were read in ${readIn.zone} (basis: ${readIn.basis})`,
      `the six hours in a row with fewest records hold noon (${zone}) and at most ${percent(quietShare)} of ${clockRows} records or more`,
      [Math.round(share * rows), rows],
      {
        cannotTell: 'whether the zone is wrong or the work was done at night',
        examples: [
          {
            source,
            row: null,
            text: hours.rows
              .map((count, hour) => `${hour}h ${count}`)
              .join(', ')
              .slice(0, 200),
          },
        ],
      },
    ),
  ];
}

function orderNotes({ order, source }: TimeFigures): QualityNote[] {
  if (!order) return [];
  const notes: QualityNote[] = [];
  const steps = order.forward + order.backward + order.same;
  if (order.byTime === 'neither') {
    notes.push(
      note(
        'order',
        'info',
        `the file is in no order of time: ${counted(order.forward, 'step')} forward, ${grouped(order.backward)} back`,
        'steps from a record to the next go both ways in more than 1 of 100',
        [Math.min(order.forward, order.backward), steps],
      ),
    );
  } else if (order.byTime !== 'constant' && Math.min(order.forward, order.backward) > 0) {
    const against = Math.min(order.forward, order.backward);
    notes.push(
      note(
        'order',
        'info',
        `the file is in ${order.byTime} order of time but for ${counted(against, 'record')}`,
        'steps against the order that 99 of 100 steps have',
        [against, steps],
        { cannotTell: 'whether these records were entered later or moved' },
      ),
    );
  }
  const ids = order.idsAgainstTime;
  if (ids && ids.against > 0 && ids.against < ids.of) {
    // Ids that grow while the file goes back in time are against it in every step.
    const against = Math.min(ids.against, ids.of - ids.against);
    notes.push(
      note(
        'ids-against-time',
        against / ids.of > unusualOrder ? 'notice' : 'info',
        `numbers in ${quoted(ids.column)} and times go opposite ways in ${grouped(against)} of ${counted(ids.of, 'step')} between neighboring records`,
        'neighboring records whose numbers and times both differ, of which most go one way and these the other',
        [against, ids.of],
        {
          cannotTell: 'whether numbers are given in another order or times were changed',
          examples: [{ source, row: null, text: ids.column }],
        },
      ),
    );
  }
  return notes;
}

function sequenceNotes({ sequences, source }: TimeFigures): QualityNote[] {
  return sequences
    .filter(({ missing }) => missing > 0)
    .map(({ column, first, last, count, missing, missingRanges, missingRangesTotal }) =>
      note(
        'missing-numbers',
        'notice',
        `column ${quoted(column)} counts from ${first} to ${last} with ${counted(count, 'number')}; ${grouped(missing)} are missing in ${counted(missingRangesTotal, 'range')}`,
        'whole numbers, each once, that use at least half of the range between the least and the greatest (20 or more); missing are those in between that no record has',
        [missing, missing + count],
        {
          cannotTell:
            'whether those records exist: numbers can be given to what is not logged or not exported',
          examples: missingRanges
            .toSorted((a, b) => b.to - b.from - (a.to - a.from))
            .map(({ from, to }) => ({
              source,
              row: null,
              text: from === to ? `${from}` : `${from} to ${to}`,
            })),
        },
      ),
    );
}

function futureNotes({ future, rows }: TimeFigures): QualityNote[] {
  if (future.rows === 0) return [];
  return [
    note(
      'later-than-import',
      'warning',
      `${counted(future.rows, 'record')} of ${grouped(rows)} ${future.rows === 1 ? 'is' : 'are'} later than the import of the file: a wrong clock, zone or order of day and month`,
      'time of the record > time of the import',
      [future.rows, rows],
      { examples: future.example ? [future.example] : [] },
    ),
  ];
}
