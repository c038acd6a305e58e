import { setTimeout as wait } from 'node:timers/promises';
import { throwIfCancelled } from '../../../electron/core/job.ts';
import type { Handlers } from '../../../electron/core/process/dispatch.ts';
import { AppError } from '../../../shared/contract/errors.ts';

const dir = '/case';

/** A core of a few methods, each with one behavior that the protocol has to carry. Everything else is absent. */
export const fakeHandlers = {
  fields: () => [{ name: 'at', type: 'time', kind: 'canonical', description: 'ünïcödé \u001b[31m \ud800' }],
  'case.create': (args) => ({
    case: {
      ...args,
      timezone: args.timezone ?? null,
      createdAt: '',
      caseId: 'c',
      formatVersion: 1,
      examiner: args.examiner,
    },
  }),
  'case.info': () => {
    throw new AppError('not-a-case', `${dir} is not a case`, { dir });
  },
  log: () => {
    throw new TypeError('a bug');
  },
  findings: () => {
    throw new AppError('internal', 'unprintable', { big: 1n });
  },
  /** Runs until it is cancelled, 1000 reports a second. */
  'case.verify': async (_args, job) => {
    for (let done = 0; ; done++) {
      throwIfCancelled(job);
      job.report({ done, total: null, unit: 'rows', stage: 'checking' });
      await wait(1);
    }
  },
  /** Reports 500 times within one turn of the event loop and ends. */
  'case.backup': (args, job) => {
    for (let done = 1; done <= 500; done++) job.report({ done, total: 500, unit: 'bytes', stage: 'copying' });
    return { path: args.out, sha256: 'ab' };
  },
  'case.close': ({ dir: how }) => {
    if (how === '/segfault') process.kill(process.pid, 'SIGSEGV');
    if (how === '/exit') process.exit(7);
    if (how === '/memory') {
      const hoard: number[][] = [];
      for (;;) hoard.push(new Array<number>(1_000_000).fill(1.5));
    }
    return { closed: true };
  },
  /** Blocks the process, as a long SQLite query does. */
  events: () => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000);
    return { total: 0, events: [] };
  },
} as Partial<Handlers> as Handlers;
