/** Writes a code point as UTF-8 (RFC 3629) at `at`; returns where it ends. */
export function writeCodePoint(text: Buffer, at: number, codePoint: number): number {
  if (codePoint < 0x80) {
    text[at] = codePoint;
    return at + 1;
  }
  if (codePoint < 0x800) {
    text[at] = 0xc0 | (codePoint >> 6);
    text[at + 1] = 0x80 | (codePoint & 0x3f);
    return at + 2;
  }
  if (codePoint < 0x10000) {
    text[at] = 0xe0 | (codePoint >> 12);
    text[at + 1] = 0x80 | ((codePoint >> 6) & 0x3f);
    text[at + 2] = 0x80 | (codePoint & 0x3f);
    return at + 3;
  }
  text[at] = 0xf0 | (codePoint >> 18);
  text[at + 1] = 0x80 | ((codePoint >> 12) & 0x3f);
  text[at + 2] = 0x80 | ((codePoint >> 6) & 0x3f);
  text[at + 3] = 0x80 | (codePoint & 0x3f);
  return at + 4;
}
