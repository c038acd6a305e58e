/** The screens, by the first part of the address. */
export const screens = [
  'cases',
  'overview',
  'evidence',
  'import',
  'events',
  'findings',
  'rules',
  'report',
  'verify',
  'activity',
  'help',
] as const;
export type ScreenName = (typeof screens)[number];

/** Where the window is: `#/findings/F-7C21?state=open` is the screen, what on it, and how it is narrowed. */
export interface Route {
  readonly screen: ScreenName;
  /** Parts after the screen, decoded: the id of a source or finding. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
}

/** Screens that need an open case. */
export function needsCase(screen: ScreenName): boolean {
  return screen !== 'cases' && screen !== 'verify' && screen !== 'help';
}

/** Reads an address. What is no screen leads to the cases; a part that cannot be decoded stays as it is. */
export function parseRoute(hash: string): Route {
  const [pathText = '', ...queryText] = hash.replace(/^#?\/?/, '').split('?');
  const [screen = '', ...path] = pathText.split('/').filter((part) => part !== '');
  const query = new URLSearchParams(queryText.join('?'));
  return isScreen(screen)
    ? { screen, path: path.map(decode), query }
    : { screen: 'cases', path: [], query: new URLSearchParams() };
}

/** The address of a place: the reverse of `parseRoute`. */
export function formatRoute({
  screen,
  path = [],
  query,
}: {
  readonly screen: ScreenName;
  readonly path?: readonly string[];
  readonly query?: URLSearchParams | Readonly<Record<string, string>>;
}): string {
  const queryText = query ? new URLSearchParams(query).toString() : '';
  const place = [screen, ...path.map(encodeURIComponent)].join('/');
  return queryText ? `#/${place}?${queryText}` : `#/${place}`;
}

function isScreen(text: string): text is ScreenName {
  return (screens as readonly string[]).includes(text);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
