import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { MethodResult } from '../../shared/contract/methods.ts';
import { call } from './client.ts';

/** The case that is open in this window. */
export interface CaseState {
  readonly status: 'none' | 'opening' | 'open' | 'failed';
  /** Folder of the case; '' where none is open. */
  readonly dir: string;
  readonly info: MethodResult<'case.info'> | null;
  readonly error: unknown;
  /** Grows with every change to the case that this window knows of: what was read before may be old. */
  readonly revision: number;
}

const none: CaseState = { status: 'none', dir: '', info: null, error: null, revision: 0 };

export const caseStore = createStore<CaseState>(() => none);

/** Opens a case in this window, in place of the one that is open. Resolves to whether it could be opened. */
export async function openCase(dir: string): Promise<boolean> {
  const { dir: before } = caseStore.getState();
  if (before !== '' && before !== dir) await closeCase();
  caseStore.setState((state) => ({ ...none, status: 'opening', dir, revision: state.revision + 1 }));
  try {
    const info = await call('case.info', { dir });
    if (caseStore.getState().dir !== dir) return false;
    caseStore.setState({ status: 'open', info });
  } catch (error) {
    if (caseStore.getState().dir === dir) caseStore.setState({ status: 'failed', error });
    return false;
  }
  call('host.rememberCase', { dir, name: caseStore.getState().info!.case.name }).catch(() => {
    // The list of recent cases is a convenience; the case is open.
  });
  return true;
}

/** Closes the open case; core writes it back to a single file. */
export async function closeCase(): Promise<void> {
  const { dir, status, revision } = caseStore.getState();
  caseStore.setState({ ...none, revision: revision + 1 });
  if (status === 'open') await call('case.close', { dir });
}

/** Says that the case was changed: counts are read anew and views reload what they show. */
export async function caseChanged(): Promise<void> {
  const { dir } = caseStore.getState();
  if (dir === '') return;
  caseStore.setState((state) => ({ revision: state.revision + 1 }));
  const info = await call('case.info', { dir });
  if (caseStore.getState().dir === dir) caseStore.setState({ info });
}

/** The open case. Views within a case may rely on `dir`. */
export function useCase(): CaseState {
  return useStore(caseStore);
}
