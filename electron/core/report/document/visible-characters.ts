/** A character with the marks on it, or an escape: the smallest piece of text that stays together. */
export interface Cluster {
  readonly text: string;
  readonly kind: 'character' | 'space' | 'escape';
}

/** More marks than living writing puts on a letter would reach into the lines around it. */
const marksShown = 2;

/**
 * Characters that a page cannot show or that would change how the text around them reads: controls, format and bidirectional
 * characters, private and unassigned ones, lone surrogates, every blank but the plain space, and all that is ignored by default.
 */
const invisible = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u;
const mark = /\p{M}/u;
/** Text that reads like an escape is itself escaped, so that an escape on the page can mean one thing only. */
const looksLikeEscape = /^<U\+[0-9A-F]{4,6}>/;

/** True for characters that always appear as an escape. */
export function isNeverPrinted(codePoint: number): boolean {
  return codePoint !== 0x20 && invisible.test(String.fromCodePoint(codePoint));
}

/** The escape of a character, such as `<U+202E>`. */
export function escapeOf(character: string): string {
  return `<U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}>`;
}

/** Splits text into what is shown of it. Nothing is left out: joined, the pieces are the text with its escapes. */
export function clusters(text: string): Cluster[] {
  const found: Cluster[] = [];
  let position = 0;
  let marks = 0;
  for (const character of text) {
    const last = found.at(-1);
    if (character === ' ') {
      found.push({ text: ' ', kind: 'space' });
    } else if (isNeverPrinted(character.codePointAt(0)!)) {
      found.push({ text: escapeOf(character), kind: 'escape' });
    } else if (mark.test(character)) {
      if (last?.kind === 'character' && marks < marksShown) {
        found[found.length - 1] = { text: last.text + character, kind: 'character' };
        marks++;
      } else {
        found.push({ text: escapeOf(character), kind: 'escape' });
      }
    } else {
      const escaped = character === '<' && looksLikeEscape.test(text.slice(position, position + 10));
      found.push(escaped ? { text: escapeOf('<'), kind: 'escape' } : { text: character, kind: 'character' });
      marks = 0;
    }
    position += character.length;
  }
  return found;
}

/** Text with everything that cannot be shown written as an escape. */
export function visibleText(text: string): string {
  return clusters(text)
    .map((cluster) => cluster.text)
    .join('');
}
