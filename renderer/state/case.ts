import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { MethodResult } from '../../shared/contract/methods.ts';
import type { Disposition } from '../../shared/vocabulary/dispositions.ts';
import { call } from './client.ts';

/** The case that is open in this window. */
export interface CaseState {
  readonly status: 'none' | 'opening' | 'open' | 'failed';
  /** Folder of the case; '' where none is open. */
  readonly dir: string;
  readonly info: MethodResult<'case.info'> | null;
  /** How far the review is; null until it is known. */
  readonly review: ReviewCounts | null;
  /** The newest check of the whole case in its activity log; null where there is none. */
  readonly lastCheck: { readonly at: string; readonly actor: string; readonly ok: boolean } | null;
  readonly error: unknown;
  /** Grows with every change to the case that this window knows of: what was read before may be old. */
  readonly revision: number;
}

/** Findings by disposition; `open` counts those without one. */
export interface ReviewCounts {
  readonly total: number;
  readonly open: number;
  readonly byDisposition: ReadonlyMap<Disposition, number>;
}

const none: CaseState = {
  status: 'none',
  dir: '',
  info: null,
  review: null,
  lastCheck: null,
  error: null,
  revision: 0,
};

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
    void readStanding(dir);
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
  if (caseStore.getState().dir !== dir) return;
  caseStore.setState({ info });
  await readStanding(dir);
}

/** How far the review is and when the case was checked last, for the frame around every view. */
async function readStanding(dir: string): Promise<void> {
  const { revision } = caseStore.getState();
  const [findings, log] = await Promise.all([
    call('findings', { dir, events: false }).catch(() => null),
    call('log', { dir }).catch(() => null),
  ]);
  if (caseStore.getState().dir !== dir || caseStore.getState().revision !== revision) return;
  const check = log?.findLast(({ action }) => action === 'case.verify');
  caseStore.setState({
    review: findings && countReview(findings),
    lastCheck: check ? { at: check.at, actor: check.actor, ok: check.details.ok === true } : null,
  });
}

function countReview(findings: MethodResult<'findings'>): ReviewCounts {
  const byDisposition = new Map<Disposition, number>();
  for (const { disposition } of findings) {
    if (disposition) byDisposition.set(disposition, (byDisposition.get(disposition) ?? 0) + 1);
  }
  const decided = [...byDisposition.values()].reduce((sum, count) => sum + count, 0);
  return { total: findings.length, open: findings.length - decided, byDisposition };
}

/** The open case. Views within a case may rely on `dir`. */
export function useCase(): CaseState {
  return useStore(caseStore);
}
