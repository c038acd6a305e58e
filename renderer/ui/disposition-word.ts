import type { Disposition } from '../../shared/vocabulary/dispositions.ts';

const words: Record<Disposition, string> = {
  substantiated: 'Substantiated',
  unsubstantiated: 'Unsubstantiated',
  explained: 'Explained',
  'needs-information': 'Needs information',
  referred: 'Referred',
};

/** The word for a disposition; without one the finding needs review. */
export function dispositionWord(disposition: Disposition | null): string {
  return disposition === null ? 'Needs review' : words[disposition];
}
