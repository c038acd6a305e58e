import type { Progress } from '../../../shared/contract/progress.ts';
import type { Dispatch } from './dispatch.ts';
import { throttle } from './throttle.ts';
import type { FromCore, Port, ToCore } from './wire.ts';

/** Core's end of the line. */
export interface Server {
  /** Asks every running job to stop and resolves when all have ended. */
  stop(): Promise<void>;
}

/**
 * Answers what comes in through a port: runs calls side by side, tells their progress, cancels them. `onClose` hears
 * that the other end wants core to end.
 */
export function serve(port: Port<FromCore, ToCore>, dispatch: Dispatch, onClose = () => {}): Server {
  const running = new Map<number, { controller: AbortController; ended: Promise<void> }>();

  const answer = async (id: number, method: string, args: string, signal: AbortSignal) => {
    const progress = throttle<Progress>((latest) => port.post({ kind: 'progress', id, progress: latest }));
    const text = await dispatch(method, args, { signal, report: progress.push });
    progress.flush();
    running.delete(id);
    port.post({ kind: 'reply', id, text });
  };

  port.onMessage((message) => {
    if (message.kind === 'close') return onClose();
    if (message.kind === 'cancel') {
      running.get(message.id)?.controller.abort();
      return;
    }
    const controller = new AbortController();
    const entry = { controller, ended: Promise.resolve() };
    running.set(message.id, entry);
    entry.ended = answer(message.id, message.method, message.args, controller.signal);
  });

  return {
    async stop() {
      for (const { controller } of running.values()) controller.abort();
      await Promise.all([...running.values()].map(({ ended }) => ended));
    },
  };
}
