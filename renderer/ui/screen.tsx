import type { ReactNode } from 'react';
import { VisibleText } from './visible-text.tsx';
import './screen.css';

interface ScreenProps {
  readonly title: string;
  /** A line below the title. */
  readonly about?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of a screen that scrolls as a page: title, actions, content. */
export function Screen({ title, about, actions, children }: ScreenProps) {
  return (
    <div className="screen">
      <header className="screen__head">
        <div>
          <h1>
            <VisibleText text={title} longest={300} />
          </h1>
          {about && <div className="screen__about">{about}</div>}
        </div>
        {actions && <div className="row">{actions}</div>}
      </header>
      {children}
    </div>
  );
}
