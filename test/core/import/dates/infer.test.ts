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
    [['2026-03-10 04:31:52 Europe/Berlin'], chicago, { zone: '+01:00', basis: 'data' }],
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

describe('spreadsheet days', () => {
  test('are read only when told so', () => {
    const { plan, notes } = planOf(['45855.5', '45856'], { serialEpochYear: 1900, zone: chicago });
    expect(read(plan, '45855.5')?.at).toBe('2025-07-17T17:00:00.000000Z');
    expect(notes.map(({ message }) => message)).toContain('the times are days of a spreadsheet since 1900');
  });

  test('are asked for with both readings', () => {
    expect(detailOf(['45855.50163', '45856', ''])).toBe(
      'ambiguous: "45855.50163" can be 2025-07-17 (the days of a spreadsheet since 1900) or 2029-07-18 (since 1904). Say serialEpochYear in a profile',
    );
  });

  test('are asked for where other texts stand among them', () => {
    expect(detailOf(['45855.5', 'Total'])).toMatch(/^ambiguous: /);
  });

  test.each([[['12345', '45856']], [['99999']], [['45855.5', 'a', 'b']], [['4585.5']]])(
    '%j are none',
    (samples) => {
      expect(detailOf(samples)).toMatch(/^none: /);
    },
  );
});

describe('counts since 1970', () => {
  test.each([
    ['1720512672', 'seconds'],
    ['1720512672.5', 'seconds'],
    ['1720512672123', 'milliseconds'],
    ['1720512672123456', 'microseconds'],
    ['1720512672123456789', 'nanoseconds'],
    ['/Date(1720512672123)/', 'milliseconds'],
  ])('%s are told by their size and named', (text, unit) => {
    const { plan, notes, timezoneBasis } = planOf([text]);
    expect(plan.layout).toEqual({ kind: 'epoch', unit });
    expect(timezoneBasis).toEqual({ zone: 'UTC', basis: 'data' });
    expect(notes[0]).toMatchObject({
      severity: 'info',
      message: `the times are counts of ${unit} since 1970-01-01 UTC`,
    });
  });

  test('are read in the unit that is said, or refused', () => {
    expect(planOf(['1720512672'], { epochUnit: 's' }).plan.layout).toEqual({
      kind: 'epoch',
      unit: 'seconds',
    });
    expect(detailOf(['1720512672'], { epochUnit: 'ms' })).toBe(
      'none: "1720512672" is no count of milliseconds since 1970 that falls into 1990 to 2099, as it was said to be',
    );
    expect(detailOf(['2025-06-18 00:00:00'], { epochUnit: 'ns' })).toMatch(/no count of nanoseconds/);
  });
});

describe('digits beyond the microsecond', () => {
  test.each([
    [['2025-06-18T00:02:04.1234567Z'], true],
    [['1720512672123456789'], true],
    [['2025-06-18T00:02:04.123456Z'], false],
    [['2025-06-18T00:02:04.123456000Z'], false],
    [['1720512672123456000'], false],
  ])('%j: said to be in the original text only: %s', (samples, said) => {
    const messages = planOf(samples).notes.map(({ message }) => message);
    expect(messages.some((message) => message.includes('beyond the microsecond'))).toBe(said);
  });
});

describe('abbreviations of a zone', () => {
  const losAngeles = { zone: 'America/Los_Angeles', basis: 'option' } as const;
  const samples = ['2025-11-02 01:30:00 PDT', '2025-11-02 01:30:00 PST', '2025-11-03 01:30:00 pst'];

  test('are read by the zone that was given, and tell repeated hours apart', () => {
    const { plan, timezoneBasis, notes } = planOf(samples, { zone: losAngeles });
    expect(timezoneBasis).toEqual(losAngeles);
    expect(notes.map(({ message }) => message)).toEqual([
      'the times end in PDT, PST, read as names for times in America/Los_Angeles',
    ]);
    expect(samples.map((text) => read(plan, text))).toEqual([
      { at: '2025-11-02T08:30:00.000000Z', flags: 0 },
      { at: '2025-11-02T09:30:00.000000Z', flags: 0 },
      { at: '2025-11-03T09:30:00.000000Z', flags: 0 },
    ]);
    expect(read(plan, '2025-11-02 01:30:00 CST')).toBeNull();
    expect(structuredClone(plan)).toEqual(plan);
  });

  test('that are not of that zone are refused, and so are all without one', () => {
    expect(detailOf(['2025-11-02 01:30:00 CST'], { zone: losAngeles })).toContain(
      '"CST", which is no name for times in the given zone America/Los_Angeles',
    );
    expect(detailOf(samples)).toContain('Give the zone by its full name, such as America/Los_Angeles');
  });

  test.each([
    ['Europe/London', '2025-06-18 10:00:00 BST', '2025-06-18T09:00:00.000000Z'],
    ['Asia/Dhaka', '2025-06-18 10:00:00 BST', null],
    ['America/Chicago', '2025-06-18 10:00:00 CST', '2025-06-18T16:00:00.000000Z'],
    ['Asia/Shanghai', '2025-06-18 10:00:00 CST', null],
    ['Australia/Sydney', '2025-01-18 10:00:00 AEDT', '2025-01-17T23:00:00.000000Z'],
    ['+02:00', '2025-06-18 10:00:00 CEST', null],
  ])('in %s: %s', (zone, text, expected) => {
    const inference = inferDatePlan([text], { zone: { zone, basis: 'case' } });
    const at = inference.kind === 'plan' ? read(inference.plan, text)?.at : null;
    expect(at).toBe(expected);
  });
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
