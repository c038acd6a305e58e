import { spawnSync } from 'node:child_process';

/**
 * Runs a command in a network namespace that has no route to anywhere, where the system lets us have one:
 * node build/window/without-network.ts COMMAND [WORD ...]. What still works needs no network.
 */
const [command, ...words] = process.argv.slice(2);
if (command === undefined) throw new Error('a command is missing');
const namespace = ['unshare', '--net', ...(process.getuid?.() === 0 ? [] : ['--map-root-user'])];
const isolated = spawnSync(namespace[0]!, [...namespace.slice(1), 'true']).status === 0;
if (!isolated) process.stderr.write('no network namespace can be had here; the network stays as it is\n');
const [program, ...rest] = isolated ? [...namespace, command, ...words] : [command, ...words];
const { status } = spawnSync(program!, rest, { stdio: 'inherit' });
process.exitCode = status ?? 1;
