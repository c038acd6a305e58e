import '@fontsource/source-serif-4/latin-400-italic.css';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { ErrorBanner } from '../../ui/error-banner.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Loading } from '../../ui/loading.tsx';
import { formatCount } from '../../ui/number-format.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { PreviewPaper } from './preview-paper.tsx';
import { usePreview } from './use-preview.ts';
import './preview.css';

interface PreviewProps {
  readonly dir: string;
  /** Ids of those in the report; undefined for all. */
  readonly findings: readonly string[] | undefined;
}

/** The pages of the report before anyone signs it: laid out only when asked for. */
export function Preview(props: PreviewProps) {
  const [isShown, setIsShown] = useState(false);
  return (
    <section className="section report__step">
      <h2>2 · Look at the pages</h2>
      <div className="row">
        <Button icon="report" isPressed={isShown} onPress={() => setIsShown(!isShown)}>
          Show the pages
        </Button>
        <span className="soft">As the report would be now. Looking at it records nothing.</span>
      </div>
      {isShown && <Pages {...props} onClose={() => setIsShown(false)} />}
    </section>
  );
}

function Pages({ dir, findings, onClose }: PreviewProps & { readonly onClose: () => void }) {
  const [wanted, setWanted] = useState(1);
  const [zoom, setZoom] = useState<'fit' | 'full'>('full');
  const { pages, number, page, progress, error } = usePreview(
    { dir, ...(findings ? { findings: [...findings] } : {}) },
    wanted,
  );
  const frame = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is read from its beginning
  useEffect(() => {
    frame.current?.scrollTo(0, 0);
  }, [number]);

  if (error) return <ErrorBanner error={error} what="The pages could not be laid out." />;
  const goTo = (target: number) => setWanted(Math.max(1, Math.min(target, pages ?? 1)));
  const where = pages === null ? 'Page' : `Page ${formatCount(number)} of ${formatCount(pages)}`;
  return (
    <div className="preview">
      <div className="preview__bar">
        <strong className="preview__mark">Preview – not signed</strong>
        <IconButton
          icon="back"
          label="Previous page"
          isDisabled={number <= 1}
          onPress={() => goTo(number - 1)}
        />
        <PageNumber number={number} pages={pages} onGoTo={goTo} />
        <IconButton
          icon="forward"
          label="Next page"
          isDisabled={pages === null || number >= pages}
          onPress={() => goTo(number + 1)}
        />
        <span className="row__end" />
        <Button size="s" isPressed={zoom === 'fit'} onPress={() => setZoom('fit')}>
          Whole page
        </Button>
        <Button size="s" isPressed={zoom === 'full'} onPress={() => setZoom('full')}>
          100 %
        </Button>
        <span className="visually-hidden" role="status">
          {page && where}
        </span>
      </div>
      {/* biome-ignore-start lint/a11y/noNoninteractiveTabindex: it scrolls, and turns pages by keys */}
      <section
        ref={frame}
        className="preview__frame"
        aria-label={`${where}, preview, not signed`}
        aria-busy={page === null}
        tabIndex={0}
        onKeyDown={(event) => turnByKey(event, number, pages ?? 1, goTo)}
      >
        {page && <PreviewPaper page={page} zoom={zoom} />}
        {!page && !progress && <Loading what="the pages" />}
        {!page && progress && (
          <ProgressBar
            title="Lay out the pages"
            progress={progress.latest}
            elapsedMs={Date.now() - progress.startedAtMs}
            onCancel={onClose}
          />
        )}
      </section>
      {/* biome-ignore-end lint/a11y/noNoninteractiveTabindex: it scrolls, and turns pages by keys */}
      <p className="soft">
        Letters may look a little different in the PDF, which carries its own fonts; what stands where is the
        same. Arrow keys and Page Up, Page Down turn pages.
      </p>
    </div>
  );
}

interface PageNumberProps {
  readonly number: number;
  readonly pages: number | null;
  readonly onGoTo: (number: number) => void;
}

/** Which page is shown, and the way to any other. */
function PageNumber({ number, pages, onGoTo }: PageNumberProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const take = () => {
    const target = Number(draft?.trim() || Number.NaN);
    if (Number.isSafeInteger(target)) onGoTo(target);
    setDraft(null);
  };
  return (
    <form
      className="preview__number"
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
    >
      <label>
        Page{' '}
        <input
          className="field__control"
          inputMode="numeric"
          maxLength={7}
          autoComplete="off"
          value={draft ?? String(number)}
          onChange={(event) => setDraft(event.currentTarget.value)}
          onBlur={take}
        />
      </label>
      <span>of {pages === null ? '…' : formatCount(pages)}</span>
    </form>
  );
}

/** Left and right, Page Up and Down, Home and End; up and down scroll the page. */
function turnByKey(
  event: KeyboardEvent,
  number: number,
  pages: number,
  goTo: (number: number) => void,
): void {
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  if (event.target !== event.currentTarget) return;
  const targets: Readonly<Record<string, number>> = {
    ArrowLeft: number - 1,
    PageUp: number - 1,
    ArrowRight: number + 1,
    PageDown: number + 1,
    Home: 1,
    End: pages,
  };
  const target = Object.hasOwn(targets, event.key) ? targets[event.key] : undefined;
  if (target === undefined) return;
  event.preventDefault();
  goTo(target);
}
