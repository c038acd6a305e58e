/**
 * Citations of public-records law that agencies type where content was (reference domain.md §1.1), and the plain
 * words. Only sections of records law: "PC 459" or "GC 27491" can be the reason of a search.
 */

/** California Public Records Act: Government Code 6250 ff. until 2022, 7920 ff. since. */
const californiaSection = String.raw`(?:62[5-7]\d|79[23]\d)(?:\.\d{1,4})?`;
const part = String.raw`(?:\s?\([a-z0-9]{1,4}\)){0,4}`;
const governmentCode = String.raw`(?:ca(?:l(?:ifornia|\.)?)?\s)?(?:g\.?\s?c\.?|gov(?:ernment|'?t|\.)?\.?\scode)`;
const sectionSign = String.raw`(?:§{1,2}|sections?|sec\.?|ss?\.)?`;
const lead = String.raw`(?:(?:exempt|withheld|redacted|confidential)\b[\s,:–-]{0,3})?(?:(?:per|under|pursuant to|by)\s)?`;

const patterns = [
  new RegExp(`^${lead}${governmentCode}\\s?${sectionSign}\\s?${californiaSection}${part}$`, 'i'),
  new RegExp(`^${lead}${sectionSign}\\s?${californiaSection}${part}\\s?${governmentCode}$`, 'i'),
  // Federal Freedom of Information Act: (b)(6), b(7)(C), 5 U.S.C. § 552(b)(7)(E)
  new RegExp(
    String.raw`^${lead}(?:foia\s)?(?:5\su\.?\s?s\.?\s?c\.?\s?§?\s?552)?\s?\(?b\)?\s?\(?[1-9]\)?(?:\s?\([a-f]\))?$`,
    'i',
  ),
  /^(?:exempt|withheld|exempt from (?:disclosure|release)|withheld from (?:disclosure|release))\.?$/i,
];

/** Two-character readings such as "b7" are too short to be sure of. */
const minCitationLength = 4;

/** The whole cell says that the content was held back, white space and brackets around it cut. */
export function isWithheld(marker: string): boolean {
  const text = /^\[.*\]$/.test(marker) ? marker.slice(1, -1).trim() : marker;
  if (text.length < minCitationLength) return false;
  return patterns.some((pattern) => pattern.test(text));
}
