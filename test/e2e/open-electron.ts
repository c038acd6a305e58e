import { fileURLToPath } from 'node:url';
import { _electron } from '@playwright/test';
import { parts } from '../../build/window/places.ts';
import type { Shell } from './shell.ts';

/** The program in Electron itself, on a machine that has its binary (`npx install-electron`). */
export async function openElectron(userData: string, pageDir?: URL): Promise<Shell> {
  if (pageDir) throw new Error('Electron shows the page of the program; this test has its own');
  const entry = fileURLToPath(new URL('electron/entry.js', parts.program));
  const program = await _electron.launch({ args: [`--user-data-dir=${userData}`, entry] });
  const page = await program.firstWindow();
  return {
    page,
    userData,
    answerDialog: async (...paths) => {
      await program.evaluate(({ dialog }, chosen) => {
        dialog.showOpenDialog = async () => ({ canceled: chosen.length === 0, filePaths: chosen });
        dialog.showSaveDialog = async () => ({ canceled: chosen.length === 0, filePath: chosen[0] ?? '' });
      }, paths);
    },
    corePid: () => undefined,
    close: () => program.close(),
  };
}
