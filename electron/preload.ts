import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge } from '../shared/contract/bridge.ts';
import { channels } from './shell/channels.ts';

// All the page ever sees of the program. Named functions over text: neither ipcRenderer nor its events get through.
const bridge: Bridge = {
  call: (id, method, argsJson) => ipcRenderer.invoke(channels.call, id, method, argsJson),
  cancel: (id) => ipcRenderer.send(channels.cancel, id),
  on: (listener) => {
    const heard = (_event: unknown, eventJson: string) => listener(eventJson);
    ipcRenderer.on(channels.event, heard);
    return () => ipcRenderer.off(channels.event, heard);
  },
};

contextBridge.exposeInMainWorld('scrutineer', bridge);
