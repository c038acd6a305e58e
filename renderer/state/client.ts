import type { Bridge, BridgeEvent } from '../../shared/contract/bridge.ts';
import { AppError, type ErrorReport } from '../../shared/contract/errors.ts';
import type { HostMethodInput, HostMethodName, HostMethodResult } from '../../shared/contract/host.ts';
import type { MethodInput, MethodName, MethodResult } from '../../shared/contract/methods.ts';
import type { Progress } from '../../shared/contract/progress.ts';

export interface CallOptions {
  readonly onProgress?: (progress: Progress) => void;
  /** Aborting asks core to stop; the call still settles only when core answered. */
  readonly signal?: AbortSignal;
}

/** Calls of core and of the host, with the types of the contract. Fails with AppError. */
export interface Client {
  call<Name extends MethodName>(
    name: Name,
    args: MethodInput<Name>,
    options?: CallOptions,
  ): Promise<MethodResult<Name>>;
  call<Name extends HostMethodName>(
    name: Name,
    args: HostMethodInput<Name>,
    options?: CallOptions,
  ): Promise<HostMethodResult<Name>>;
  /** Events that belong to no call. Returns a function that ends it. */
  onEvent(listener: (event: Exclude<BridgeEvent, { kind: 'progress' }>) => void): () => void;
}

type Reply =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: ErrorReport };

/** Speaks to core and host over a bridge. */
export function createClient(bridge: Bridge): Client {
  const progressOf = new Map<number, (progress: Progress) => void>();
  const listeners = new Set<(event: Exclude<BridgeEvent, { kind: 'progress' }>) => void>();
  let lastId = 0;

  bridge.on((eventJson) => {
    const event = JSON.parse(eventJson) as BridgeEvent;
    if (event.kind === 'progress') progressOf.get(event.id)?.(event.progress);
    else for (const listener of listeners) listener(event);
  });

  async function call(
    name: string,
    args: unknown,
    { onProgress, signal }: CallOptions = {},
  ): Promise<unknown> {
    if (signal?.aborted) throw new AppError('cancelled', `${name}: cancelled before it began`);
    const id = ++lastId;
    const cancel = () => bridge.cancel(id);
    if (onProgress) progressOf.set(id, onProgress);
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      const reply = readReply(name, await bridge.call(id, name, JSON.stringify(args)));
      if (reply.ok) return reply.value;
      throw new AppError(reply.error.code, reply.error.message, reply.error.details);
    } finally {
      progressOf.delete(id);
      signal?.removeEventListener('abort', cancel);
    }
  }

  return {
    call: call as Client['call'],
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function readReply(name: string, replyJson: string): Reply {
  try {
    return JSON.parse(replyJson) as Reply;
  } catch {
    throw new AppError('internal', `${name}: the answer is not JSON`);
  }
}

let client: Client | undefined;

function pageClient(): Client {
  const { scrutineer } = globalThis as { scrutineer?: Bridge };
  if (!scrutineer)
    throw new AppError('internal', 'the page runs outside of its shell: there is no bridge to core');
  client ??= createClient(scrutineer);
  return client;
}

/** Calls a method of core or host over the window's bridge. */
export const call: Client['call'] = ((name: never, args: never, options?: CallOptions) =>
  pageClient().call(name, args, options)) as Client['call'];

/** Listens to events that belong to no call: core restarted, a command of the menu. */
export const onEvent: Client['onEvent'] = (listener) => pageClient().onEvent(listener);
