import type { PlainCondition, PlainItem, PlainRule, PlainSelection, PlainValue } from './plain-rule.ts';

/**
 * The second evaluator: it looks at one event at a time, knows no columns, terms or masks, and shares no code with the
 * engine. Slow and plain on purpose.
 */

/** The cells of an event by field; `undefined` in `missing` ones. */
export interface PlainEvent {
  readonly cells: Readonly<Record<string, string | readonly string[]>>;
  /** The log has no column for these fields: what they would say is not known. */
  readonly unknown: readonly string[];
  /** Microseconds since 1970, the field `at`. */
  readonly micros: number | undefined;
}

/** true, false, or undefined: cannot be told. */
export type Verdict = boolean | undefined;

export function evaluate(rule: PlainRule, event: PlainEvent, zone: string): Verdict {
  return condition(rule.condition, rule, event, zone);
}

function not(verdict: Verdict): Verdict {
  return verdict === undefined ? undefined : !verdict;
}

function any(verdicts: readonly Verdict[]): Verdict {
  return verdicts.includes(true) ? true : verdicts.includes(undefined) ? undefined : false;
}

function every(verdicts: readonly Verdict[]): Verdict {
  return verdicts.includes(false) ? false : verdicts.includes(undefined) ? undefined : true;
}

function condition(node: PlainCondition, rule: PlainRule, event: PlainEvent, zone: string): Verdict {
  switch (node.kind) {
    case 'name':
      return selection(rule.selections[node.name]!, event, zone);
    case 'not':
      return not(condition(node.term, rule, event, zone));
    case 'of': {
      const pattern = new RegExp(`^${node.pattern === 'them' ? '.*' : node.pattern.replaceAll('*', '.*')}$`);
      const names = Object.keys(rule.selections).filter(
        (name) => pattern.test(name) && !name.startsWith('_'),
      );
      const verdicts = names.map((name) => selection(rule.selections[name]!, event, zone));
      return node.quantifier === 'all' ? every(verdicts) : any(verdicts);
    }
    default: {
      const verdicts = node.terms.map((term) => condition(term, rule, event, zone));
      return node.kind === 'and' ? every(verdicts) : any(verdicts);
    }
  }
}

function selection(maps: PlainSelection, event: PlainEvent, zone: string): Verdict {
  return any(maps.map((items) => every(items.map((item) => itemVerdict(item, event, zone)))));
}

function itemVerdict(item: PlainItem, event: PlainEvent, zone: string): Verdict {
  const negated = item.modifiers.includes('neq');
  const verdicts = item.values.map((value) => valueVerdict(item, value, event, zone));
  const verdict = item.modifiers.includes('all') ? every(verdicts) : any(verdicts);
  return negated ? not(verdict) : verdict;
}

function valueVerdict(item: PlainItem, value: PlainValue, event: PlainEvent, zone: string): Verdict {
  const { field, modifiers } = item;
  if (field === null) {
    const texts = Object.values(event.cells).flat();
    if (event.micros !== undefined && event.cells.at === undefined) texts.push(timeText(event.micros));
    if (modifiers[0] === 're') return texts.some((text) => matchesRegex(text, String(value), modifiers));
    const anywhere = !modifiers.some((name) => positions.includes(name));
    return texts.some((text) =>
      matchesText(text, String(value), anywhere ? ['contains', ...modifiers] : modifiers),
    );
  }
  const cells = cellsOf(event, field);
  if (modifiers[0] === 'exists') return cells.length > 0 === value;
  if (event.unknown.includes(field)) return undefined;
  if (modifiers[0] === 'fieldref') {
    const other = String(value);
    if (event.unknown.includes(other)) return undefined;
    return cells.some((a) => cellsOf(event, other).some((b) => refers(a, b, modifiers)));
  }
  if (value === null) return cells.length === 0;
  return cells.some((text) =>
    matches(text, value, modifiers, field === 'at' ? event.micros : undefined, zone),
  );
}

function cellsOf(event: PlainEvent, field: string): readonly string[] {
  if (field === 'at') return event.micros === undefined ? [] : [timeText(event.micros)];
  const cell = event.cells[field];
  return cell === undefined ? [] : typeof cell === 'string' ? [cell] : cell;
}

function timeText(micros: number): string {
  return new Date(Math.floor(micros / 1000)).toISOString();
}

function refers(a: string, b: string, modifiers: readonly string[]): boolean {
  const quoted = b.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const flags = modifiers.includes('cased') ? 'su' : 'isu';
  if (modifiers.includes('contains')) return b !== '' && new RegExp(quoted, flags).test(a);
  if (modifiers.includes('startswith')) return b !== '' && new RegExp(`^${quoted}`, flags).test(a);
  if (modifiers.includes('endswith')) return b !== '' && new RegExp(`${quoted}$`, flags).test(a);
  return new RegExp(`^${quoted}$`, flags).test(a);
}

