import { AppError, toErrorReport } from '../../shared/contract/errors.ts';
import {
  type HostMethodArgs,
  type HostMethodName,
  type HostMethodResult,
  hostMethods,
} from '../../shared/contract/host.ts';
import { methods } from '../../shared/contract/methods.ts';
import type { Progress } from '../../shared/contract/progress.ts';
import { checkArguments } from '../core/process/arguments.ts';
import type { Ask, CallOptions } from '../core/process/calls.ts';
import { isCallId, readBridgeCall } from './bridge-call.ts';

/** One function per method of the host; what it throws reaches the page as an error report. */
export type HostHandlers = {
  readonly [Name in HostMethodName]: (
    args: HostMethodArgs<Name>,
    options: CallOptions,
  ) => HostMethodResult<Name> | Promise<HostMethodResult<Name>>;
};

/** The calls of one page. */
export interface Router {
  /** Answers a call of the page with a reply as JSON text; never throws. */
  call(words: readonly unknown[]): Promise<string>;
  cancel(id: unknown): void;
  /** Asks everything that runs to stop: the page that wanted it is gone. */
  cancelAll(): void;
  /** Names of the long jobs that run. */
  jobs(): readonly string[];
}

/** More than a page ever has in flight; a page that does is broken. */
const mostCalls = 1000;

export function routeCalls(options: {
  readonly ask: Ask;
  readonly host: HostHandlers;
  readonly onProgress: (id: number, progress: Progress) => void;
}): Router {
  const running = new Map<number, { method: string; controller: AbortController }>();

  const answer = async (words: readonly unknown[]): Promise<string> => {
    const { id, method, argsJson } = readBridgeCall(words);
    if (running.has(id)) throw new AppError('usage', `${method}: call ${id} is running already`);
    if (running.size >= mostCalls) throw new AppError('usage', `${method}: ${mostCalls} calls are running`);
    const controller = new AbortController();
    const { signal } = controller;
    const onProgress = (progress: Progress) => {
      if (!signal.aborted) options.onProgress(id, progress);
    };
    running.set(id, { method, controller });
    try {
      if (Object.hasOwn(methods, method)) return await options.ask(method, argsJson, { signal, onProgress });
      if (!isHostMethod(method)) throw new AppError('usage', `there is no method "${method}"`);
      const value = await callHost(options.host, method, argsJson, { signal, onProgress });
      return JSON.stringify({ ok: true, value });
    } finally {
      running.delete(id);
    }
  };

  return {
    call: (words) =>
      answer(words).catch((thrown: unknown) => JSON.stringify({ ok: false, error: toErrorReport(thrown) })),
    cancel(id) {
      if (isCallId(id)) running.get(id)?.controller.abort();
    },
    cancelAll() {
      for (const { controller } of running.values()) controller.abort();
    },
    jobs: () => [...running.values()].map(({ method }) => method).filter(isJob),
  };
}

function isHostMethod(name: string): name is HostMethodName {
  return Object.hasOwn(hostMethods, name);
}

function isJob(name: string): boolean {
  const core: Readonly<Record<string, { readonly kind: string }>> = methods;
  return core[name]?.kind === 'job' || name === 'host.sampleCase';
}

function callHost<Name extends HostMethodName>(
  host: HostHandlers,
  name: Name,
  argsJson: string,
  options: CallOptions,
) {
  const args = checkArguments(name, hostMethods[name].args, argsJson) as HostMethodArgs<Name>;
  return host[name](args, options);
}
