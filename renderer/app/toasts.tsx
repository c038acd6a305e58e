import { useStore } from 'zustand';
import { closeToast, toastsStore } from '../state/toasts.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { VisibleText } from '../ui/visible-text.tsx';

/** What was just done, with the way back. Read out politely. */
export function Toasts() {
  const toasts = useStore(toastsStore, (state) => state.toasts);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toasts.map((toast) => (
        <div key={toast.id} className="toast">
          <span className="toast__text">
            <VisibleText text={toast.text} longest={2_000} />
          </span>
          {toast.action && (
            <Button
              size="s"
              onPress={() => {
                toast.action?.run();
                closeToast(toast.id);
              }}
            >
              {toast.action.label}
            </Button>
          )}
          <IconButton icon="close" label="Close message" onPress={() => closeToast(toast.id)} />
        </div>
      ))}
    </div>
  );
}
