import { useState } from 'react';
import type { LogEntry } from '../../../shared/contract/records.ts';
import { VisibleText } from '../../ui/visible-text.tsx';
import { detailText, entryJson } from './activity-words.ts';

/** What an entry says, on a line; whole on request, as it is hashed. */
export function EntryDetails({ entry }: { readonly entry: LogEntry }) {
  const [isWhole, setIsWhole] = useState(false);
  return (
    <div className="entry">
      <VisibleText text={detailText(entry.details)} longest={400} />{' '}
      <button
        type="button"
        className="link-button"
        aria-expanded={isWhole}
        onClick={() => setIsWhole(!isWhole)}
      >
        {isWhole ? 'less' : 'whole'}
        <span className="visually-hidden"> of entry {entry.seq}</span>
      </button>
      {isWhole && (
        <pre className="entry__json">
          <VisibleText text={entryJson(entry)} keepLines longest={20_000} />
        </pre>
      )}
    </div>
  );
}
