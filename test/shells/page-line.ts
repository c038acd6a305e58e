/** Names in the page, of no use to it: the binding is taken away before any of its scripts runs. */
export const bindingName = '__scrutineerLine';
export const hearName = '__scrutineerHear';

/** What the page says to the program over the binding. */
export interface Said {
  readonly kind: 'invoke' | 'send';
  readonly number: number;
  readonly channel: string;
  readonly words: readonly unknown[];
}

/**
 * The script that runs before the page's own: gives the program's real preload what it takes from Electron. As with
 * Electron, only the main frame gets the bridge. Unlike with Electron, it runs in the page's own world.
 */
export function bridgeScript(preload: string): string {
  return `(() => {
  const say = globalThis.${bindingName};
  delete globalThis.${bindingName};
  if (globalThis !== globalThis.top || location.origin === 'null') return;
  const { stringify } = JSON;
  const listeners = new Map();
  const answers = new Map();
  let last = 0;
  Object.defineProperty(globalThis, '${hearName}', { value: (kind, key, words) => {
    if (kind === 'answer') { answers.get(key)?.(words[0]); answers.delete(key); }
    else for (const listener of listeners.get(key) ?? []) listener({}, ...words);
  } });
  const ipcRenderer = {
    invoke: (channel, ...words) => new Promise((resolve) => {
      answers.set(++last, resolve);
      say(stringify({ kind: 'invoke', number: last, channel, words }));
    }),
    send: (channel, ...words) => say(stringify({ kind: 'send', number: 0, channel, words })),
    on: (channel, listener) => listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
    off: (channel, listener) => listeners.set(channel, (listeners.get(channel) ?? []).filter((one) => one !== listener)),
  };
  const contextBridge = { exposeInMainWorld: (name, value) =>
    Object.defineProperty(globalThis, name, { value: Object.freeze(value), enumerable: true }) };
  ((require, module, exports) => {
${preload}
  })(() => ({ contextBridge, ipcRenderer }), { exports: {} }, {});
})();`;
}
