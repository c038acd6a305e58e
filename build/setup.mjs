#!/usr/bin/env node
// Makes a bare clone ready, and costs next to nothing when it is. Plain JavaScript that runs with nothing installed
// on any Node npm itself runs on; every npm script begins with it.
//
//   node build/setup.mjs           packages, and with them the Node this project runs on
//   node build/setup.mjs --demo    and the tools the demo checks its own work with
//   node build/setup.mjs --window  and a Chromium that shows the window without Electron's binary
//   node build/setup.mjs --test    and the tools the tests use, Chromium among them
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installTools, missingTools } from './setup/debian-tools.mjs';
import { preparePackages } from './setup/packages.mjs';
import { SetupError, say } from './setup/say.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const purposes = process.argv.slice(2);

try {
  preparePackages(root);
  const missing = missingTools(purposes, process.env.PATH);
  if (missing.length > 0) installTools(missing);
} catch (thrown) {
  if (!(thrown instanceof SetupError)) throw thrown;
  say(thrown.message);
  process.exitCode = 1;
}
