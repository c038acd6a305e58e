import { describe, expect, it } from 'vitest';
import { findingIds, shortenDistinct } from '../../../electron/core/findings/finding-key.ts';
import { identityKey } from '../../../electron/core/findings/identity.ts';
import { normalizeFindingId } from '../../../electron/core/findings/read-findings.ts';

const subject = { kind: 'actor-target', actor: 'k. reyes', target: 'abc1234', pattern: '' } as const;

describe('findingIds', () => {
  it('is what Crockford base 32 makes of SHA-256 over the JSON array, the same in every version', () => {
    // python3: hashlib.sha256(b'["actor-target","k. reyes","abc1234",""]'), 5 bits at a time
    expect(findingIds([subject])).toEqual(['F-43XPJT91EA']);
  });

  it('tells kinds, actors, targets and patterns apart, and where one name ends', () => {
    const ids = findingIds([
      subject,
      { ...subject, kind: 'target-crowd' },
      { ...subject, actor: 'k. reye', target: 'sabc1234' },
      { kind: 'actor-pattern', actor: 'k. reyes', target: '', pattern: 'burst' },
      { kind: 'actor-pattern', actor: 'k. reyes', target: '', pattern: 'copied-case' },
    ]);
    expect(new Set(ids).size).toBe(5);
  });
});

it('gives both their whole print where two would share an id, so that no decision changes hands', () => {
  const [one, other, third] = ['AAAAAAAAAA1111', 'AAAAAAAAAA2222', 'BBBBBBBBBB3333'];
  expect(shortenDistinct([one!, other!, third!])).toEqual([one, other, 'BBBBBBBBBB']);
});

it('folds case, forms and outer white space of names, and nothing else', () => {
  expect(identityKey(' ＫＥＶＩＮ Straße ')).toBe(identityKey('kevin STRASSE'));
  expect(identityKey('K. Reyes')).not.toBe(identityKey('K Reyes'));
});

it('takes an id as people type it', () => {
  expect(normalizeFindingId(' f-o1liabcdef ')).toBe('F-0111ABCDEF');
  expect(normalizeFindingId('something else')).toBe('something else');
});
