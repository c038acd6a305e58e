import { fileURLToPath } from 'node:url';

/** Where the window's parts are built to: the page, the preload, the sample data, the program for Electron. */
export const repository = new URL('../../', import.meta.url);
export const windowDir = new URL('out/window/', repository);
export const parts = {
  page: new URL('page/', windowDir),
  preload: new URL('preload.cjs', windowDir),
  sample: new URL('sample/', windowDir),
  program: new URL('program/', windowDir),
} as const;

export const pathOf = fileURLToPath;
