import type { MenuItemConstructorOptions } from 'electron';

/**
 * The menu of the window: what Electron does by itself, and commands of the page by name. Electron's own default menu
 * opens web pages. Zoom is here because WCAG's 200 % needs keys for it.
 */
export function windowMenu(platform: string, tell: (command: string) => void): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  return [
    ...(mac ? [{ role: 'appMenu' } as const] : [{ label: '&File', submenu: [{ role: 'quit' } as const] }]),
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
    {
      label: '&Help',
      submenu: [{ label: 'Scrutineer help', accelerator: 'F1', click: () => tell('help') }],
    },
  ];
}
