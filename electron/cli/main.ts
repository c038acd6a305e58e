import '../core/process/node-version.ts';
import '../core/process/compile-cache.ts';

// Loaded after the cache is on: static imports would be compiled before it.
const { runInTerminal } = await import('./terminal.ts');

await runInTerminal();
