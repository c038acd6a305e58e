import type { CellState } from '../../../../shared/vocabulary/cell-states.ts';
import { isWithheld } from './exemptions.ts';
import { type MarkerTable, markerKey, maxMarkerLength } from './markers.ts';
import { isMask, isPartlyMasked } from './masks.ts';
import { isPlaceholder } from './placeholders.ts';

/** Blank to a reader: white space, control and invisible format characters. */
const blank = /^[\s\p{Cc}\p{Cf}]*$/u;

/** Citations and placeholders are short: what is longer is content. */
const maxPhraseLength = 120;

/**
 * What a cell says about its own content. `field` is the canonical field the column was mapped to, or any other name:
 * it decides whether a word such as `test` or `0` is content (an account, a count) or says nothing (a reason). `markers`
 * are what the source was said to mean by texts of its own (markers.ts); they count before everything but blanks. Never
 * `not-exported`, which is a matter of columns. Initials for names ("A. Aaa") cannot be told from names: `value`.
 */
export function cellState(text: string, field = '', markers?: MarkerTable): CellState {
  if (blank.test(text)) return 'empty';
  if (markers !== undefined && markers.size > 0 && text.length <= 2 * maxMarkerLength) {
    const said = markers.get(markerKey(text));
    if (said !== undefined) return said;
  }
  const marker = text.trim();
  if (isMask(marker, field)) return 'redacted';
  if (marker.length <= maxPhraseLength) {
    if (isWithheld(marker)) return 'withheld';
    if (isPlaceholder(marker, field)) return 'placeholder';
  }
  return isPartlyMasked(text, field) ? 'partial' : 'value';
}
