/**
 * A number as it stands in a cell or rule, kept exact: identifiers of twenty digits must not become equal by
 * rounding. `text` is canonical (no sign of zero, no leading or trailing zeros), so equal numbers have equal text.
 */
export interface Decimal {
  readonly text: string;
  readonly negative: boolean;
  readonly whole: string;
  readonly fraction: string;
}

const plain = /^[ \t]*([+-]?)(?:([0-9]+)(?:\.([0-9]*))?|\.([0-9]+))[ \t]*$/;

/** Reads plain decimal notation, blanks around it allowed; undefined for anything else, exponents included. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = plain.exec(text);
  if (match === null) return undefined;
  return decimal(match[1] === '-', match[2] ?? '', match[3] ?? match[4] ?? '');
}

function decimal(minus: boolean, wholeDigits: string, fractionDigits: string): Decimal {
  const whole = withoutLeadingZeros(wholeDigits) || '0';
  const fraction = withoutTrailingZeros(fractionDigits);
  const negative = minus && !(whole === '0' && fraction === '');
  const text = `${negative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
  return { text, negative, whole, fraction };
}

const written = /^([+-]?)([0-9]*)(?:\.([0-9]*))?[eE]([+-]?[0-9]{1,4})$/;
const maxExponent = 400;

/** Reads a number as JSON or YAML write it (exponents, 0x, 0o), exactly; undefined where it is no finite number. */
export function parseWrittenNumber(source: string): Decimal | undefined {
  if (/^0x[0-9a-fA-F]+$|^0o[0-7]+$/.test(source)) return parseDecimal(BigInt(source).toString());
  const match = written.exec(source);
  if (match === null) return parseDecimal(source);
  const [, sign, whole = '', fraction = '', power] = match;
  const exponent = Number(power);
  if (whole === '' && fraction === '') return undefined;
  if (Math.abs(exponent) > maxExponent) return undefined;
  const digits = whole + fraction;
  const point = whole.length + exponent;
  if (point <= 0) return decimal(sign === '-', '', '0'.repeat(-point) + digits);
  return decimal(sign === '-', digits.slice(0, point).padEnd(point, '0'), digits.slice(point));
}

/** Below, at or above zero as a is less than, equal to or greater than b; exact. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  if (a.negative !== b.negative) return a.negative ? -1 : 1;
  return a.negative ? compareSizes(b, a) : compareSizes(a, b);
}

function compareSizes(a: Decimal, b: Decimal): number {
  if (a.whole.length !== b.whole.length) return a.whole.length - b.whole.length;
  if (a.whole !== b.whole) return a.whole < b.whole ? -1 : 1;
  if (a.fraction === b.fraction) return 0;
  return a.fraction < b.fraction ? -1 : 1;
}

/** The number times 10^scale as an integer; undefined where digits would be lost. */
export function scaled(value: Decimal, scale: number): bigint | undefined {
  if (value.fraction.length > scale) return undefined;
  const size = BigInt(value.whole + value.fraction.padEnd(scale, '0'));
  return value.negative ? -size : size;
}

function withoutLeadingZeros(digits: string): string {
  let from = 0;
  while (from < digits.length && digits.charCodeAt(from) === 48) from++;
  return digits.slice(from);
}

function withoutTrailingZeros(digits: string): string {
  let to = digits.length;
  while (to > 0 && digits.charCodeAt(to - 1) === 48) to--;
  return digits.slice(0, to);
}
