import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * Keeps compiled modules between runs. In the checkout's own node_modules, never in the shared /tmp, where another
 * user could put code for us to run.
 */
const nodeModules = fileURLToPath(new URL('../../../node_modules', import.meta.url));
if (existsSync(nodeModules)) enableCompileCache(`${nodeModules}/.cache/scrutineer-compile`);
