import type { ContentsUsed, ElectronUsed, SessionUsed } from './electron-used.ts';
import { pageOrigin, pageUrl } from './page-address.ts';

/**
 * Switches of Chromium that keep it from reaching out by itself. Together with the page's policy, the session's
 * refusals and the ban on sockets in our own code: several locks on one door.
 */
const chromiumSwitches: readonly (readonly [string, string?])[] = [
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['no-pings'],
];

/** Copying what is shown to the clipboard is all the page may ask of the system by itself. */
const allowedPermissions: readonly string[] = ['clipboard-sanitized-write'];

/** Whether the page may load this: its own files, and images it holds as data. */
function isAllowedRequest(url: string): boolean {
  return url.startsWith(pageUrl) || url.startsWith('data:image/');
}

function isAllowedPermission(permission: string, origin: string): boolean {
  return allowedPermissions.includes(permission) && origin.replace(/\/$/, '') === pageOrigin;
}

/** To be done before the program is ready. */
export function lockDownApp({ app }: Pick<ElectronUsed, 'app'>): void {
  app.enableSandbox();
  for (const [name, value] of chromiumSwitches) app.commandLine.appendSwitch(name, value);
  app.on('web-contents-created', (_event, contents) => lockDownContents(contents));
}

/** No navigation, no window, no web view: the page changes only by its own hash. */
function lockDownContents(contents: ContentsUsed): void {
  for (const event of [
    'will-navigate',
    'will-redirect',
    'will-frame-navigate',
    'will-attach-webview',
  ] as const) {
    contents.on(event, (attempt) => attempt.preventDefault());
  }
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

/** No permission, no download, no request but for the page's own files. */
export async function lockDownSession(session: SessionUsed): Promise<void> {
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) =>
    answer(isAllowedPermission(permission, originOf(requestingUrl))),
  );
  session.setPermissionCheckHandler((_contents, permission, origin) =>
    isAllowedPermission(permission, origin),
  );
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isAllowedRequest(url) }));
  session.on('will-download', (event) => event.preventDefault());
  // Port 9 discards: whatever got past everything else ends there.
  await session.setProxy({ mode: 'fixed_servers', proxyRules: '127.0.0.1:9' });
}

function originOf(url = ''): string {
  return url.startsWith(pageUrl) ? pageOrigin : '';
}
