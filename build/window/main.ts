import '../../electron/core/process/node-version.ts';
import { buildWindow } from './build.ts';

// npm run build:window: everything Electron starts the window from, in out/window.
await buildWindow(['page', 'preload', 'sample', 'program'], (line) => void process.stderr.write(`${line}\n`));