const positions = ['contains', 'startswith', 'endswith'];
const comparisons = ['lt', 'lte', 'gt', 'gte'];
const parts = ['minute', 'hour', 'day', 'week', 'month', 'year'];

function matches(
  text: string,
  value: PlainValue,
  modifiers: readonly string[],
  micros: number | undefined,
  zone: string,
): boolean {
  const [first] = modifiers.filter((name) => name !== 'all' && name !== 'neq');
  const comparison = modifiers.find((name) => comparisons.includes(name));
  if (first !== undefined && parts.includes(first)) {
    const time = micros === undefined ? timeOf(text) : { micros, zoned: true };
    if (time === undefined) return false;
    const part = localPart(first, time.micros, time.zoned ? zone : 'UTC');
    return holds(comparison ?? 'eq', part, Number((value as { number: string }).number));
  }
  if (comparison !== undefined && typeof value === 'string') {
    const time = micros === undefined ? timeOf(text) : { micros, zoned: true };
    return time?.zoned === true && holds(comparison, time.micros, Date.parse(value) * 1000);
  }
  if (comparison !== undefined) {
    const number = numberOf(text);
    return number !== undefined && holds(comparison, number, numberOf((value as { number: string }).number)!);
  }
  if (first === 're') return matchesRegex(text, String(value), modifiers);
  if (first === 'cidr') return inNetwork(text, String(value));
  if (typeof value === 'object' && value !== null) {
    const plain = modifiers.filter((name) => name !== 'neq' && name !== 'all').length === 0;
    if (!plain) return matchesText(text, value.number, modifiers);
    const number = numberOf(text);
    return (number !== undefined && number === numberOf(value.number)) || matchesText(text, value.number, []);
  }
  return matchesText(text, String(value), modifiers);
}

function matchesRegex(text: string, source: string, modifiers: readonly string[]): boolean {
  return new RegExp(source, modifiers.includes('i') ? 'iu' : 'u').test(text);
}

/** The time a text writes, and whether it says of which zone. */
function timeOf(text: string): { micros: number; zoned: boolean } | undefined {
  const match = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(Z|[+-]\d\d:\d\d)?$/.exec(text);
  if (match === null) return undefined;
  const [, date, clock, zone] = match;
  if (new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10) !== date) return undefined;
  return { micros: Date.parse(`${date}T${clock}${zone ?? 'Z'}`) * 1000, zoned: zone !== undefined };
}

/** A literal character that folds or not, a wildcard, or one of the dashes. */
type Token = { readonly literal: string } | '*' | '?' | 'dash';

function tokensOf(pattern: string): Token[] {
  const tokens: Token[] = [];
  const characters = [...pattern];
  for (let i = 0; i < characters.length; i++) {
    const c = characters[i]!;
    const escaped = c === '\\' && ['*', '?', '\\'].includes(characters[i + 1] ?? '');
    if (escaped) i++;
    if (!escaped && (c === '*' || c === '?')) tokens.push(c);
    else tokens.push({ literal: characters[i]! });
  }
  return tokens;
}

const isWordy = (token: Token | undefined) =>
  typeof token === 'object' && /[\p{L}\p{N}_]/u.test(token.literal);

function withDashes(tokens: readonly Token[]): Token[] {
  return tokens.map((token, i) => {
    const dash = typeof token === 'object' && /[-/\u2013\u2014\u2015]/.test(token.literal);
    return dash && !isWordy(tokens[i - 1]) && isWordy(tokens[i + 1]) ? 'dash' : token;
  });
}

/** Every spelling of the dashes. */
function spellings(tokens: readonly Token[]): string[] {
  let texts = [''];
  for (const token of tokens) {
    const choices = token === 'dash' ? [...'-/\u2013\u2014\u2015'] : [(token as { literal: string }).literal];
    texts = texts.flatMap((text) => choices.map((choice) => text + choice));
  }
  return texts;
}

/** The base64 characters that are the same whatever bytes stand around the value. */
function certainBase64(value: Buffer, offset: number): string {
  const rest = (3 - ((offset + value.length) % 3)) % 3;
  const [zeros, ones] = [0, 255].map((byte) =>
    Buffer.concat([Buffer.alloc(offset, byte), value, Buffer.alloc(rest, byte)]).toString('base64'),
  );
  return [...zeros!].filter((c, i) => c === ones![i]).join('');
}

