import * as electron from 'electron';
import { start } from './main.ts';

// The only value import of Electron outside the preload: everything else is given the module, or a stand-in for it.
// Beside the program, as build/window lays them out.
start(electron, {
  pageDir: new URL('../../page/', import.meta.url),
  preload: new URL('../../preload.cjs', import.meta.url),
  coreEntry: new URL('./core/process/main.ts', import.meta.url),
  sampleDir: unpacked(new URL('../../sample/', import.meta.url)),
  shell: 'electron',
});

/** Beside the archive of a packed program, where the files lie that have to be files; the same place in a checkout. */
function unpacked(url: URL): URL {
  return new URL(url.href.replace('/app.asar/', '/app.asar.unpacked/'));
}
