import { AppError, type ErrorReport } from '../../../shared/contract/errors.ts';
import type { MethodInput, MethodName, MethodResult } from '../../../shared/contract/methods.ts';
import type { Progress } from '../../../shared/contract/progress.ts';
import type { FromCore, Port, ToCore } from './wire.ts';

export interface CallOptions {
  /** Told how far the job is, at most ten times a second. */
  readonly onProgress?: (progress: Progress) => void;
  /** Aborting it asks the job to stop; the call then fails with `cancelled` once the job has. */
  readonly signal?: AbortSignal;
}

/** Calls a method of core. Rejects with an `AppError`. */
export type Call = <Name extends MethodName>(
  method: Name,
  args: MethodInput<Name>,
  options?: CallOptions,
) => Promise<MethodResult<Name>>;

/** The same for a caller who has the arguments as JSON text and passes the reply on as it is. */
export type Ask = (method: string, argsJson: string, options?: CallOptions) => Promise<string>;

/** The shell's end of the line. */
export interface Calls {
  readonly call: Call;
  readonly ask: Ask;
  /** Ends every call that waits, and every later one, with an error made for it. */
  fail(errorFor: (methods: readonly string[]) => AppError): void;
}

interface Waiting {
  readonly method: string;
  readonly onProgress: ((progress: Progress) => void) | undefined;
  readonly resolve: (text: string) => void;
  readonly reject: (error: AppError) => void;
}

/** Speaks the wire protocol from the caller's side of a port. */
export function openCalls(port: Port<ToCore, FromCore>): Calls {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let broken: AppError | undefined;

  port.onMessage((message) => {
    const caller = waiting.get(message.id);
    if (message.kind === 'progress') caller?.onProgress?.(message.progress);
    else caller?.resolve(message.text);
  });

  const ask: Ask = async (method, args, { onProgress, signal } = {}) => {
    if (broken) throw broken;
    if (signal?.aborted) throw new AppError('cancelled', 'stopped at your request before it began');
    const id = ++lastId;
    const cancel = () => port.post({ kind: 'cancel', id });
    try {
      return await new Promise<string>((resolve, reject) => {
        waiting.set(id, { method, onProgress, resolve, reject });
        signal?.addEventListener('abort', cancel);
        port.post({ kind: 'request', id, method, args });
      });
    } finally {
      waiting.delete(id);
      signal?.removeEventListener('abort', cancel);
    }
  };

  return {
    ask,
    call: async (method, args, options) => readReply(await ask(method, JSON.stringify(args), options)),
    fail(errorFor) {
      broken = errorFor([...waiting.values()].map(({ method }) => method));
      for (const { reject } of waiting.values()) reject(broken);
    },
  };
}

function readReply<Result>(text: string): Result {
  const reply = JSON.parse(text) as { ok: true; value: Result } | { ok: false; error: ErrorReport };
  if (reply.ok) return reply.value;
  throw new AppError(reply.error.code, reply.error.message, reply.error.details);
}