/** The values that the encodings make of a text. */
function encoded(texts: readonly string[], modifiers: readonly string[]): string[] {
  let values = texts.map((text) => Buffer.from(text));
  let made: string[] = [];
  for (const name of modifiers) {
    if (name === 'wide' || name === 'utf16le') values = texts.map((text) => Buffer.from(text, 'utf16le'));
    if (name === 'utf16be') values = texts.map((text) => Buffer.from(text, 'utf16le').swap16());
    if (name === 'utf16') values = texts.map((text) => Buffer.from(`\ufeff${text}`, 'utf16le'));
    if (name === 'base64') made = values.map((value) => value.toString('base64'));
    if (name === 'base64offset')
      made = values.flatMap((value) => [0, 1, 2].map((at) => certainBase64(value, at)));
  }
  return made;
}

function matchesText(text: string, pattern: string, modifiers: readonly string[]): boolean {
  const has = (name: string) => modifiers.includes(name);
  const anywhere = positions.some(has);
  const parsed = tokensOf(pattern);
  const tokens = has('windash') ? withDashes(parsed) : parsed;
  if (has('base64') || has('base64offset')) {
    return encoded(spellings(tokens), modifiers).some((value) =>
      matchesText(
        text,
        value,
        modifiers.filter((name) => positions.includes(name) || name === 'cased'),
      ),
    );
  }
  if (pattern === '' && !anywhere) return [...text].every((c) => /[\s\p{Cc}\p{Cf}]/u.test(c));
  const source = tokens
    .map((token) => {
      if (token === '*') return '.*';
      if (token === '?') return '.';
      if (token === 'dash') return '[-/\u2013\u2014\u2015]';
      return token.literal.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    })
    .join('');
  const before = has('contains') || has('endswith') ? '.*' : '';
  const after = has('contains') || has('startswith') ? '.*' : '';
  return new RegExp(`^${before}${source}${after}$`, has('cased') ? 'su' : 'isu').test(text);
}

/** Millionths, so that whole numbers compare exactly. */
function numberOf(text: string): bigint | undefined {
  const match = /^[ \t]*([+-]?)(\d*)(?:\.(\d*))?[ \t]*$/.exec(text);
  if (match === null || `${match[2]}${match[3] ?? ''}` === '') return undefined;
  const size = BigInt(match[2] || '0') * 1_000_000n + BigInt((match[3] ?? '').padEnd(6, '0'));
  return match[1] === '-' ? -size : size;
}

function holds<Value extends number | bigint>(comparison: string, a: Value, b: Value): boolean {
  if (comparison === 'lt') return a < b;
  if (comparison === 'lte') return a <= b;
  if (comparison === 'gt') return a > b;
  if (comparison === 'gte') return a >= b;
  return a === b;
}

/** The bits of an address as text: 32 or 128 digits. */
function bitsOf(address: string): string | undefined {
  const v4 = (text: string) => {
    const octets = text.split('.');
    const valid =
      octets.length === 4 && octets.every((octet) => /^(0|[1-9]\d{0,2})$/.test(octet) && Number(octet) < 256);
    return valid ? octets.map((octet) => Number(octet).toString(2).padStart(8, '0')).join('') : undefined;
  };
  if (!address.includes(':')) return v4(address);
  const mapped = /^(.*:)([0-9.]+\.[0-9.]+)$/.exec(address);
  const tail = mapped === null ? '' : v4(mapped[2]!);
  if (tail === undefined) return undefined;
  const wanted = mapped === null ? 8 : 6;
  const halves = (mapped === null ? address : mapped[1]!.replace(/([^:]):$/, '$1'))
    .split('::')
    .map((half) => half.split(':').filter((group) => group !== ''));
  const missing = wanted - halves.flat().length;
  if (halves.length > 2 || missing < 0 || (halves.length === 1 && missing > 0)) return undefined;
  const groups = [...halves[0]!, ...new Array(missing).fill('0'), ...(halves[1] ?? [])];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0')).join('') + tail;
}

function inNetwork(text: string, network: string): boolean {
  const [base, prefix] = network.split('/');
  const [a, b] = [bitsOf(text.trim()), bitsOf(base!)!];
  const length = prefix === undefined ? b.length : Number(prefix);
  return a !== undefined && a.length === b.length && a.slice(0, length) === b.slice(0, length);
}

function localPart(part: string, micros: number, zone: string): number {
  const format = new Intl.DateTimeFormat('en-CA-u-ca-iso8601-nu-latn-hc-h23', {
    timeZone: zone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const found = new Map(
    format
      .formatToParts(new Date(Math.floor(micros / 1000)))
      .map(({ type, value }) => [type as string, Number(value)]),
  );
  if (part !== 'week') return found.get(part)!;
  const date = new Date(Date.UTC(found.get('year')!, found.get('month')! - 1, found.get('day')));
  date.setUTCDate(date.getUTCDate() + 4 - (date.getUTCDay() || 7));
  return Math.ceil(((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000 + 1) / 7);
}
