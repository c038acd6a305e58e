import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDate, formatTime, zonedTime } from '../../../renderer/ui/time-format.ts';

describe('formatTime', () => {
  it.each([
    ['2025-03-04T04:41:07.000Z', 'America/Chicago', 'Mon 3 Mar 2025 22:41:07 −06:00'],
    ['2025-03-04T04:41:07.000Z', 'UTC', 'Tue 4 Mar 2025 04:41:07 UTC'],
    ['2025-07-04T04:41:07.120Z', 'America/Chicago', 'Thu 3 Jul 2025 23:41:07.12 −05:00'],
    ['2025-01-01T00:00:00Z', 'Asia/Kathmandu', 'Wed 1 Jan 2025 05:45:00 +05:45'],
    ['2025-01-01T00:30:00Z', 'Europe/London', 'Wed 1 Jan 2025 00:30:00 UTC'],
    ['1969-12-31T23:59:59.999Z', 'UTC', 'Wed 31 Dec 1969 23:59:59.999 UTC'],
  ])('%s in %s', (at, zone, shown) => {
    expect(formatTime(at, zone)).toBe(shown);
  });

  it('tells the two hours of a clock that is set back apart by their offsets', () => {
    expect(formatTime('2025-11-02T06:30:00Z', 'America/Chicago')).toBe('Sun 2 Nov 2025 01:30:00 −05:00');
    expect(formatTime('2025-11-02T07:30:00Z', 'America/Chicago')).toBe('Sun 2 Nov 2025 01:30:00 −06:00');
  });

  it('shows a zone it does not know as UTC', () => {
    for (const zone of ['unknown', '', 'Mars/Olympus']) {
      expect(formatTime('2025-03-04T04:41:07Z', zone)).toBe('Tue 4 Mar 2025 04:41:07 UTC');
    }
  });

  it('never shows hour 24', () => {
    expect(zonedTime('2025-03-04T06:00:00Z', 'America/Chicago')?.clock).toBe('00:00:00');
  });

  it('gives a text that is no time back as it is', () => {
    expect(formatTime('13/45/2025', 'UTC')).toBe('13/45/2025');
    expect(zonedTime('', 'UTC')).toBeNull();
  });

  it('says the same moment in every zone', () => {
    const ms = fc.integer({ min: Date.parse('1975-01-01'), max: Date.parse('2035-01-01') });
    fc.assert(
      fc.property(
        ms,
        fc.constantFrom('UTC', 'America/Chicago', 'Asia/Kathmandu', 'Pacific/Apia'),
        (moment, zone) => {
          const whole = Math.floor(moment / 1000) * 1000;
          const time = zonedTime(new Date(whole).toISOString(), zone)!;
          const offset = time.offset === 'UTC' ? 'Z' : time.offset.replace('−', '-').slice(0, 6);
          fc.pre(time.offset.length <= 6);
          const day = new Date(`${time.day.slice(4)} UTC`).toISOString().slice(0, 10);
          expect(Date.parse(`${day}T${time.clock}${offset}`)).toBe(whole);
        },
      ),
    );
  });
});

describe('formatDate', () => {
  it('writes a date and leaves other text as it is', () => {
    expect(formatDate('2025-03-03')).toBe('3 Mar 2025');
    expect(formatDate('soon')).toBe('soon');
  });
});
