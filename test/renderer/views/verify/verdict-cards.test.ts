import { describe, expect, it } from 'vitest';
import { verdictCards } from '../../../../renderer/views/verify/verdict-cards.ts';
import type { PackageVerdict } from '../../../../shared/contract/records.ts';

const good: PackageVerdict = {
  unchanged: { ok: true, problems: [] },
  signed: { ok: true, subject: 'R. Alvarez', fingerprint: 'ab', trust: 'untrusted-unknown' },
  timestamp: { state: 'absent' },
};

describe('verdictCards', () => {
  it('answers three questions, each for itself', () => {
    expect(verdictCards(good).map(({ kind }) => kind)).toEqual(['yes', 'open', 'open']);
  });

  it('says no of a changed file without touching the other verdicts', () => {
    const cards = verdictCards({ ...good, unchanged: { ok: false, problems: ['report.pdf differs'] } });
    expect(cards.map(({ kind }) => kind)).toEqual(['no', 'open', 'open']);
    expect(cards[0]!.problems).toEqual(['report.pdf differs']);
  });

  it('calls a signer trusted only where the reader chose the certificate', () => {
    const kindOf = (ok: boolean, trust: PackageVerdict['signed']['trust']) =>
      verdictCards({ ...good, signed: { ...good.signed, ok, trust } })[1]!.kind;
    expect(kindOf(true, 'trusted')).toBe('yes');
    expect(kindOf(true, 'untrusted-unknown')).toBe('open');
    expect(kindOf(false, 'mismatch')).toBe('no');
    expect(kindOf(false, 'untrusted-unknown')).toBe('no');
    expect(kindOf(true, 'mismatch')).toBe('no');
  });

  it('gives the time of a timestamp with its zone', () => {
    const [, , time] = verdictCards({ ...good, timestamp: { state: 'valid', at: '2026-01-02T03:04:05Z' } });
    expect(time).toMatchObject({ kind: 'yes', facts: [{ value: '2026-01-02T03:04:05Z (UTC)' }] });
    expect(verdictCards({ ...good, timestamp: { state: 'invalid' } })[2]!.kind).toBe('no');
  });
});
