import type { ComparedCell, ComparedChange } from '../../../shared/contract/comparison.ts';
import { isHidden } from '../../../shared/vocabulary/cell-states.ts';
import { comparable, shows } from './cell-hashes.ts';

/** In how many pairs of records a field differs, and how. */
export type FieldCounts = Record<'changed' | 'newlyHidden' | 'newlyShown' | 'hiddenOtherwise', number>;

/** How two cells differ, by what each shows. Content that appears or goes is a change, not a matter of hiding. */
export function ofCells(before: number, after: number): keyof FieldCounts {
  if (before === shows.hidden && after === shows.hidden) return 'hiddenOtherwise';
  if (before === shows.content && after === shows.hidden) return 'newlyHidden';
  if (before === shows.hidden && after === shows.content) return 'newlyShown';
  return 'changed';
}

const words = {
  changed: 'changed',
  newlyHidden: 'newly-hidden',
  newlyShown: 'newly-shown',
  hiddenOtherwise: 'hidden-otherwise',
} as const;

/** The change of a field between two cells; null where they are alike. */
export function changeOf(field: string, before: ComparedCell, after: ComparedCell): ComparedChange | null {
  const [a, b] = [shownBy(before), shownBy(after)];
  if (a === shows.nothing && b === shows.nothing) return null;
  if (a !== shows.nothing && b !== shows.nothing && comparable(before.text) === comparable(after.text))
    return null;
  return { field, before, after, how: words[ofCells(a, b)] };
}

function shownBy({ state }: ComparedCell): number {
  if (state === 'empty' || state === 'not-exported') return shows.nothing;
  return isHidden(state) ? shows.hidden : shows.content;
}
