/** The folder of the package a file of node_modules belongs to: `node_modules/a/node_modules/@b/c/lib/d.js` is in `…/@b/c`. */
export function packageFolder(path: string): string {
  const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
  if (folder === undefined) throw new Error(`${path} is not in node_modules`);
  return folder;
}
