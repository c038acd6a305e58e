import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { MethodInput, MethodResult } from '../../../shared/contract/methods.ts';
import type { Progress } from '../../../shared/contract/progress.ts';
import type { PreviewPage } from '../../../shared/contract/window.ts';
import { caseStore } from '../../state/case.ts';
import { call } from '../../state/client.ts';

/** Pages asked for at once: turning to the next one seldom waits. */
const pagesAtOnce = 10;
/** How long the choice of findings must rest before the report is laid out anew. */
const restMs = 300;

type Asked = Pick<MethodInput<'report.preview'>, 'dir' | 'findings'>;

export interface PreviewState {
  /** null until the first answer for this choice of findings. */
  readonly pages: number | null;
  /** The page to show: the one asked for, or the last where there are fewer. */
  readonly number: number;
  /** null while it is on its way. */
  readonly page: PreviewPage | null;
  /** How far the layout is; null before core said anything. */
  readonly progress: { readonly latest: Progress; readonly startedAtMs: number } | null;
  readonly error: unknown;
}

/** A page of the report as it would be now. Asks anew when the findings or the case change; stops when the view is left. */
export function usePreview(asked: Asked, wanted: number): PreviewState {
  const revision = useStore(caseStore, (state) => state.revision);
  const askedJson = JSON.stringify(asked);
  const [answer, setAnswer] = useState<{
    readonly askedJson: string;
    readonly value: MethodResult<'report.preview'>;
  } | null>(null);
  const [progress, setProgress] = useState<PreviewState['progress']>(null);
  const [error, setError] = useState<unknown>(null);

  const value = answer?.askedJson === askedJson ? answer.value : null;
  const number = value ? Math.min(wanted, value.pages) : wanted;
  const first = number - ((number - 1) % pagesAtOnce);
  const isOtherChoice = answer !== null && value === null;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the revision asks again; whether it rests first is decided once
  useEffect(() => {
    const controller = new AbortController();
    const startedAtMs = Date.now();
    setError(null);
    const ask = async () => {
      try {
        const drawn = await call(
          'report.preview',
          { ...(JSON.parse(askedJson) as Asked), first, limit: pagesAtOnce },
          { signal: controller.signal, onProgress: (latest) => setProgress({ latest, startedAtMs }) },
        );
        if (!controller.signal.aborted) setAnswer({ askedJson, value: drawn });
      } catch (thrown) {
        if (!controller.signal.aborted) setError(thrown);
      } finally {
        if (!controller.signal.aborted) setProgress(null);
      }
    };
    const timer = setTimeout(() => void ask(), isOtherChoice ? restMs : 0);
    return () => {
      clearTimeout(timer);
      controller.abort();
      setProgress(null);
    };
  }, [askedJson, first, revision]);

  return {
    pages: value?.pages ?? null,
    number,
    page: value?.drawn.find((page) => page.number === number) ?? null,
    progress,
    error,
  };
}
