import type { ErrorReport } from './errors.ts';
import type { Progress } from './progress.ts';

/**
 * What the page sees of the world: one object, `window.scrutineer`, provided by electron/preload.ts or by the stand-in.
 * Everything crosses as JSON text.
 */
export interface Bridge {
  /**
   * Calls a method of core (`shared/contract/methods.ts`) or of the host (`shared/contract/host.ts`). Resolves with a
   * reply as JSON text: `{ok:true,value}` or `{ok:false,error}`; never rejects. `id` is chosen by the page and names the
   * call for progress and cancelling.
   */
  call(id: number, method: string, argsJson: string): Promise<string>;
  cancel(id: number): void;
  /** Events as JSON text of BridgeEvent. Returns a function that stops them. */
  on(listener: (eventJson: string) => void): () => void;
}

export type BridgeEvent =
  | { readonly kind: 'progress'; readonly id: number; readonly progress: Progress }
  /** Core ended by itself and was started anew; open cases must be opened again. */
  | { readonly kind: 'core-restarted'; readonly error: ErrorReport }
  /** A menu item or system shortcut, by the name of a command of the page. */
  | { readonly kind: 'command'; readonly name: string };
