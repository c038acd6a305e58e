import { allCommands, isSingleKey, matchesKeys } from '../state/commands.ts';
import { preferences } from '../state/preferences.ts';

const takesText = 'input, textarea, select, [contenteditable="true"], [role="listbox"], [role="menu"]';

/** Runs the command whose keys are pressed. Single keys not while typing, in a list that is searched by typing, or switched off. */
export function followKeys(): void {
  window.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const command = allCommands().find(({ keys }) => keys !== undefined && matchesKeys(keys, event));
    if (!command?.keys) return;
    const target = event.target instanceof Element ? event.target : null;
    const isDialogOpen = document.querySelector('.veil') !== null;
    if (isDialogOpen) return;
    if (isSingleKey(command.keys)) {
      if (preferences.getState().singleKeys === false || target?.closest(takesText)) return;
    }
    event.preventDefault();
    command.run();
  });
}
