import { Fragment } from 'react';
import './shortcut.css';

/** Keys as printed on them: `Ctrl+K`, `j`, `?`. */
export function Shortcut({ keys }: { readonly keys: string }) {
  const parts = keys.length > 1 ? keys.split('+') : [keys];
  return (
    <span className="shortcut">
      {parts.map((part, index) => (
        <Fragment key={part}>
          {index > 0 && <span className="visually-hidden">+</span>}
          <kbd>{part}</kbd>
        </Fragment>
      ))}
    </span>
  );
}
