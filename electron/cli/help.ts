import type { Command } from './command.ts';
import type { Option } from './option.ts';

const width = 100;

/** `scrutineer import DIR FILE… [--as KIND] …` */
export function usageLine(command: Command): string {
  const positionals = Object.values(command.positionals).map((option) => written('', option));
  const flags = Object.entries(command.options).map(([name, option]) => written(`--${name}`, option));
  return ['scrutineer', command.name, ...positionals, ...flags].join(' ');
}

/** The help of one command. */
export function commandHelp(command: Command): string {
  const positionals = Object.values(command.positionals).map((option) => entry(option.label ?? '', option));
  const flags = Object.entries(command.options).map(([name, option]) =>
    entry(
      option.label === null ? `--${name}` : `--${name} ${option.label}${option.repeats ? ' …' : ''}`,
      option,
    ),
  );
  return [
    ...wrap(`Usage: ${usageLine(command)}`, 7),
    '',
    command.summary,
    '',
    ...[...positionals, ...flags].flat(),
    ...(command.notes.length > 0 ? [''] : []),
    ...command.notes.flatMap((note) => wrap(note, 0)),
  ].join('\n');
}

/** What the program can do: all commands, or those of one group. */
export function overview(commands: readonly Command[]): string {
  return [
    'Usage: scrutineer COMMAND … [--json]',
    '',
    'Commands:',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(17)} ${summary}`),
    '',
    '`scrutineer help COMMAND` explains one command and its flags.',
    'Exit codes: 0 done, 1 refused or failed, 2 wrong usage, 3 done with something to look at.',
  ].join('\n');
}

function written(name: string, option: Option<unknown>): string {
  const value = option.label === null ? '' : `${option.label}${option.repeats ? '…' : ''}`;
  const whole = [name, value].filter((part) => part !== '').join(' ');
  return option.required ? whole : `[${whole}]`;
}

function entry(left: string, option: Option<unknown>): string[] {
  const about = [
    option.about,
    option.required ? '(required)' : '',
    option.notYet ? '(not available yet)' : '',
  ];
  const [first, ...more] = wrap(about.filter((part) => part !== '').join(' '), 0, width - 26);
  return [`  ${left.padEnd(23)} ${first}`, ...more.map((line) => `${' '.repeat(26)}${line}`)];
}

/** Breaks at spaces; further lines are moved in. */
function wrap(text: string, indent: number, columns = width): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = ' '.repeat(indent) + word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
