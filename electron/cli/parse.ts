import { AppError } from '../../shared/contract/errors.ts';
import type { Command } from './command.ts';
import type { Option } from './option.ts';

/** The values of a command's options and positionals, by name. */
export type Input = Readonly<Record<string, unknown>>;

/**
 * Reads the words after a command's name, strictly: unknown flags, flags without a value or given twice, missing and
 * superfluous arguments throw `usage`. `--flag=value` and `--` work as usual.
 */
export function parse(command: Command, words: readonly string[], baseDir: string): Input {
  const { given, loose } = sortOut(command, words);
  distribute(command, loose, given);
  const input: Record<string, unknown> = {};
  for (const [name, option] of Object.entries(command.positionals)) {
    input[name] = option.read(given.get(name) ?? [], { called: option.label ?? name, baseDir });
  }
  for (const [name, option] of Object.entries(command.options)) {
    const wordsGiven = given.get(name) ?? [];
    if (option.notYet && wordsGiven.length > 0) {
      throw new AppError('not-available', `${command.name} --${name}: not available yet`);
    }
    input[name] = option.read(wordsGiven, { called: `--${name}`, baseDir });
  }
  return input;
}

/** Words by flag, and those that belong to none. */
function sortOut(command: Command, words: readonly string[]) {
  const given = new Map<string, string[]>();
  const loose: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    if (word === '--') {
      loose.push(...words.slice(at + 1));
      break;
    }
    if (!isFlag(word)) {
      loose.push(word);
      continue;
    }
    const { name, attached } = split(word);
    const option = optionOf(command, name, word);
    if (given.has(name) && !option.repeats) throw new AppError('usage', `--${name} is given twice`);
    const values = given.get(name) ?? [];
    given.set(name, values);
    if (option.label === null) {
      if (attached !== undefined) throw new AppError('usage', `--${name} takes no value`);
      values.push('');
      continue;
    }
    const first = attached ?? words[++at];
    if (first === undefined || (attached === undefined && first.startsWith('--'))) {
      throw new AppError('usage', `--${name} needs a value (${option.label})`);
    }
    values.push(first);
    while (at + 1 < words.length && !isFlag(words[at + 1]!) && option.takesMore(words[at + 1]!)) {
      values.push(words[++at]!);
    }
  }
  return { given, loose };
}

/** Gives the loose words to the positionals in order; the last may take all that are left. */
function distribute(command: Command, loose: readonly string[], given: Map<string, string[]>): void {
  const left = [...loose];
  for (const [name, option] of Object.entries(command.positionals)) {
    given.set(name, left.splice(0, option.repeats ? left.length : 1));
  }
  if (left.length > 0) throw new AppError('usage', `unexpected argument "${left[0]}"`);
}

function isFlag(word: string): boolean {
  return word.startsWith('-') && word !== '-';
}

function split(word: string): { name: string; attached: string | undefined } {
  const equals = word.indexOf('=');
  return equals === -1
    ? { name: word.slice(2), attached: undefined }
    : { name: word.slice(2, equals), attached: word.slice(equals + 1) };
}

function optionOf(command: Command, name: string, word: string): Option<unknown> {
  const option = Object.hasOwn(command.options, name) ? command.options[name] : undefined;
  if (option !== undefined && word.startsWith('--')) return option;
  const hint = word.startsWith('--') ? '' : `; write ./${word} for a file of that name`;
  throw new AppError('usage', `unknown flag ${word.split('=')[0]}${hint}`);
}
