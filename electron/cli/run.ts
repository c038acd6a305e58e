import manifest from '../../package.json' with { type: 'json' };
import { AppError, type ErrorReport, toErrorReport } from '../../shared/contract/errors.ts';
import type { CoreClient } from '../core/process/client.ts';
import type { Command, Outcome } from './command.ts';
import { commands } from './commands.ts';
import { commandHelp, overview, usageLine } from './help.ts';
import { parse } from './parse.ts';
import { progressLine } from './progress-line.ts';
import { safeJson, visibleText } from './visible-text.ts';

/** The world around one run of the command line. */
export interface World {
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What relative paths are relative to. */
  readonly baseDir: string;
  readonly writeOut: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** Whether stderr is a terminal, and how wide. */
  readonly terminalColumns: (() => number) | undefined;
  readonly connect: () => CoreClient;
  /** Calls the listener at each Ctrl+C until the returned function is called. */
  readonly onInterrupt: (listener: () => void) => () => void;
}

const exitCodes = { done: 0, failed: 1, usage: 2, lookAt: 3 } as const;

/** Runs one command to its end and returns the exit code. */
export async function run(world: World): Promise<number> {
  const { words } = world;
  const wantsJson = words.includes('--json');
  const found = find(words);
  if (found === undefined) {
    if (words[0] === '--version') return answer(world, `${manifest.version}\n`);
    if (words[0] === '--help' || words[0] === '-h') return answer(world, `${overview(commands)}\n`);
    if (words[0] === 'help') return help(world, words.slice(1));
    const group = commands.filter(({ name }) => name.startsWith(`${words[0]} `));
    const problem =
      words.length === 0 ? 'a command is missing' : `unknown command "${words.slice(0, 2).join(' ')}"`;
    const usage = group.length > 0 ? overview(group) : overview(commands);
    if (group.length > 0 && /^(--help|-h)$/.test(words[1] ?? '')) return answer(world, `${usage}\n`);
    return refuse(world, toErrorReport(new AppError('usage', problem)), wantsJson, usage);
  }
  const { command, rest } = found;
  if (asksForHelp(rest)) return answer(world, `${commandHelp(command)}\n`);
  try {
    const outcome = await perform(command, rest, world);
    return tell(world, outcome, wantsJson);
  } catch (thrown) {
    const usage = `Usage: ${usageLine(command)}\n\`scrutineer help ${command.name}\` explains it.`;
    return refuse(world, toErrorReport(thrown), wantsJson, usage);
  }
}

/** The command the words begin with, longest name first. */
function find(words: readonly string[]): { command: Command; rest: readonly string[] } | undefined {
  for (const length of [2, 1]) {
    const name = words.slice(0, length).join(' ');
    const command = commands.find((one) => one.name === name);
    if (command !== undefined) return { command, rest: words.slice(length) };
  }
  return undefined;
}

function asksForHelp(rest: readonly string[]): boolean {
  const end = rest.indexOf('--');
  const flags = end === -1 ? rest : rest.slice(0, end);
  return flags.includes('--help') || flags.includes('-h');
}

async function perform(command: Command, rest: readonly string[], world: World): Promise<Outcome> {
  const input = parse(command, rest, world.baseDir);
  const { terminalColumns, writeError } = world;
  const line = terminalColumns && progressLine(writeError, terminalColumns, () => performance.now());
  const controller = new AbortController();
  let core: CoreClient | undefined;

  const stopListening = world.onInterrupt(() => {
    if (controller.signal.aborted) return void core?.kill();
    if (terminalColumns) writeError('\nstopping; Ctrl+C again ends it at once\n');
    controller.abort();
  });
  try {
    return await command.run(input, {
      env: world.env,
      call: (method, args) => {
        core ??= world.connect();
        const onProgress = line && { onProgress: line.show };
        return core.call(method, args, { signal: controller.signal, ...onProgress });
      },
    });
  } finally {
    line?.clear();
    await core?.close();
    stopListening();
  }
}

function help(world: World, about: readonly string[]): number {
  const name = about.filter((word) => !word.startsWith('-')).join(' ');
  const command = commands.find((one) => one.name === name);
  if (command) return answer(world, `${commandHelp(command)}\n`);
  const group = commands.filter((one) => name === '' || one.name.startsWith(`${name} `));
  if (group.length > 0) return answer(world, `${overview(group)}\n`);
  return refuse(
    world,
    toErrorReport(new AppError('usage', `there is no command "${name}"`)),
    false,
    overview(commands),
  );
}

function answer(world: World, text: string): number {
  world.writeOut(text);
  return exitCodes.done;
}

function tell(world: World, outcome: Outcome, wantsJson: boolean): number {
  if (wantsJson) world.writeOut(`${safeJson(outcome.value)}\n`);
  else for (const line of outcome.lines()) world.writeError(`${visibleText(line)}\n`);
  if (outcome.failure !== undefined) {
    world.writeError(`${errorLine(outcome.failure)}\n`);
    return exitCodes.failed;
  }
  return outcome.lookAt ? exitCodes.lookAt : exitCodes.done;
}

function refuse(world: World, error: ErrorReport, wantsJson: boolean, usage: string): number {
  if (wantsJson) world.writeOut(`${safeJson({ error })}\n`);
  world.writeError(`${errorLine(error)}\n`);
  const trace = error.details.stack ?? error.details.output;
  if (world.env.SCRUTINEER_DEBUG && typeof trace === 'string') world.writeError(`${trace}\n`);
  if (error.code !== 'usage') return exitCodes.failed;
  world.writeError(`${usage}\n`);
  return exitCodes.usage;
}

function errorLine({ code, message }: ErrorReport): string {
  return visibleText(`error (${code}): ${message}`);
}
