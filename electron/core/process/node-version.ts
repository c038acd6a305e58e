/**
 * Imported first by every entry that loads better-sqlite3: on a Node too old for its Node-API version the addon does
 * not fail, the process dies of a segmentation fault without a word.
 */
const needed = 24;

if (Number.parseInt(process.versions.node, 10) < needed) {
  process.stderr.write(
    `Scrutineer needs Node ${needed}, this is ${process.version}. Run it through npm, which brings the right one: npm run -s scrutineer -- …\n`,
  );
  process.exit(1);
}
