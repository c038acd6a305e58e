import { createStore } from 'zustand/vanilla';
import type { ErrorReport } from '../../shared/contract/errors.ts';
import { caseStore, openCase } from '../state/case.ts';
import { onEvent } from '../state/client.ts';
import { allCommands } from '../state/commands.ts';

/** Why core ended and was started anew; null where it did not, or where the reader took note of it. */
export const coreEndStore = createStore<{ readonly error: ErrorReport | null }>(() => ({ error: null }));

/** Opens the case again when core had to be started anew, and runs commands of the system's menu. */
export function followCore(): void {
  onEvent((event) => {
    if (event.kind === 'command') {
      allCommands()
        .find(({ name }) => name === event.name)
        ?.run();
      return;
    }
    coreEndStore.setState({ error: event.error });
    const { dir } = caseStore.getState();
    if (dir !== '') void openCase(dir);
  });
}
