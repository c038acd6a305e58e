import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { caseStore } from './case.ts';

/** In which form times are shown: the zone of the case, UTC, or the text of the log. */
export type TimeMode = 'case' | 'utc' | 'written';

/** The mode in force; `useTimeDisplay` is for views. */
export const timeModeStore = createStore<{ readonly mode: TimeMode }>(() => ({ mode: 'case' }));

/** The mode and the IANA zone it means; without a zone of the case, UTC. */
export function useTimeDisplay(): { readonly mode: TimeMode; readonly zone: string; readonly words: string } {
  const mode = useStore(timeModeStore, (state) => state.mode);
  const caseZone = useStore(caseStore, (state) => state.info?.case.timezone ?? null);
  const zone = mode === 'utc' ? 'UTC' : (caseZone ?? 'UTC');
  return { mode, zone, words: mode === 'written' ? 'as written in the log' : zone };
}

/** Case zone, UTC, as written, and around again. */
export function nextTimeMode(): void {
  const order: readonly TimeMode[] =
    (caseStore.getState().info?.case.timezone ?? 'UTC') === 'UTC'
      ? ['case', 'written']
      : ['case', 'utc', 'written'];
  const { mode } = timeModeStore.getState();
  timeModeStore.setState({ mode: order[(order.indexOf(mode) + 1) % order.length]! });
}
