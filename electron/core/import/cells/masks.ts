/** Fields in which * and # stand for unknown characters that the actor typed: *AAA9* is a partial plate. */
const wildcardFields: ReadonlySet<string> = new Set(['target', 'filters', 'prompt']);
/** Fields that hold one name or identifier: stars within it are a mask, as in J*** D***. */
const nameFields: ReadonlySet<string> = new Set(['actor', 'actorName']);

/** Words that systems put in place of what they do not write down. */
const systemWords =
  /^[<[({]?(?:hidden_due_to_[a-z_]{1,40}|hidden|masked|filtered|scrubbed|sensitivedataremoved|sensitive data removed|not logged)[>\])}]?$/i;
/** Words that stand for a mask only in brackets: "hidden" and "masked" are words of a reason. */
const isBracketed = /^[<[({].*[>\])}]$/;
const bullets = /^(?:[\u2022\u25cf\u2217\uff0a\u204e]\s*){2,}$/;
const stars = /^(?:\*\s*){2,}$/;
const manyStars = /^(?:\*\s*){3,}$/;
const hashes = /^(?:#\s*){2,}$/;
/** Shades, full and partial blocks, black squares and rectangles: what stands for ink over text. */
const blocks = /^[\u2580-\u259f\u25a0\u25aa\u25ac\u25ae\u25fc\u25fe\u2b1b\s]+$/;
const word = /redacted/gi;
const nothingElse = /^[\s\p{P}\p{S}]*$/u;

/** The whole cell is a mask, white space around it cut. */
export function isMask(marker: string, field: string): boolean {
  const starMask = wildcardFields.has(field) ? manyStars : stars;
  if (starMask.test(marker) || hashes.test(marker) || blocks.test(marker)) return true;
  if (bullets.test(marker)) return true;
  if (systemWords.test(marker) && (isBracketed.test(marker) || /^hidden_/i.test(marker))) return true;
  const rest = marker.replaceAll(word, '');
  return rest.length < marker.length && nothingElse.test(rest);
}

const bracketedWord = /[[({<]redacted[\])}>]/i;
/** In capitals: "redacted" in running text is a word like others. */
const bareWord = /(?<![\p{L}\p{N}_])REDACTED(?![\p{L}\p{N}_])/u;
const blockRun = /[\u2580-\u259f\u25a0\u25ac\u25ae\u25fc\u2b1b]{2}/;
const maskRun = /[*#\u2022]{2}/;
/** A social security number of which the last digits are left. */
const partOfNumber = /(?<![\dXx*-])[Xx*]{3}-[Xx*]{2}-\d{4}(?![\d-])/;

/** A mask stands beside content. */
export function isPartlyMasked(text: string, field: string): boolean {
  if (bracketedWord.test(text) || bareWord.test(text) || blockRun.test(text)) return true;
  if (partOfNumber.test(text)) return true;
  return nameFields.has(field) && maskRun.test(text);
}
