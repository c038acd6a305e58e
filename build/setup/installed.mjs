import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Whether node_modules holds what the lockfile says, by npm's own record of what it installed. After `npm install`
 * of another package it does, and removing everything to install the same again would only disturb.
 */
export function isInstalled(root) {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const present = packagesOf(record);
  for (const name of new Set([...Object.keys(wanted), ...Object.keys(present)])) {
    if (name === '') continue;
    const leftOut = !(name in present) && wanted[name].optional === true; // of another platform
    if (!leftOut && !isSame(wanted[name], present[name])) return false;
  }
  return true;
}

function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}

function isSame(one, other) {
  return (
    one?.version === other?.version &&
    one?.integrity === other?.integrity &&
    one?.resolved === other?.resolved
  );
}
