import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatRoute, needsCase, parseRoute, screens } from '../../../renderer/state/route.ts';

describe('parseRoute', () => {
  it('reads screen, parts and query', () => {
    const route = parseRoute('#/findings/F-7C21?state=open&rule=a%2Fb');
    expect(route.screen).toBe('findings');
    expect(route.path).toEqual(['F-7C21']);
    expect([...route.query]).toEqual([
      ['state', 'open'],
      ['rule', 'a/b'],
    ]);
  });

  it('keeps question marks and equal signs of a condition', () => {
    const route = parseRoute(formatRoute({ screen: 'events', query: { where: 'reason=what? a=b' } }));
    expect(route.query.get('where')).toBe('reason=what? a=b');
  });

  it.each(['', '#', '#/', '#/nowhere', '#/constructor', '#/__proto__/x'])('leads %j to the cases', (hash) => {
    expect(parseRoute(hash)).toMatchObject({ screen: 'cases', path: [] });
  });

  it('leaves a part that cannot be decoded as it is', () => {
    expect(parseRoute('#/evidence/%E0%A4%A').path).toEqual(['%E0%A4%A']);
  });

  it('is the reverse of formatRoute, for any text', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...screens),
        fc.array(fc.string({ minLength: 1, unit: 'grapheme' })),
        fc.uniqueArray(fc.tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' })), {
          selector: ([name]) => name,
        }),
        (screen, path, pairs) => {
          const route = parseRoute(formatRoute({ screen, path, query: new URLSearchParams(pairs) }));
          expect(route.screen).toBe(screen);
          expect(route.path).toEqual(path);
          expect([...route.query]).toEqual(pairs);
        },
      ),
    );
  });
});

describe('needsCase', () => {
  it('lets cases, verifying and help be seen without a case', () => {
    expect(screens.filter((screen) => !needsCase(screen))).toEqual(['cases', 'verify', 'help']);
  });
});
