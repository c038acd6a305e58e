import { useRef } from 'react';
import type { CallState } from '../../state/use-call.ts';

/** A call's state in which the answer before stays until the next is there, so that counts do not flicker. */
export function useSteady<Value>(state: CallState<Value>): CallState<Value> & { readonly isOld: boolean } {
  const last = useRef<Value>(undefined);
  if (state.value !== undefined) last.current = state.value;
  const isOld = state.value === undefined && state.isLoading && last.current !== undefined;
  return { ...state, value: isOld ? last.current : state.value, isOld };
}
