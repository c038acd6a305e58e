import type { ReactNode } from 'react';
import { Banner } from './banner.tsx';
import { errorWords } from './error-words.ts';
import { VisibleText } from './visible-text.tsx';

interface ErrorBannerProps {
  readonly error: unknown;
  /** What was being done: `The import stopped`. */
  readonly what?: string;
  readonly kept?: ReactNode;
  readonly todo?: ReactNode;
  readonly actions?: ReactNode;
}

/** An error of a call: its own words, what is kept, what to do. */
export function ErrorBanner({ error, what, kept, todo, actions }: ErrorBannerProps) {
  const words = errorWords(error);
  return (
    <Banner
      kind="error"
      isLive
      what={<VisibleText text={what ?? words.message} />}
      kept={kept ?? words.kept}
      todo={todo ?? words.todo}
      actions={actions}
    >
      {what && (
        <p>
          <VisibleText text={words.message} />
        </p>
      )}
    </Banner>
  );
}
