import type { Progress } from '../../../shared/contract/progress.ts';

/** What a shell sends to core. Arguments and replies travel as JSON text: cheap to pass on, the same in every shell. */
export type ToCore =
  | { readonly kind: 'request'; readonly id: number; readonly method: string; readonly args: string }
  | { readonly kind: 'cancel'; readonly id: number }
  /** Stop what runs, close the cases and end. */
  | { readonly kind: 'close' };

/** What core sends back: any number of progress messages, then one reply. */
export type FromCore =
  | { readonly kind: 'progress'; readonly id: number; readonly progress: Progress }
  | { readonly kind: 'reply'; readonly id: number; readonly text: string };

/** One end of a line between two processes; as little of a MessagePort as the protocol needs. */
export interface Port<Outgoing, Incoming> {
  post(message: Outgoing): void;
  onMessage(listener: (message: Incoming) => void): void;
}

/** How a process ended. Not every kind of process tells by which signal. */
export interface CoreEnd {
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** The end of what it printed. */
  readonly output: string;
  /** Why it could not be started at all. */
  readonly failure?: string;
}

/** A process that runs core, of whatever kind: forked by Node or by Electron. */
export interface CorePort extends Port<ToCore, FromCore> {
  /** Ends it at once. */
  kill(): void;
  readonly ended: Promise<CoreEnd>;
}
