/** Switches that Chromium or a packager puts among the words of the program; they say nothing to the command line. */
const switchesOfTheShell = /^--(?:ozone-platform|user-data-dir)=|^--no-sandbox$|^-psn_/;

/**
 * The words a person typed behind the program's name; any at all mean the command line and no window. In a checkout the
 * program is Electron and its first word the script.
 */
export function commandWords(argv: readonly string[], isPackaged: boolean): string[] {
  return argv.slice(isPackaged ? 1 : 2).filter((word) => !switchesOfTheShell.test(word));
}
