import { sequenceLength } from './multibyte.ts';

/**
 * How much a decoded text reads like names and words: points for each character beyond ASCII. The lists are the letters that
 * the languages of an encoding use most; they rank guesses, nothing more.
 */
export function singleBytePoints(text: string): number {
  const characters = [...text];
  let points = 0;
  for (const [i, character] of characters.entries()) {
    if (character.charCodeAt(0) < 0x80) continue;
    points += characterPoints(character, characters[i - 1] ?? ' ', characters[i + 1] ?? ' ');
  }
  return points;
}

const letter = /\p{L}/u;
const upper = /\p{Lu}/u;
const lower = /\p{Ll}/u;
const control = /[\p{C}\ufffd]/u;
const quotesAndDashes = new Set('‘’“”–—…•');
const signs = new Set('€£¥§©®°¿¡·´¨');
const basicCyrillic = /[\u0410-\u044f\u0401\u0451]/;
const scripts = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Hebrew}/u,
  /\p{Script=Arabic}/u,
  /\p{Script=Thai}/u,
] as const;
const common: readonly (readonly [ReadonlySet<string>, number])[] = [
  [new Set('éñáíóúüöäçèàâêîôûßåøæëïãõÉÑÁÍÓÚÜÖÄÇÈÀÅØÆ'), 4],
  [new Set('оеаинтсрвлкмдп'), 4],
  [new Set('אבגדהוזחטיכלמנסעפצקרשתםןךף'), 4],
  [new Set('ąćęłńśźżčďěňřšťůžýőűăĄĆĘŁŚŻŹČŘŠŽĎŇŤŮ'), 3],
  [new Set('ğışİŞĞ'), 3.5],
  [new Set('āēģīķļņūėįų'), 2.5],
  [new Set('αειοτνσςρπκλμυηωάέήίόύώ'), 4],
];

function characterPoints(character: string, before: string, after: string): number {
  if (control.test(character)) return -10;
  const isInWord = letter.test(before) && letter.test(after);
  if (quotesAndDashes.has(character)) return isInWord && character !== '’' ? -4 : 3;
  if (!letter.test(character)) return signPoints(character, before, after);
  const script = scripts.findIndex((one) => one.test(character));
  if (script === -1) return -2;
  const neighbours = [before, after].filter((one) => letter.test(one));
  if (neighbours.some((one) => !scripts[script]!.test(one))) return -4;
  if (upper.test(character) && lower.test(before)) return -4;
  if (lower.test(character) && upper.test(before) && upper.test(after)) return -4;
  if (neighbours.length === 0) return 0.5;
  if (script === 1 && !basicCyrillic.test(character)) return 0;
  if (upper.test(character) && lower.test(after)) return 2.5;
  const listed = common.find(([characters]) => characters.has(character));
  return listed ? listed[1] : script === 0 ? 1 : 1.5;
}

function signPoints(sign: string, before: string, after: string): number {
  const isBehind = letter.test(before);
  const isAhead = letter.test(after);
  if (isBehind && isAhead) return -4;
  if (sign === '«') return isAhead ? 2 : -1;
  if (sign === '»') return isBehind ? 2 : -1;
  return signs.has(sign) && !isBehind ? 1 : -2;
}

/** Points of the sequences of a multibyte encoding, by the rows that its frequent characters stand in. */
export function multibytePoints(id: string, bytes: Uint8Array, text: string): number {
  let points = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(id, bytes, at, bytes.length);
    if (at + length > bytes.length) break;
    if (length > 1) points += rowPoints(id, bytes[at]!, bytes[at + 1]!) * length;
    else if (bytes[at]! >= 0x80) points -= 1;
    at += length;
  }
  // A Latin letter grown into a sign of another script: a single byte of a Western word was taken for the first of two.
  const mixed = text.match(
    /[A-Za-z][\u3400-\u9fff\uac00-\ud7af\uff66-\uff9f]|[\u3400-\u9fff\uac00-\ud7af][a-z]/g,
  );
  return points - 8 * (mixed?.length ?? 0) - 20 * (text.match(/[\ue000-\uf8ff]/g)?.length ?? 0);
}

function rowPoints(id: string, first: number, second: number): number {
  const isWithin = (low: number, high: number): boolean => first >= low && first <= high;
  switch (id) {
    case 'gb18030':
      if (second < 0xa1) return second <= 0x39 ? -2 : -1.5;
      if (isWithin(0xb0, 0xd7)) return 3;
      return isWithin(0xa1, 0xa3) ? 2 : isWithin(0xd8, 0xf7) ? 0 : -1.5;
    case 'euc-kr':
      if (second < 0xa1 || first < 0xa1) return -1.5;
      return isWithin(0xb0, 0xc8) ? 3.4 : isWithin(0xa1, 0xa3) ? 2 : -1;
    case 'euc-jp':
      if (isWithin(0xa4, 0xa5)) return 4;
      return isWithin(0xb0, 0xcf) ? 2.5 : isWithin(0xa1, 0xa3) ? 2 : -1;
    case 'shift_jis':
      if (isWithin(0x82, 0x83)) return 4;
      return isWithin(0x88, 0x97) ? 2.5 : first === 0x81 ? 2 : -1;
    default:
      return isWithin(0xa4, 0xc6) ? 3 : isWithin(0xa1, 0xa3) ? 1 : -1.5;
  }
}
