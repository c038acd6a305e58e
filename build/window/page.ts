import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { nonceMark } from '../../electron/shell/page-headers.ts';
import { parts, pathOf, repository } from './places.ts';

/** Bundles the page: files beside each other, relative addresses, nothing inlined that the page's policy forbids. */
export async function buildPage(): Promise<void> {
  // Vite takes it from a test runner's environment, and the page would be React's slow development build.
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  try {
    await bundle();
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
  }
}

async function bundle(): Promise<void> {
  await build({
    configFile: false,
    root: pathOf(new URL('renderer/', repository)),
    base: './',
    publicDir: false,
    plugins: [react()],
    html: { cspNonce: nonceMark },
    logLevel: 'warn',
    build: {
      outDir: pathOf(parts.page),
      emptyOutDir: true,
      target: 'chrome150',
      assetsInlineLimit: 0,
      // It would fetch, which the page may not; Chromium preloads by itself.
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 4000,
    },
  });
}
