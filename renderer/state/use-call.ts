import { useCallback, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { MethodInput, MethodName, MethodResult } from '../../shared/contract/methods.ts';
import { caseStore } from './case.ts';
import { call } from './client.ts';

export interface CallState<Value> {
  /** The newest answer; an older one stays while a newer is under way for the same arguments. */
  readonly value: Value | undefined;
  readonly error: unknown;
  readonly isLoading: boolean;
  readonly reload: () => void;
}

/**
 * Reads from core and reads again when the arguments or the case change. `args` null: not yet. What belongs to
 * other arguments is never shown for these.
 */
export function useCall<Name extends MethodName>(
  name: Name,
  args: MethodInput<Name> | null,
): CallState<MethodResult<Name>> {
  const revision = useStore(caseStore, (state) => state.revision);
  const argsJson = args === null ? null : JSON.stringify(args);
  const [turn, setTurn] = useState(0);
  const [answer, setAnswer] = useState<{
    readonly argsJson: string | null;
    readonly value?: MethodResult<Name>;
    readonly error?: unknown;
    readonly isLoading: boolean;
  }>({ argsJson: null, isLoading: true });

  // biome-ignore lint/correctness/useExhaustiveDependencies: revision and turn ask again for the same arguments
  useEffect(() => {
    if (argsJson === null) return;
    const controller = new AbortController();
    setAnswer((before) =>
      before.argsJson === argsJson ? { ...before, isLoading: true } : { argsJson, isLoading: true },
    );
    call(name, JSON.parse(argsJson) as MethodInput<Name>, { signal: controller.signal }).then(
      (value) => {
        if (!controller.signal.aborted) setAnswer({ argsJson, value, isLoading: false });
      },
      (error: unknown) => {
        if (!controller.signal.aborted) setAnswer({ argsJson, error, isLoading: false });
      },
    );
    return () => controller.abort();
  }, [name, argsJson, revision, turn]);

  const reload = useCallback(() => setTurn((before) => before + 1), []);
  const isCurrent = answer.argsJson === argsJson;
  return {
    value: isCurrent ? answer.value : undefined,
    error: isCurrent ? answer.error : undefined,
    isLoading: isCurrent ? answer.isLoading : argsJson !== null,
    reload,
  };
}
