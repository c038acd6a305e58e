import { type CoreClient, connectCore } from '../core/process/client.ts';
import { run } from './run.ts';

/** npm hands Ctrl+C on to the process that had it from the terminal already; both are one. */
const oneKeyPressMs = 300;

/** Runs a command in the terminal, or the script, that this process was started from: without words, those typed. */
export async function runInTerminal(
  connect: () => CoreClient = connectCore,
  words: readonly string[] = process.argv.slice(2),
): Promise<void> {
  const { stdout, stderr, env } = process;
  let outputFailed = false;
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // A reader such as `head` that has seen enough is no failure.
      if (error.code === 'EPIPE') return;
      outputFailed = true;
      if (stream === stdout)
        stderr.write(`error (input-output): the output cannot be written: ${error.message}\n`);
      process.exitCode = 1;
    });
  }
  const exitCode = await run({
    words,
    env,
    baseDir: env.INIT_CWD || process.cwd(),
    writeOut: (text) => void stdout.write(text),
    writeError: (text) => void stderr.write(text),
    terminalColumns: stderr.isTTY ? () => stderr.columns || 80 : undefined,
    connect,
    onInterrupt,
  });
  if (!outputFailed) process.exitCode = exitCode;
}

function onInterrupt(listener: () => void): () => void {
  let lastAtMs = Number.NEGATIVE_INFINITY;
  const heard = () => {
    const nowMs = performance.now();
    if (nowMs - lastAtMs < oneKeyPressMs) return;
    lastAtMs = nowMs;
    listener();
  };
  process.on('SIGINT', heard);
  process.on('SIGTERM', heard);
  return () => {
    process.off('SIGINT', heard);
    process.off('SIGTERM', heard);
  };
}
