import '../../electron/core/process/node-version.ts';
import { buildWindow } from '../window/build.ts';
import { pathOf, repository, windowDir } from '../window/places.ts';
import { pack } from './pack.ts';
import { preparePackage } from './prepare.ts';

/**
 * npm run package -- [--linux | --win | --mac] [--x64 | --arm64] [--dir]: packages of the program in
 * out/package/release. electron-builder fetches Electron and the tools for each kind of package; https://www.electron.build
 * tells where it looks for them on a machine without a network.
 */
const folder = pathOf(new URL('out/package/', repository));
await buildWindow(['page', 'preload', 'sample', 'program'], (line) => void process.stderr.write(`${line}\n`));
await preparePackage(windowDir, folder);
for (const path of await pack(folder, process.argv.slice(2))) process.stdout.write(`${path}\n`);
