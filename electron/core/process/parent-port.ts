import type { FromCore, Port, ToCore } from './wire.ts';

/** What Electron gives a utility process to speak to the program that started it. */
interface ElectronParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
}

/** The line to the process that started this one, by Electron or by Node; undefined where there is none. */
export function parentPort(): Port<FromCore, ToCore> | undefined {
  const electron = (process as { parentPort?: ElectronParentPort }).parentPort;
  if (electron) {
    return {
      post: (message) => electron.postMessage(message),
      onMessage: (listener) => void electron.on('message', ({ data }) => listener(data as ToCore)),
    };
  }
  if (process.send === undefined) return undefined;
  return {
    // Without a callback a parent that is gone would be an uncaught error; `disconnect` tells us in any case.
    post: (message) => void (process.connected && process.send?.(message, undefined, undefined, () => {})),
    onMessage: (listener) => void process.on('message', (message) => listener(message as ToCore)),
  };
}
