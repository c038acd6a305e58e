import type { ReactNode } from 'react';
import { Toolbar as AriaToolbar } from 'react-aria-components';
import './toolbar.css';

/** Controls in a row: one stop of the Tab key, arrows within. */
export function Toolbar({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <AriaToolbar className="toolbar" aria-label={label}>
      {children}
    </AriaToolbar>
  );
}
