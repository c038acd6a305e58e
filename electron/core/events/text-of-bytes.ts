/** The text of bytes in UTF-8, at most so many characters (UTF-16 units, no pair cut), invalid bytes as U+FFFD. */
export function textOfBytes(bytes: Buffer, maxCharacters: number): string {
  // Three bytes make one unit at most; a character cut at the end of the window lies beyond what is kept.
  const text = bytes.subarray(0, maxCharacters * 3 + 4).toString('utf8');
  if (text.length <= maxCharacters) return text;
  const last = text.charCodeAt(maxCharacters - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? maxCharacters - 1 : maxCharacters);
}
