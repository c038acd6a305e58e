import type { Component } from './components.ts';

/**
 * What is inside one version of Electron. Chromium: electron-to-chromium's full-versions.json; Node: only the major
 * version is known where Electron's binary is not, the packed program shows the rest (`process.versions`).
 */
const known = { electron: '45.4.1', chromium: '156.0.8078.100', node: '24' } as const;

/** Electron and what it is made of. Throws where the lock has another version than the table knows. */
export function electronParts(lockedVersion: string): Component[] {
  if (lockedVersion !== known.electron) {
    throw new Error(
      `build/package/electron-parts.ts knows Electron ${known.electron}, package-lock.json has ${lockedVersion}: look up its Chromium and Node`,
    );
  }
  return [
    {
      name: 'electron',
      version: known.electron,
      license: 'MIT',
      within: 'electron',
    },
    { name: 'chromium', version: known.chromium, license: 'BSD-3-Clause', within: 'electron' },
    { name: 'node', version: known.node, license: 'MIT', within: 'electron' },
  ];
}
