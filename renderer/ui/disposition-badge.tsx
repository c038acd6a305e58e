import type { Disposition } from '../../shared/vocabulary/dispositions.ts';
import { dispositionWord } from './disposition-word.ts';
import './badge.css';

/** What the examiner concluded. All look alike: none is the better one. */
export function DispositionBadge({ disposition }: { readonly disposition: Disposition | null }) {
  return (
    <span className={disposition === null ? 'badge badge--open' : 'badge badge--decided'}>
      {dispositionWord(disposition)}
    </span>
  );
}
