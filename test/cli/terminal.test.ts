import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const entry = fileURLToPath(new URL('./fake-terminal.ts', import.meta.url));
const { INIT_CWD: _, ...env } = process.env;

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

/** Runs the command line as a process of its own. */
function start(words: readonly string[], more: Record<string, string> = {}, cwd = '/tmp') {
  const child = spawn(process.execPath, [entry, ...words], { cwd, env: { ...env, ...more } });
  const ended = async (): Promise<Ended> => {
    const closed = once(child, 'close');
    const [out, error] = await Promise.all([text(child.stdout), text(child.stderr)]);
    await closed;
    return { code: child.exitCode, out, error };
  };
  return { child, ended: ended() };
}

async function shell(script: string): Promise<Ended> {
  try {
    const { stdout, stderr } = await promisify(execFile)('bash', ['-c', script], { env });
    return { code: 0, out: stdout, error: stderr };
  } catch (thrown) {
    const { code, stdout, stderr } = thrown as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, error: stderr };
  }
}

const create = ['case', 'create', 'c', '--name', 'N', '--examiner', 'E', '--json'];

test('relative paths resolve against INIT_CWD, without one against the folder it was started in', async () => {
  const fromNpm = await start(create, { INIT_CWD: '/somewhere/else' }).ended;
  expect(fromNpm).toMatchObject({ code: 0, error: '' });
  expect(JSON.parse(fromNpm.out).case.dir).toBe('/somewhere/else/c');
  const direct = await start(create).ended;
  expect(JSON.parse(direct.out).case.dir).toBe('/tmp/c');
});

test('the first Ctrl+C cancels the job, which ends in order', async () => {
  const { child, ended } = start(['case', 'verify', 'c', '--json']);
  await started(child.pid!);
  child.kill('SIGINT');
  const { code, out, error } = await ended;
  expect(code).toBe(1);
  expect(JSON.parse(out).error.code).toBe('cancelled');
  expect(error).toContain('stopped at your request');
});

test('the second Ctrl+C ends a job that does not stop by itself; the repeat npm sends at once does not count', async () => {
  const { child, ended } = start(['events', 'c', '--json']);
  await started(child.pid!);
  child.kill('SIGINT');
  await wait(100);
  child.kill('SIGINT');
  await wait(500);
  expect(child.exitCode).toBeNull();
  child.kill('SIGINT');
  const { code, out } = await ended;
  expect(code).toBe(1);
  expect(JSON.parse(out).error).toMatchObject({
    code: 'cancelled',
    message: expect.stringContaining('killed'),
  });
});

test('a bug in core is one clear line', async () => {
  const { code, out, error } = await start(['log', 'c', '--json']).ended;
  expect(code).toBe(1);
  expect(JSON.parse(out).error.code).toBe('internal');
  expect(error.trimEnd().split('\n')).toHaveLength(1);
});

test('a reader that has seen enough is no failure and makes no noise', async () => {
  const { code, error } = await shell(
    `set -o pipefail; '${process.execPath}' '${entry}' fields --json | true; echo "\${PIPESTATUS[0]}" >&2`,
  );
  expect({ code, error }).toEqual({ code: 0, error: '0\n' });
});

test('output that cannot be written is a failure', async () => {
  const { code, error } = await shell(`'${process.execPath}' '${entry}' fields --json > /dev/full`);
  expect(code).toBe(1);
  expect(error).toContain('the output cannot be written: ENOSPC');
});

test('a progress bar is drawn on a terminal, and only there', async () => {
  const words = 'case backup c --out o';
  const onTerminal = await shell(
    `script -qec "'${process.execPath}' '${entry}' ${words}" /dev/null < /dev/null`,
  );
  expect(onTerminal.code).toBe(0);
  expect(onTerminal.out).toContain('\r\u001b[2K[####################] 100 %  copying  1 kB of 1 kB');
  expect(onTerminal.out).toContain('\r\u001b[2Kcopied to');
  const inScript = await start(words.split(' ')).ended;
  expect(inScript.error).toBe('copied to /tmp/o\nSHA-256 ab\n');
});

/** Resolves when the process has started its core and had time to send it the call. */
async function started(pid: number): Promise<void> {
  while ((await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')) === '') await wait(20);
  await wait(500);
}
