/**
 * Characters a terminal acts on or hides: C0 and C1 controls (ESC and CSI start escape sequences), bidirectional
 * controls, zero-width characters, line separators, lone surrogates. Log text may be the work of a suspect.
 */
const unsafe =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is its purpose
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

/** Text that is safe to show on one line of a terminal: what it would act on or hide is written as an escape. */
export function visibleText(text: string): string {
  return text.replace(unsafe, (character) => {
    const code = character.codePointAt(0)!;
    return code < 0x100
      ? `\\x${hex(code, 2)}`
      : code < 0x10000
        ? `\\u${hex(code, 4)}`
        : `\\u{${hex(code, 5)}}`;
  });
}

/** One JSON document; characters a terminal acts on are escaped within its strings, so it stays the same document. */
export function safeJson(value: unknown): string {
  return JSON.stringify(value).replace(unsafe, (character) =>
    character
      .split('')
      .map((unit) => `\\u${hex(unit.charCodeAt(0), 4)}`)
      .join(''),
  );
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}
