import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join, relative } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const repository = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Everything the demo writes. */
export const outDir = join(repository, 'out/demo');

/** Announces a step. */
export function tell(headline: string): void {
  console.log(`\n== ${headline}`);
}

/** Prints a command as one would type it, from the folder of the project. */
export function show(words: readonly string[]): void {
  const typed = words.map((word) => {
    const short = word.startsWith(`${repository}/`) ? relative(repository, word) : word;
    return /^[\w@%+=:,./-]+$/.test(short) ? short : `'${short.replaceAll("'", "'\\''")}'`;
  });
  console.log(`$ ${typed.join(' ')}`);
}

/** Runs one command of the command line and returns its document. Throws where the exit code is none of those given. */
export async function scrutineer<Value>(
  words: readonly string[],
  fine: readonly number[] = [0],
  env: Record<string, string> = {},
): Promise<Value> {
  show(['npm', 'run', '-s', 'scrutineer', '--', ...words]);
  return JSON.parse(await node(['electron/cli/main.ts', ...words, '--json'], fine, env)) as Value;
}

/** Generates the made-up agency. */
export async function generateSample(words: readonly string[]): Promise<void> {
  show(['npm', 'run', '-s', 'sample', '--', ...words]);
  await node(['build/sample/main.ts', ...words], [0], {});
}

async function node(
  words: readonly string[],
  fine: readonly number[],
  env: Record<string, string>,
): Promise<string> {
  const { INIT_CWD: _, ...inherited } = process.env;
  const child = spawn(process.execPath, words, {
    cwd: repository,
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  const out = await text(child.stdout);
  const [code] = (await closed) as [number | null];
  if (code === null || !fine.includes(code))
    throw new Error(`${words.join(' ')} ended with exit code ${code}`);
  return out;
}
