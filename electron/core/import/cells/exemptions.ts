/**
 * Citations of public-records law that agencies type where content was (reference domain.md §1.1), and the plain
 * words. Only sections of records law, with what tells them from other codes: "PC 459" or "GC 27491" can be the reason of
 * a search.
 */

const part = String.raw`(?:\s?\([a-z0-9]{1,4}\)){0,5}`;
const sign = String.raw`(?:§{1,2}|sections?|sec\.?|ss?\.)?`;
const lead = String.raw`(?:(?:exempt(?:ed|ion)?|withheld|redacted|confidential)\b[\s,:–-]{0,3})?(?:(?:per|under|pursuant to|by|from)\s)?`;

/** California Public Records Act: Government Code 6250 ff. until 2022, 7920 ff. since. */
const california = String.raw`(?:62[5-7]\d|79[23]\d)(?:\.\d{1,4})?`;
const californiaCode = String.raw`(?:ca(?:l(?:ifornia|\.)?)?\s)?(?:g\.?\s?c\.?|gov(?:ernment|'?t|\.)?\.?\scode)`;
/** Texas Public Information Act: Government Code chapter 552, exceptions in 552.101 ff. */
const texas = String.raw`552\.1\d\d`;
const texasCode = String.raw`(?:te?x(?:as|\.)?\s)?gov(?:ernment|'?t|\.)?\.?\s?code\s?(?:ann\.?)?`;
/** Florida: Statutes chapter 119, 119.07 to 119.0725. */
const florida = String.raw`119\.07\d{0,3}`;
const floridaCode = String.raw`(?:f\.?\s?s\.?|fla?\.?\sstat(?:utes?|\.)?|florida\sstatutes?|s\.)`;

/** Elsewhere a citation has the name of its law before it. */
const elsewhere = [
  String.raw`5\silcs\s140\/7(?:\.5)?`, // Illinois Freedom of Information Act
  String.raw`(?:n\.?y\.?\s)?(?:pub(?:lic|\.)?\soff(?:icers|\.)?\slaw|p\.?o\.?l\.?)\s?${sign}\s?87`, // New York
  String.raw`r\.?c\.?w\.?\s?${sign}\s?42\.56\.\d{3}`, // Washington
  String.raw`o\.?c\.?g\.?a\.?\s?${sign}\s?50-18-7\d`, // Georgia
  String.raw`(?:ohio\s)?r\.?c\.?\s?${sign}\s?149\.43`, // Ohio
  String.raw`minn\.?\sstat\.?\s?${sign}\s?13\.\d{1,4}`, // Minnesota
  String.raw`n\.?j\.?s\.?a\.?\s?${sign}\s?47:1a-\d{1,2}(?:\.\d)?`, // New Jersey
  String.raw`65\sp\.?s\.?\s?${sign}\s?67\.708`, // Pennsylvania
  String.raw`va\.?\scode\s?(?:ann\.?\s?)?${sign}\s?2\.2-37\d\d(?:\.\d)?`, // Virginia
  String.raw`ors\s?${sign}\s?192\.\d{3}`, // Oregon
  String.raw`mcl\s?${sign}\s?15\.243`, // Michigan
  String.raw`c\.?r\.?s\.?\s?${sign}\s?24-72-\d{3}(?:\.\d)?`, // Colorado
  String.raw`a\.?r\.?s\.?\s?${sign}\s?39-12\d(?:\.\d{2})?`, // Arizona
  String.raw`(?:cal\.?\s)?evid(?:ence|\.)?\scode\s?${sign}\s?10[34]\d`, // California, official information
];

const citation = new RegExp(
  `^(?:${[
    `${californiaCode}\\s?${sign}\\s?${california}${part}`,
    `${sign}\\s?${california}${part}\\s?${californiaCode}`,
    `(?:${texasCode}\\s?)?${sign}\\s?${texas}${part}`,
    `${floridaCode}\\s?${sign}\\s?${florida}${part}\\d?`,
    `(?:§|section|sec\\.?)?\\s?${florida}(?:\\s?\\([a-z0-9]{1,4}\\)){1,5}\\d?`,
    // Federal Freedom of Information Act: (b)(6), b(7)(C), 5 U.S.C. § 552(b)(7)(E)
    String.raw`(?:foia\s)?(?:exemptions?\s)?(?:5\su\.?\s?s\.?\s?c\.?\s?§?\s?552)?\s?\(?b\)?\s?\(?[1-9]\)?(?:\s?\([a-f]\))?`,
    ...elsewhere.map((law) => `${law}${part}`),
  ].join('|')})\\.?$`,
  'i',
);

const words =
  /^(?:exempt|withheld|exempt from (?:disclosure|release)|withheld from (?:disclosure|release))\.?$/i;

const leadWords = new RegExp(`^${lead}`, 'i');
/** Between the citations of a list. */
const between = /\s*(?:[;,&/]|\band\b)\s+/i;
const maxCitations = 8;

/** Two-character readings such as "b7" are too short to be sure of. */
const minCitationLength = 4;

/** The whole cell says that the content was held back, white space and brackets around it cut. */
export function isWithheld(marker: string): boolean {
  const text = /^\[.*\]$/.test(marker) ? marker.slice(1, -1).trim() : marker;
  if (text.length < minCitationLength) return false;
  if (words.test(text)) return true;
  const rest = text.replace(leadWords, '');
  if (isCitation(rest)) return true;
  const parts = rest.split(between, maxCitations + 1);
  return parts.length > 1 && parts.length <= maxCitations && parts.every(isCitation);
}

function isCitation(text: string): boolean {
  return text.length >= minCitationLength && citation.test(text);
}
