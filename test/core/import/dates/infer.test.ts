import { describe, expect, test } from 'vitest';
import { inferDatePlan } from '../../../../electron/core/import/dates/infer.ts';
import { calendar, read } from './plans.ts';

const chicago = { zone: 'America/Chicago', basis: 'case' } as const;

function planOf(samples: readonly string[], options: Parameters<typeof inferDatePlan>[1] = {}) {
  const inference = inferDatePlan(samples, options);
  if (inference.kind !== 'plan') throw new Error(`${inference.kind}: ${inference.detail}`);
  return inference;
}

function detailOf(samples: readonly string[], options: Parameters<typeof inferDatePlan>[1] = {}) {
  const inference = inferDatePlan(samples, options);
  if (inference.kind === 'plan') throw new Error('a plan');
  return `${inference.kind}: ${inference.detail}`;
}

describe('the order of day and month', () => {
  test('is decided by one part above 12', () => {
    const undecided = Array.from({ length: 400 }, (_, i) => `10/${(i % 12) + 1}/2025, 01:13:45 PM UTC`);
    expect(planOf([...undecided, '10/13/2025, 01:13:45 PM UTC']).plan.layout).toMatchObject({ order: 'mdy' });
    expect(planOf(['13/10/2025, 01:13:45 PM UTC', ...undecided]).plan.layout).toMatchObject({ order: 'dmy' });
  });

  test('is asked for when nothing decides, with both readings of an example', () => {
    const detail = detailOf(['07/07/2025 10:00', '03/04/2025 10:00', '03/05/2025 10:00']);
    expect(detail).toContain('"03/04/2025 10:00" can be 2025-03-04 (month first) or 2025-04-03 (day first)');
    expect(detail).toMatch(/^ambiguous: .*Say dateOrder in a profile$/);
    expect(detail).not.toContain('hint');
    expect(detailOf(['07/07/2025 10:00'])).toContain('"07/07/2025 10:00" can be month first or day first');
  });

  test('is hinted at by the order of the records, not decided', () => {
    const monthFirst = ['01/03/2025 10:00', '01/04/2025 10:00', '02/01/2025 10:00'];
    expect(detailOf(monthFirst)).toContain(
      'in order of time only if it is month first: a hint, not a proof.',
    );
    expect(detailOf(monthFirst.toReversed())).toContain('only if it is month first');
    expect(detailOf(['03/01/2025 10:00', '04/01/2025 10:00', '01/02/2025 10:00'])).toContain(
      'only if it is day first',
    );
    expect(detailOf(['01/02/2025 10:00', '02/03/2025 10:00', '03/04/2025 10:00'])).not.toContain('hint');
    expect(detailOf(['01/03/2025 10:00', '01/04/2025 10:00'])).not.toContain('hint');
  });

  test('is said by the option', () => {
    expect(planOf(['03/04/2025 10:00'], { order: 'dmy' }).plan.layout).toMatchObject({ order: 'dmy' });
    expect(planOf(['2025-03-04 10:00'], { order: 'dmy' }).plan.layout).toMatchObject({ order: 'ymd' });
    expect(planOf(['4 Mar 2025 10:00'], { order: 'mdy' }).plan.layout).toMatchObject({ order: 'dmy' });
  });

  test('is refused when the option contradicts the data', () => {
    expect(detailOf(['25/12/2025 10:00'], { order: 'mdy' })).toBe(
      'none: "25/12/2025 10:00" is not month first, as it was said to be',
    );
  });

  test('is refused when the column mixes orders, and followed when said', () => {
    const mixed = ['25/08/2025 01:13', '08/25/2025 01:13', '08/26/2025 01:13'];
    expect(detailOf(mixed)).toContain(
      '"08/25/2025 01:13" can only be month first, "25/08/2025 01:13" only day first',
    );
    const { plan, notes } = planOf(mixed, { order: 'mdy', zone: chicago });
    expect(read(plan, mixed[0]!)).toBeNull();
    expect(notes.map(({ message }) => message)).toEqual([
      '1 of 3 sampled times do not have the form of the others, for example "25/08/2025 01:13": such records are rejected',
    ]);
  });

  test('with two-digit years has three candidates', () => {
    const century = { twoDigitYearsFrom: 1970 };
    expect(detailOf(['01/02/03 10:00'], century)).toMatch(
      /2001-02-03 \(year first\).*2003-01-02 \(month first\).*2003-02-01 \(day first\)/,
    );
    expect(planOf(['31-12-99 10:00', '01-02-03 10:00'], century).plan.layout).toMatchObject({ order: 'dmy' });
  });
});

describe('two-digit years', () => {
  const samples = ['09-JUL-26 10.11.12.000000 AM'];

  test('are refused without a century', () => {
    expect(detailOf(samples)).toMatch(/^ambiguous: .* two digits, .*twoDigitYearsFrom/);
  });

  test.each([
    [1970, '09-JUL-70 10.11.12 AM', '1970-07-09'],
    [1970, '09-JUL-69 10.11.12 AM', '2069-07-09'],
    [2000, '09-JUL-70 10.11.12 AM', '2070-07-09'],
    [1970, '09-JUL-26 10.11.12 AM', '2026-07-09'],
  ])('from %i on: %s is %s', (twoDigitYearsFrom, text, date) => {
    const { plan } = planOf([text], { twoDigitYearsFrom, zone: chicago });
    expect(read(plan, text)?.at.slice(0, 10)).toBe(date);
  });
});

