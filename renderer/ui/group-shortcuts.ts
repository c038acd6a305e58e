import type { Command } from '../state/commands.ts';

export interface ShortcutGroup {
  readonly group: string;
  readonly commands: readonly (Command & { readonly keys: string })[];
}

/** Commands that have keys, by group, in the order in which they are offered. */
export function groupShortcuts(commands: readonly Command[]): ShortcutGroup[] {
  const groups = new Map<string, (Command & { readonly keys: string })[]>();
  for (const command of commands) {
    const { keys } = command;
    if (keys === undefined) continue;
    groups.set(command.group, [...(groups.get(command.group) ?? []), { ...command, keys }]);
  }
  return [...groups].map(([group, members]) => ({ group, commands: members }));
}
