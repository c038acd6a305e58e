import './electron/core/process/node-version.ts';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Profiles of whoever runs the tests must not decide how their files are read.
    env: { SCRUTINEER_PROFILES: '/nonexistent' },
    pool: 'forks',
    reporters: ['default'],
  },
});
