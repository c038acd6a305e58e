import { runInTerminal } from '../../electron/cli/terminal.ts';
import { connectCore } from '../../electron/core/process/client.ts';

// The command line as it is, over a real process of the fake core.
await runInTerminal(() => connectCore({ entry: new URL('../core/process/fake-core.ts', import.meta.url) }));
