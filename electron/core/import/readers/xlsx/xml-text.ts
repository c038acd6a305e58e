import { XmlProblem } from './xml-problem.ts';

const namedCharacters: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/** Text of an element: references decoded, line ends as XML has them. Throws `XmlProblem` for an unknown reference. */
export function decodeText(bytes: Buffer, start: number, end: number, isCdata: boolean): string {
  let text = bytes.toString('utf8', start, end);
  if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n');
  return !isCdata && text.includes('&') ? decodeReferences(text, 0) : text;
}

/** Value of an attribute: white space is blanks, references decoded. */
export function decodeAttribute(bytes: Buffer, start: number, end: number, offset: number): string {
  const text = bytes.toString('utf8', start, end).replace(/\r\n|[\r\n\t]/g, ' ');
  return text.includes('&') ? decodeReferences(text, offset) : text;
}

function decodeReferences(text: string, offset: number): string {
  return text.replace(/&([^;&]{0,40}(;?))/g, (reference, body: string, semicolon: string) => {
    const name = body.slice(0, -1);
    const character = semicolon === '' ? undefined : (namedCharacters[name] ?? numberedCharacter(name));
    if (character === undefined) {
      throw new XmlProblem(
        `it refers to ${JSON.stringify(reference.slice(0, 40))}, which XML does not have`,
        offset,
      );
    }
    return character;
  });
}

function numberedCharacter(name: string): string | undefined {
  const digits = /^#(?:x([0-9a-fA-F]+)|([0-9]+))$/.exec(name);
  if (digits === null) return undefined;
  const code = digits[1] === undefined ? Number(digits[2]) : Number.parseInt(digits[1], 16);
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  const isControl = code < 0x20 && code !== 9 && code !== 10 && code !== 13;
  return isSurrogate || isControl || code > 0x10ffff || code === 0xfffe || code === 0xffff
    ? undefined
    : String.fromCodePoint(code);
}

/**
 * What Excel writes as `_x000D_` because XML cannot hold it (ECMA-376 part 1, 22.9.2.19 ST_Xstring). Half a surrogate
 * pair stays as written: it is no character.
 */
export function decodeEscapes(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9a-fA-F]{4})_/g, (written, digits: string) => {
    const code = Number.parseInt(digits, 16);
    return code >= 0xd800 && code <= 0xdfff ? written : String.fromCharCode(code);
  });
}
