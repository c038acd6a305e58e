import type { ReactNode } from 'react';
import type { CellState } from '../../shared/vocabulary/cell-states.ts';
import { VisibleText } from './visible-text.tsx';
import './cell-text.css';

interface CellTextProps {
  /** What stands in the cell; absent where the source has no such column. */
  readonly text?: string | number | null | undefined;
  readonly state?: CellState | undefined;
  /** Also shows the mask or citation itself, as an inspector does. */
  readonly isFull?: boolean;
  readonly longest?: number;
}

/** A cell of a log: its value, or in a way of its own why there is none. */
export function CellText({ text, state = 'value', isFull = false, longest }: CellTextProps) {
  const value = text === null || text === undefined ? '' : String(text);
  const shown = <VisibleText text={value} {...(longest === undefined ? {} : { longest })} />;
  switch (state) {
    case 'value':
      return shown;
    case 'empty':
      return <span className="cell-state cell-state--empty">empty</span>;
    case 'redacted':
      return <Mask word="redacted">{isFull && value !== '' ? shown : null}</Mask>;
    case 'withheld':
      return <Mask word="withheld">{value === '' ? null : shown}</Mask>;
    case 'partial':
      return (
        <span>
          {shown} <span className="cell-state cell-state--partial">partly masked</span>
        </span>
      );
    case 'placeholder':
      return (
        <span className="cell-state cell-state--placeholder">
          placeholder {value !== '' && <>“{shown}”</>}
        </span>
      );
    case 'not-exported':
      return <span className="cell-state cell-state--not-exported">not exported</span>;
  }
}

function Mask({ word, children }: { readonly word: 'redacted' | 'withheld'; readonly children: ReactNode }) {
  return (
    <span className={`cell-state cell-state--${word}`}>
      {word}
      {children && <> {children}</>}
    </span>
  );
}
