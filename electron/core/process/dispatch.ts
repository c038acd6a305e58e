import { AppError, toErrorReport } from '../../../shared/contract/errors.ts';
import type { MethodArgs, MethodName, MethodResult } from '../../../shared/contract/methods.ts';
import type { JobContext } from '../job.ts';
import { isMethodName, readArguments } from './arguments.ts';

/** One function per method of the contract. What it throws reaches the caller as an error report. */
export type Handlers = {
  readonly [Name in MethodName]: (
    args: MethodArgs<Name>,
    job: JobContext,
  ) => MethodResult<Name> | Promise<MethodResult<Name>>;
};

/** Answers one call: never throws, always a reply `{ok:true,value}` or `{ok:false,error}` as JSON text. */
export type Dispatch = (method: string, argsJson: string, job: JobContext) => Promise<string>;

/** The door of core: nothing but the methods of the contract, nothing but checked arguments. */
export function dispatch(handlers: Handlers): Dispatch {
  return async (method, argsJson, job) => {
    try {
      if (!isMethodName(method)) throw new AppError('usage', `there is no method "${method}"`);
      return JSON.stringify({ ok: true, value: await call(handlers, method, argsJson, job) });
    } catch (thrown) {
      return refusal(thrown);
    }
  };
}

function call<Name extends MethodName>(handlers: Handlers, name: Name, argsJson: string, job: JobContext) {
  return handlers[name](readArguments(name, argsJson), job);
}

/** A reply even where the details of the error cannot be written as JSON. */
function refusal(thrown: unknown): string {
  const error = toErrorReport(asSystemFault(thrown));
  try {
    return JSON.stringify({ ok: false, error });
  } catch {
    return JSON.stringify({ ok: false, error: { ...error, details: {} } });
  }
}

/** What the system refused (a name too long, no right to read) is no bug of ours, wherever it came up. */
function asSystemFault(thrown: unknown): unknown {
  if (!(thrown instanceof Error) || thrown instanceof AppError) return thrown;
  const { code, syscall } = thrown as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return thrown;
  return new AppError('input-output', `the system refused: ${thrown.message}`, { code });
}
