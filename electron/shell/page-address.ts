/** Where the page lives. The scheme is the program's own: no server, no file system, an origin of its own. */
export const pageScheme = 'app';
const pageHost = 'scrutineer';
export const pageOrigin = `${pageScheme}://${pageHost}`;
export const pageUrl = `${pageOrigin}/`;
