import { readdirSync, readFileSync } from 'node:fs';
import { connectCore } from '../../../electron/core/process/client.ts';

// Starts a job that never ends by itself and reports the process id of the core that runs it.
const core = connectCore({ entry: new URL('./fake-core.ts', import.meta.url) });
core
  .call('case.verify', { dir: '/case' }, { onProgress: () => process.send?.(childPid()) })
  .catch(() => process.exit(0));

function childPid(): number {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return Number(pids.find((pid) => parentOf(pid) === process.pid));
}

function parentOf(pid: string): number {
  try {
    return Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]);
  } catch {
    return 0; // it ended meanwhile
  }
}
