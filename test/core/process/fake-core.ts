import { writeFile } from 'node:fs/promises';
import { runAsChild } from '../../../electron/core/process/child.ts';
import { fakeHandlers } from './fake-handlers.ts';

// Writes where it was told that it could let go before it ended.
runAsChild(fakeHandlers, async () => {
  const marker = process.env.FAKE_CORE_CLOSED;
  if (marker) await writeFile(marker, 'closed');
});
