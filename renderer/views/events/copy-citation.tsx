import { useState } from 'react';
import type { EventDetail } from '../../../shared/contract/window.ts';
import { Button } from '../../ui/button.tsx';
import { citationOf } from './citation.ts';

/** Copies the line that leads to a record; where the clipboard is closed to us, shows it to be copied by hand. */
export function CopyCitation({ detail }: { readonly detail: EventDetail }) {
  const [state, setState] = useState<{ text: string; isCopied: boolean } | null>(null);
  const text = citationOf(detail);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setState({ text, isCopied: true });
    } catch {
      setState({ text, isCopied: false });
    }
  };
  const isCurrent = state?.text === text;
  return (
    <div className="copy-citation">
      <Button size="s" icon="copy" onPress={() => void copy()}>
        Copy as citation
      </Button>
      <span role="status">{isCurrent && state.isCopied ? 'Copied.' : ''}</span>
      {isCurrent && !state.isCopied && (
        <textarea
          className="field__control"
          readOnly
          rows={4}
          aria-label="Citation; copy it from here"
          value={text}
          onFocus={(event) => event.currentTarget.select()}
        />
      )}
    </div>
  );
}
