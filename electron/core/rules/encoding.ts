import { anyDash, anyText, dashes, oneCharacter, type Pattern, type PatternPart } from './pattern.ts';

/** Modifiers that write a value in another encoding, in the names of the specification. */
export const encodings = ['base64', 'base64offset', 'utf16le', 'utf16be', 'utf16', 'wide'] as const;
export type Encoding = (typeof encodings)[number];

/** A pattern whose literals are bytes, one character (U+0000 to U+00FF) each, once an encoding has made them so. */
export interface EncodedPattern {
  readonly pattern: Pattern;
  readonly bytes: boolean;
}

/** Five dashes in one value are 3,125 spellings: more is no use to anyone. */
const maxSpellings = 3125;

/** Applies one encoding; a string says why it cannot be applied. */
export function encode(encoding: Encoding, { pattern, bytes }: EncodedPattern): EncodedPattern[] | string {
  switch (encoding) {
    case 'base64':
      return base64(pattern, bytes, (value) => [value.toString('base64')]);
    case 'base64offset':
      return base64(pattern, bytes, base64AtEachOffset);
    case 'wide':
    case 'utf16le':
      return wide(pattern, bytes, encoding, utf16le);
    case 'utf16be':
      return wide(pattern, bytes, encoding, (text) => utf16le(text).swap16());
    case 'utf16':
      return wide(pattern, bytes, encoding, (text) =>
        Buffer.concat([Buffer.from([0xff, 0xfe]), utf16le(text)]),
      );
  }
}

/** The finished pattern as text. Encoded bytes can be looked for in text only where they are ASCII. */
export function asText({ pattern, bytes }: EncodedPattern): Pattern | string {
  if (!bytes) return pattern;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII as a whole
  const ascii = pattern.every((part) => typeof part !== 'string' || /^[\u0000-\u007f]*$/.test(part));
  return ascii ? pattern : 'these bytes are not text; put base64 or base64offset after the utf16 modifier';
}

function base64(
  pattern: Pattern,
  bytes: boolean,
  write: (value: Buffer) => readonly string[],
): EncodedPattern[] | string {
  if (pattern.includes(anyText) || pattern.includes(oneCharacter)) {
    return 'a value with wildcards has no base64 form; put contains, startswith or endswith after base64';
  }
  const spellings = spellOutDashes(pattern);
  if (typeof spellings === 'string') return spellings;
  return spellings.flatMap((spelling) =>
    write(Buffer.from(spelling.join(''), bytes ? 'latin1' : 'utf8')).map((text) => ({
      pattern: [text],
      bytes: false,
    })),
  );
}

/** The pattern with every dash of windash written in each way, and neighbouring literals joined. */
function spellOutDashes(pattern: Pattern): PatternPart[][] | string {
  let spellings: PatternPart[][] = [[]];
  for (const part of pattern) {
    const choices: readonly PatternPart[] = part === anyDash ? [...dashes] : [part];
    if (spellings.length * choices.length > maxSpellings) {
      return `more than ${maxSpellings} spellings of the dashes in one value`;
    }
    spellings = spellings.flatMap((spelling) => choices.map((choice) => appended(spelling, choice)));
  }
  return spellings;
}

function appended(parts: readonly PatternPart[], part: PatternPart): PatternPart[] {
  const last = parts.at(-1);
  if (typeof part !== 'string' || typeof last !== 'string') return [...parts, part];
  return [...parts.slice(0, -1), last + part];
}

/** Base64 characters that depend on the value alone, for each of the three places a value can have in a longer text. */
function base64AtEachOffset(value: Buffer): string[] {
  return [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), value]).toString('base64');
    const start = [0, 2, 3][offset]!;
    const unsure = [0, 3, 2][(value.length + offset) % 3]!;
    return text.slice(start, text.length - unsure);
  });
}

function utf16le(text: string): Buffer {
  return Buffer.from(text, 'utf16le');
}

function wide(
  pattern: Pattern,
  bytes: boolean,
  name: string,
  write: (text: string) => Buffer,
): EncodedPattern[] | string {
  if (bytes) return `${name} cannot follow another utf16 modifier`;
  const spellings = spellOutDashes(pattern);
  if (typeof spellings === 'string') return spellings;
  if (name === 'utf16' && spellings.some((spelling) => spelling.length > 1)) {
    return 'utf16 puts a byte order mark before the value, which leaves no place for wildcards; use utf16le';
  }
  return spellings.map((spelling) => ({
    pattern: spelling.map((part) => (typeof part === 'string' ? write(part).toString('latin1') : part)),
    bytes: true,
  }));
}
