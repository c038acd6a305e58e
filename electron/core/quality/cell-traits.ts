import type { CellType } from '../../../shared/contract/quality.ts';

/** Longer texts are looked at up to here: what damage shows, it shows early. */
const lookedAt = 4096;
/** No number, date, id or address is longer. */
const longestTyped = 120;

const number = /^[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][+-]?\d{1,3})?$/;
const date =
  /^(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2}))(?:,?[T ]\s?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,9})?(?:\s?[AaPp]\.?[Mm]\.?)?(?:\s?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?)?$/;
const uuid = /^\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$/i;
const mail = /^[^\s@]{1,64}@[^\s@.]{1,63}(?:\.[^\s@.]{1,63}){1,8}$/;
/** Letters and digits mixed, in capitals, as plates are written; also other short codes. */
const plate = /^(?=[^a-z]*[A-Z])(?=\D*\d)[A-Z0-9](?:[A-Z0-9]|[ -](?=[A-Z0-9])){1,9}$/;

/** A UUID and nothing else. */
export function isUuid(text: string): boolean {
  return text.length === 36 && uuid.test(text);
}

/** What a cell that holds content looks like. */
export function cellType(text: string): CellType {
  const shown = text.trim();
  if (shown.length > longestTyped) return 'text';
  if (number.test(shown)) return 'number';
  if (date.test(shown)) return 'date';
  if (uuid.test(shown)) return 'uuid';
  if (plate.test(shown)) return 'plate-like';
  return mail.test(shown) ? 'e-mail' : 'text';
}

/** The number a cell of type `number` holds. */
export function numberOf(text: string): number {
  return Number(text.trim().replaceAll(',', ''));
}

interface Trait {
  readonly trait: string;
  readonly description: string;
  readonly severity: 'info' | 'notice' | 'warning';
  readonly shows: (text: string) => boolean;
}

const word = /[\p{L}\p{M}]+/gu;
const latin = /\p{Script=Latin}/u;
const lookalike = /[\p{Script=Cyrillic}\p{Script=Greek}]/u;

function mixesScripts(text: string): boolean {
  if (!lookalike.test(text)) return false;
  for (const [found] of text.matchAll(word)) if (lookalike.test(found) && latin.test(found)) return true;
  return false;
}

/** Digits beyond the fifteenth that are all zeros: spreadsheets keep fifteen. */
function lostDigits(text: string): boolean {
  return /^\d{16,40}$/.test(text) && /^0+$/.test(text.slice(15));
}

/** Of texts of printable ASCII alone; anchored or short, so that looking is linear. */
const plainTraits: readonly Trait[] = [
  {
    trait: 'blank-edges',
    description: 'begins or ends with a blank',
    severity: 'info',
    shows: (text) => text !== '' && text.trim().length !== text.length,
  },
  {
    trait: 'leading-zeros',
    description: 'digits that begin with 0: a spreadsheet would drop the zeros',
    severity: 'info',
    shows: (text) => /^0\d+$/.test(text),
  },
  {
    trait: 'excel-exponent',
    description: 'a number such as 1.23E+05, as spreadsheets show long digits or codes with an E in them',
    severity: 'notice',
    shows: (text) => /^[+-]?\d(?:\.\d{1,20})?E\+\d{2,3}$/.test(text),
  },
  {
    trait: 'excel-lost-digits',
    description: 'more than 15 digits, zeros from the 16th on: spreadsheets keep 15',
    severity: 'notice',
    shows: lostDigits,
  },
  {
    trait: 'excel-date',
    description: 'a day and month such as 2-Jan, as spreadsheets make of 1-2',
    severity: 'notice',
    shows: (text) =>
      /^(?:\d{1,2}-(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-\d{2})$/.test(
        text,
      ),
  },
  {
    trait: 'whole-number-as-decimal',
    description: 'a whole number with .0 behind it, as workbooks write out',
    severity: 'info',
    shows: (text) => /^-?\d+\.0+$/.test(text),
  },
  {
    trait: 'spreadsheet-error',
    description: 'an error of a spreadsheet such as #REF! or #NAME?',
    severity: 'notice',
    shows: (text) => /^#(?:REF!|NAME\?|VALUE!|DIV\/0!|NUM!|NULL!|SPILL!|#{3,})$/.test(text),
  },
  {
    trait: 'spreadsheet-longest-cell',
    description: 'exactly 32,767 characters, where spreadsheets cut cells off',
    severity: 'notice',
    shows: (text) => text.length === 32_767,
  },
  {
    trait: 'half-character-escape',
    description: 'the escape of half a character (\\ud800 to \\udfff) that stands alone',
    severity: 'notice',
    shows: (text) =>
      /\\u[dD][89aAbB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])/.test(text) ||
      /(?<!\\u[dD][89aAbB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}/.test(text),
  },
];

/** Of texts that hold anything else. */
const otherTraits: readonly Trait[] = [
  {
    trait: 'control-characters',
    description: 'control characters other than tab and line ends',
    severity: 'notice',
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    shows: (text) => /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/.test(text),
  },
  {
    trait: 'line-ends',
    description: 'more than one line in a cell',
    severity: 'info',
    shows: (text) => /[\r\n\u2028\u2029]/.test(text),
  },
  {
    trait: 'bidirectional-characters',
    description: 'characters that change the direction of the text around them',
    severity: 'warning',
    shows: (text) => /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(text),
  },
  {
    trait: 'invisible-characters',
    description: 'characters that cannot be seen, such as a zero-width space or a soft hyphen',
    severity: 'warning',
    shows: (text) => /[\u00ad\u180e\u200b-\u200d\u2060-\u2064\ufeff]/.test(text),
  },
  {
    trait: 'mixed-scripts',
    description: 'Latin letters and Cyrillic or Greek ones in one word: some look alike and are not',
    severity: 'warning',
    shows: mixesScripts,
  },
  {
    trait: 'wide-letters',
    description: 'full-width letters or digits, which look like plain ones and are not',
    severity: 'notice',
    shows: (text) => /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/.test(text),
  },
  {
    trait: 'replacement-characters',
    description: 'U+FFFD or half a character: what stood there was lost before',
    severity: 'warning',
    shows: (text) =>
      /\ufffd|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text),
  },
  {
    trait: 'wrong-encoding',
    description: 'letters such as Ã© or â€™, as UTF-8 looks that was once read as Windows-1252',
    severity: 'notice',
    shows: (text) => /[ÃÂ][\u0080-\u00bf\u20ac\u2018-\u201e]|â€/.test(text),
  },
];

/** What a cell can show of damage or of characters that mislead; a cell's traits are bits by position here. */
export const cellTraits: readonly Omit<Trait, 'shows'>[] = [...plainTraits, ...otherTraits];

const printable = /^[\x20-\x7e]*$/;

/** Bits by position in `cellTraits`. */
export function traitsOf(text: string): number {
  const looked = text.length > lookedAt && text.length !== 32_767 ? text.slice(0, lookedAt) : text;
  let bits = 0;
  for (let i = 0; i < plainTraits.length; i++) if (plainTraits[i]!.shows(looked)) bits |= 1 << i;
  if (printable.test(looked)) return bits;
  for (let i = 0; i < otherTraits.length; i++) {
    if (otherTraits[i]!.shows(looked)) bits |= 1 << (plainTraits.length + i);
  }
  return bits;
}
