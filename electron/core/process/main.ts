import './node-version.ts';
import './compile-cache.ts';

// Loaded after the cache is on: static imports would be compiled before it.
const { handlers, closeAll } = await import('../handlers.ts');
const { runAsChild } = await import('./child.ts');

runAsChild(handlers, closeAll);
