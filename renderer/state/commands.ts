import { createStore } from 'zustand/vanilla';

/** Something one can do: in the palette, by its keys, from the menu of the system by its name. */
export interface Command {
  /** Such as `findings.next`; unique among those on offer. */
  readonly name: string;
  readonly title: string;
  readonly group: string;
  /** `j`, `?`, `Ctrl+K`, `Alt+ArrowLeft`. A key without Ctrl or Alt is a single-key shortcut and can be switched off. */
  readonly keys?: string;
  readonly run: () => void;
}

/** Commands on offer, those registered last (the open view's) first. */
export const commandsStore = createStore<{ readonly sets: readonly (readonly Command[])[] }>(() => ({
  sets: [],
}));

/** Offers commands until the returned function is called. */
export function offerCommands(commands: readonly Command[]): () => void {
  commandsStore.setState(({ sets }) => ({ sets: [commands, ...sets] }));
  return () => commandsStore.setState(({ sets }) => ({ sets: sets.filter((set) => set !== commands) }));
}

export function allCommands(): readonly Command[] {
  return commandsStore.getState().sets.flat();
}

/** What of a keyboard event decides. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** Whether a press is the one that `keys` names. Ctrl stands for Command on a Mac. Shift counts only for named keys. */
export function matchesKeys(keys: string, press: KeyPress): boolean {
  const parts = keys.length > 1 ? keys.split('+') : [keys];
  const key = parts.at(-1)!;
  const wants = (modifier: string) => parts.length > 1 && parts.slice(0, -1).includes(modifier);
  if ((press.ctrlKey || press.metaKey) !== wants('Ctrl') || press.altKey !== wants('Alt')) return false;
  if (key.length > 1 && press.shiftKey !== wants('Shift')) return false;
  return key.length === 1 && parts.length > 1
    ? press.key.toLowerCase() === key.toLowerCase()
    : press.key === key;
}

/** Single keys can be typed by accident or by speech input: they can be switched off (WCAG 2.1.4). */
export function isSingleKey(keys: string): boolean {
  return !/(^|\+)(Ctrl|Alt)\+/.test(keys) && !/^F\d+$/.test(keys) && keys !== 'Escape';
}

/** Commands whose title, group or keys hold all words of a text, best first: titles that begin with it. */
export function searchCommands(commands: readonly Command[], text: string): Command[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const rank = ({ title }: Command) => (title.toLowerCase().startsWith(words[0] ?? '') ? 0 : 1);
  return commands
    .filter((command) => {
      const searched = `${command.title} ${command.group} ${command.keys ?? ''}`.toLowerCase();
      return words.every((word) => searched.includes(word));
    })
    .toSorted((a, b) => rank(a) - rank(b));
}
