import { useEffect, useRef } from 'react';
import { type Command, offerCommands } from './commands.ts';

/** Offers commands while a view is shown. They may be made anew on every render: names, titles and keys decide. */
export function useCommands(commands: readonly Command[]): void {
  const newest = useRef(commands);
  newest.current = commands;
  const shape = JSON.stringify(commands.map(({ name, title, group, keys }) => [name, title, group, keys]));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the shape stands for the commands; what runs is the newest
  useEffect(
    () =>
      offerCommands(
        commands.map((command) => ({
          ...command,
          run: () => newest.current.find(({ name }) => name === command.name)?.run(),
        })),
      ),
    [shape],
  );
}
