import type { CellState } from '../../../../shared/vocabulary/cell-states.ts';
import { isWithheld } from './exemptions.ts';
import { isMask, isPartlyMasked } from './masks.ts';
import { isPlaceholder } from './placeholders.ts';

/** Blank to a reader: white space, control and invisible format characters. */
const blank = /^[\s\p{Cc}\p{Cf}]*$/u;

/** Citations and placeholders are short: what is longer is content. */
const maxPhraseLength = 120;

/**
 * What a cell says about its own content. `field` is the canonical field the column was mapped to, or any other name:
 * it decides whether a word such as `test` or `0` is content (an account, a count) or says nothing (a reason). Never
 * `not-exported`, which is a matter of columns. Initials for names ("A. Aaa") cannot be told from names: `value`.
 */
export function cellState(text: string, field = ''): CellState {
  if (blank.test(text)) return 'empty';
  const marker = text.trim();
  if (isMask(marker, field)) return 'redacted';
  if (marker.length <= maxPhraseLength) {
    if (isWithheld(marker)) return 'withheld';
    if (isPlaceholder(marker, field)) return 'placeholder';
  }
  return isPartlyMasked(text, field) ? 'partial' : 'value';
}
