import { type CellState, isHidden } from '../../../../shared/vocabulary/cell-states.ts';
import { editDistance } from './edit-distance.ts';
import { isKeyboardRun } from './keyboard-run.ts';
import { reasonKey } from './reason-key.ts';
import {
  catchAllReasons,
  investigationWords,
  shortestInvestigation,
  vagueReasons,
} from './reason-lexicon.ts';

export type ReasonKind =
  | 'blank'
  | 'placeholder'
  | 'single-character'
  | 'keyboard-run'
  | 'number'
  | 'catch-all'
  | 'one-word'
  | 'text'
  | 'hidden';

/** Longer texts are running text, whatever they are made of. */
const maxPhraseLength = 60;
const maxTypos = 2;
/** Shorter words are too near to others for two typing errors. */
const minTypoLength = 9;

/**
 * What kind of reason a cell holds, by its form and the lexicon; no judgment of whether it is true or sufficient.
 * `hidden` where the state says that the log does not show what was there, in part or whole.
 */
export function reasonKind(text: string, state: CellState): ReasonKind {
  if (isHidden(state)) return 'hidden';
  if (state === 'empty') return 'blank';
  const key = reasonKey(text);
  if (state === 'placeholder' || key === '') return 'placeholder';
  if (Array.from(key.slice(0, 3)).length === 1) return 'single-character';
  if (/^[\d\s\-/#.]+$/.test(key)) return 'number';
  if (key.length > maxPhraseLength) return 'text';
  if (vagueReasons.has(key)) return 'placeholder';
  if (key.split(' ').every(isKeyboardRun)) return 'keyboard-run';
  if (catchAllReasons.has(key) || isInvestigation(key)) return 'catch-all';
  return key.includes(' ') ? 'text' : 'one-word';
}

/** "investigation" whole, cut off or mistyped, as one word. */
function isInvestigation(key: string): boolean {
  if (key.startsWith(shortestInvestigation)) {
    if (investigationWords.some((word) => word.startsWith(key))) return true;
  }
  if (key.length < minTypoLength || key.includes(' ')) return false;
  return investigationWords.some((word) => editDistance(key, word, maxTypos) <= maxTypos);
}
