/** A failure of the setup that is told in its own words, without a stack. */
export class SetupError extends Error {}

/** Speaks to whoever waits; on stderr, so that documents on stdout stay documents. */
export function say(text) {
  process.stderr.write(`setup: ${text}\n`);
}
