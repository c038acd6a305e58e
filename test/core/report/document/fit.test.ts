import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutToWidth } from '../../../../electron/core/report/document/fit.ts';
import { breakLines } from '../../../../electron/core/report/document/lines.ts';
import { styles } from '../../../../electron/core/report/document/styles.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc
    .array(fc.constantFrom('To ', 'AV', 'W', 'i', '漢', ' ', '\u202e', 'é'), { maxLength: 120 })
    .map((parts) => parts.join('')),
);

test('what is cut stands on one line, whatever the text', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 40, max: 300 }), (whole, width) => {
      for (const style of [styles.cellMuted, styles.cellParty]) {
        const shown = cutToWidth(whole, style, width);
        expect(breakLines([{ text: shown, style }], width)).toHaveLength(1);
        if (shown !== whole) expect(whole.startsWith(shown.slice(0, -1))).toBe(true);
      }
    }),
    { numRuns: 150 },
  );
});

test('cuts only what does not fit, and not more of it than needed', () => {
  expect(cutToWidth('RGC2935', styles.cellParty, 200)).toBe('RGC2935');
  const shown = cutToWidth('x'.repeat(1_000_000), styles.cellParty, 200);
  expect(shown).toMatch(/^x{38,46}…$/);
  expect(cutToWidth('', styles.cellParty, 0)).toBe('');
  expect(cutToWidth('😀😀😀😀', styles.cellParty, 22)).toMatch(/^(😀)+…$/u);
});