describe('the zone', () => {
  test.each([
    [['2026-03-10T04:31:52.901Z'], chicago, { zone: 'UTC', basis: 'data' }],
    [['10/18/2025, 01:13:45 PM UTC'], undefined, { zone: 'UTC', basis: 'data' }],
    [
      ['2026-03-10T04:31:52+02:00', '2026-03-10T04:31:52-05:30'],
      undefined,
      { zone: '+02:00, -05:30', basis: 'data' },
    ],
    [['1720512672'], chicago, { zone: 'UTC', basis: 'data' }],
    [['2026-03-10 04:31:52'], chicago, { zone: 'America/Chicago', basis: 'case' }],
    [['2026-03-10 04:31:52'], { zone: 'UTC', basis: 'profile' }, { zone: 'UTC', basis: 'profile' }],
    [['2026-03-10 04:31:52'], undefined, { zone: 'unknown', basis: 'unknown' }],
  ] as const)('of %j with %j is %j', (samples, zone, expected) => {
    expect(planOf(samples, { zone }).timezoneBasis).toEqual(expected);
  });

  test('of the text wins over the one that is said', () => {
    const { plan } = planOf(['2026-03-10T04:31:52Z'], { zone: chicago });
    expect(read(plan, '2026-03-10T04:31:52Z')).toEqual({ at: '2026-03-10T04:31:52.000000Z', flags: 0 });
  });

  test('that some texts lack is noted', () => {
    const samples = ['2026-03-10 04:31:52Z', '2026-03-10 04:31:53'];
    const said = planOf(samples, { zone: chicago });
    expect(said.notes.map(({ message }) => message)).toEqual([
      '1 of 2 sampled times carry no zone although the others do: they are read in America/Chicago',
    ]);
    expect(said.timezoneBasis).toEqual({ zone: 'America/Chicago', basis: 'case' });
    expect(read(said.plan, samples[1]!)?.flags).not.toBe(0);
    const unsaid = planOf(samples);
    expect(unsaid.notes[0]?.message).toContain('rejected until a zone is given');
    expect(unsaid.timezoneBasis).toEqual({ zone: 'UTC', basis: 'data' });
    expect(read(unsaid.plan, samples[1]!)).toBeNull();
  });

  test('that there is not is refused', () => {
    const zone = { zone: 'Amerika/Chicago', basis: 'option' } as const;
    expect(() => inferDatePlan(['2026-03-10 04:31:52'], { zone })).toThrow(
      expect.objectContaining({ code: 'timezone-unknown' }),
    );
  });
});

describe('no plan', () => {
  test.each([
    [['', ' '], 'none: there is no time in the samples'],
    [['hello', 'x'], 'none: no sample is a time in a known form, for example not "hello"'],
    [['45855.50163', '45856.1'], 'none: no sample is a time in a known form, for example not "45855.50163"'],
    [
      ['2026-03-10 04:31:52Z', 'a', 'b'],
      'none: 1 of 3 samples are a time in a known form, for example not "a"',
    ],
  ])('of %j', (samples, detail) => {
    expect(detailOf(samples)).toBe(detail);
  });

  test('when the zone is an abbreviation, which it names', () => {
    expect(detailOf(['10/18/2025, 01:13:45 PM PST'])).toContain(
      'ends in "PST", which is no time zone everywhere',
    );
  });

  test('repeats at most 60 characters of a cell, with nothing that a terminal would obey', () => {
    const detail = detailOf([`\u001b[31m${'x'.repeat(1000)}`]);
    expect(detail).toContain('\\u001b');
    expect(detail.length).toBeLessThan(150);
  });
});

test('spreadsheet days only when told so', () => {
  const { plan } = planOf(['45855.5', '45856'], { serialEpochYear: 1900, zone: chicago });
  expect(read(plan, '45855.5')?.at).toBe('2025-07-17T17:00:00.000000Z');
});

test('a few strays do not hide the form of the others and are counted', () => {
  const samples = ['2026-03-10T04:31:52Z', '2026-03-10T04:31:53Z', 'Total: 2', ''];
  expect(planOf(samples).notes).toEqual([
    {
      check: 'time-form',
      severity: 'warning',
      message: expect.stringContaining(
        '1 of 3 sampled times do not have the form of the others, for example "Total: 2"',
      ),
    },
  ]);
});

test.each([
  [['2026-03-10', '2026-03-11'], true],
  [['3/20/2026 0:00', '3/21/2026 0:00'], true],
  [['3/20/2026 0:00', '3/21/2026 0:01'], false],
  [['2026-03-10 00:00:00'], false],
])('dates without a time of day are said to be so: %j', (samples, noted) => {
  expect(planOf(samples, { zone: chicago }).notes.some(({ check }) => check === 'time-of-day')).toBe(noted);
});

test('a plan is plain data', () => {
  const { plan } = planOf(['2026-03-10 04:31:52'], { zone: chicago });
  expect(structuredClone(plan)).toEqual({
    layout: calendar(),
    zone: 'America/Chicago',
    zoneInText: false,
    twoDigitYearsFrom: null,
  });
});
