import { defineConfig } from '@playwright/test';

// End to end: the program as a whole, in the stand-in (test/shells) or, with E2E_SHELL=electron, in Electron itself.
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'out/e2e',
  timeout: 60_000,
  workers: 1,
  forbidOnly: process.env.CI !== undefined,
  reporter: [['list']],
});
