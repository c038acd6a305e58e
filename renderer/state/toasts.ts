import { createStore } from 'zustand/vanilla';

/** A short message that something was done. It stays until it is taken away or its time is over. */
export interface Toast {
  readonly id: number;
  readonly text: string;
  /** A way back or onward, such as Undo. */
  readonly action?: { readonly label: string; readonly run: () => void };
}

export const toastsStore = createStore<{ readonly toasts: readonly Toast[] }>(() => ({ toasts: [] }));

const shownMs = 8_000;
let lastId = 0;

/** Says that something was done. With an action it stays until it is closed: nobody must hurry. */
export function showToast(text: string, action?: Toast['action']): void {
  const id = ++lastId;
  toastsStore.setState(({ toasts }) => ({
    toasts: [...toasts.slice(-3), { id, text, ...(action ? { action } : {}) }],
  }));
  if (!action) setTimeout(() => closeToast(id), shownMs);
}

export function closeToast(id: number): void {
  toastsStore.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
}
