import * as electron from 'electron';
import { start } from './main.ts';

// The only value import of Electron outside the preload: everything else is given the module, or a stand-in for it.
// Beside the program, as build/window lays them out.
start(electron, {
  pageDir: new URL('../../page/', import.meta.url),
  preload: new URL('../../preload.cjs', import.meta.url),
  coreEntry: new URL('./core/process/main.ts', import.meta.url),
  sampleDir: new URL('../../sample/', import.meta.url),
  shell: 'electron',
});
