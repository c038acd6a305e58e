import { run } from '../../electron/cli/run.ts';
import type { CoreClient } from '../../electron/core/process/client.ts';
import { AppError } from '../../shared/contract/errors.ts';

/** What a run of the command line asked of core and what it showed. */
export interface Seen {
  readonly exitCode: number;
  readonly out: string;
  readonly error: string;
  readonly calls: readonly { readonly method: string; readonly args: Record<string, unknown> }[];
  readonly closed: boolean;
}

/** Runs the command line against a core that gives the same answer to every call; an Error is thrown. */
export async function runWith(
  words: readonly string[],
  answer: unknown = {},
  env: Record<string, string> = {},
): Promise<Seen> {
  const calls: { method: string; args: Record<string, unknown> }[] = [];
  const out: string[] = [];
  const error: string[] = [];
  let closed = false;
  const connect = (): CoreClient => ({
    call: (async (method: string, args: object) => {
      calls.push({ method, args: JSON.parse(JSON.stringify(args)) });
      const value = typeof answer === 'function' ? answer(args) : answer;
      if (value instanceof Error) throw value;
      return value;
    }) as CoreClient['call'],
    close: async () => {
      closed = true;
    },
    kill: async () => {},
  });
  const exitCode = await run({
    words,
    env,
    baseDir: '/base',
    writeOut: (text) => void out.push(text),
    writeError: (text) => void error.push(text),
    terminalColumns: undefined,
    connect,
    onInterrupt: () => () => {},
  });
  return { exitCode, out: out.join(''), error: error.join(''), calls, closed };
}

export const refusal = new AppError('not-a-case', 'not a case\u001b[31m', { dir: '/x' });
