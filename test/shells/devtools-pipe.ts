import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import type { Readable, Writable } from 'node:stream';

type Parameters = Record<string, unknown>;

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Parameters;
  readonly sessionId?: string;
  readonly result?: Parameters;
  readonly error?: { readonly message: string };
}

/** One conversation with the browser or with a page of it (Chrome DevTools Protocol). */
export interface Session {
  send<Result = Parameters>(method: string, params?: Parameters): Promise<Result>;
  on(event: string, listener: (params: never) => void): void;
  attach(targetId: string): Promise<Session>;
}

/** What Playwright's connectOverCDP takes: the same pipe, shared. */
export interface Transport {
  send(message: object): void;
  close(): void;
  onmessage?: (message: object) => void;
  onclose?: (reason?: string) => void;
}

/** A Chromium on a pipe: no port is opened that anything else could speak to. */
export interface Browser {
  readonly pid: number;
  /** A session of our own, beside the one Playwright takes. */
  readonly session: Session;
  readonly transport: Transport;
  readonly exited: Promise<void>;
  kill(): void;
}

/** Our messages count from here, Playwright's from 1. */
const firstOwnId = 1_000_000_000;

export async function launchBrowser(executable: string, words: readonly string[]): Promise<Browser> {
  const child = spawn(executable, ['--remote-debugging-pipe', ...words], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  await once(child, 'spawn');
  const exited = once(child, 'exit').then(() => {});
  const transport: Transport = { send: (message) => write(child, message), close: () => {} };
  const waiting = new Map<number, { resolve: (result: never) => void; reject: (error: Error) => void }>();
  const listeners = new Map<string, EventEmitter>();
  let lastId = firstOwnId;

  readMessages(child.stdio[4] as Readable, (message) => {
    if (message.id !== undefined && message.id >= firstOwnId) {
      const caller = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.error) caller?.reject(new Error(message.error.message));
      else caller?.resolve(message.result as never);
      return;
    }
    const own = listeners.get(message.sessionId ?? '');
    if (own && message.method) own.emit(message.method, message.params);
    else transport.onmessage?.(message);
  });
  void exited.then(() => {
    for (const { reject } of waiting.values()) reject(new Error('Chromium is gone'));
    transport.onclose?.();
  });

  const send = (sessionId: string | undefined, method: string, params: Parameters = {}) =>
    new Promise<never>((resolve, reject) => {
      const id = ++lastId;
      waiting.set(id, { resolve, reject });
      write(child, { id, method, params, ...(sessionId === undefined ? {} : { sessionId }) });
    });
  const open = (sessionId: string): Session => {
    const emitter = new EventEmitter();
    listeners.set(sessionId, emitter);
    return {
      send: (method, params) => send(sessionId, method, params),
      on: (event, listener) => void emitter.on(event, listener as (params: unknown) => void),
      attach: async (targetId) => {
        const attached = await send(sessionId, 'Target.attachToTarget', { targetId, flatten: true });
        return open((attached as { sessionId: string }).sessionId);
      },
    };
  };
  const { sessionId } = await Promise.race([
    send(undefined, 'Target.attachToBrowserTarget') as Promise<{ sessionId: string }>,
    exited.then(() => Promise.reject(new Error(`${executable} ended at once`))),
  ]);
  return {
    pid: child.pid!,
    session: open(sessionId),
    transport,
    exited,
    kill: () => void child.kill('SIGKILL'),
  };
}

function write(child: ChildProcess, message: object): void {
  const pipe = child.stdio[3] as Writable;
  if (pipe.writable) pipe.write(`${JSON.stringify(message)}\0`);
}

/** Messages are JSON texts that end with a zero byte. */
function readMessages(pipe: Readable, hear: (message: Message) => void): void {
  let pieces: Buffer[] = [];
  pipe.on('data', (chunk: Buffer) => {
    let rest = chunk;
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      pieces.push(rest.subarray(0, end));
      const text = Buffer.concat(pieces).toString('utf8');
      pieces = [];
      rest = rest.subarray(end + 1);
      hear(JSON.parse(text));
    }
    if (rest.length > 0) pieces.push(rest);
  });
}
