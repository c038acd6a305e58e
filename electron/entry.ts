import * as electron from 'electron';
// biome-ignore lint/style/noRestrictedImports: the one place where window and command line part ways
import { runInTerminal } from './cli/terminal.ts';
import { openClient } from './core/process/client.ts';
import { type Places, start } from './main.ts';
import { commandWords } from './shell/command-words.ts';
import { utilityCore } from './shell/utility-core.ts';

// The only value import of Electron outside the preload: everything else is given the module, or a stand-in for it.
// Beside the program, as build/window lays them out.
const places: Places = {
  pageDir: new URL('../../page/', import.meta.url),
  preload: new URL('../../preload.cjs', import.meta.url),
  coreEntry: new URL('./core/process/main.ts', import.meta.url),
  sampleDir: unpacked(new URL('../../sample/', import.meta.url)),
  shell: 'electron',
};
const words = commandWords(process.argv, electron.app.isPackaged);
if (words.length === 0) start(electron, places);
else void runCommand();

/** The program as a command: no window, and no lock, so that it runs beside one that is open. */
async function runCommand(): Promise<void> {
  await electron.app.whenReady();
  await runInTerminal(() => openClient(utilityCore(electron, places.coreEntry)), words);
  // What was printed last has to be out before the process goes.
  await Promise.all(
    [process.stdout, process.stderr].map((stream) => new Promise((done) => stream.write('', done))),
  );
  electron.app.exit(Number(process.exitCode ?? 0));
}

/** Beside the archive of a packed program, where the files lie that have to be files; the same place in a checkout. */
function unpacked(url: URL): URL {
  return new URL(url.href.replace('/app.asar/', '/app.asar.unpacked/'));
}
