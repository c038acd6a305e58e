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
    return texts.some((text) => matchesText(text, String(value), ['contains']));
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

const comparisons = ['lt', 'lte', 'gt', 'gte'];
const parts = ['minute', 'hour', 'day', 'week', 'month', 'year'];

function matches(
  text: string,
  value: PlainValue,
  modifiers: readonly string[],
  micros: number | undefined,
  zone: string,
): boolean {
  const [first] = modifiers;
  const comparison = modifiers.find((name) => comparisons.includes(name));
  if (first !== undefined && parts.includes(first)) {
    if (micros === undefined) return false;
    return holds(
      comparison ?? 'eq',
      localPart(first, micros, zone),
      Number((value as { number: string }).number),
    );
  }
  if (comparison !== undefined) {
    const number = numberOf(text);
    return number !== undefined && holds(comparison, number, numberOf((value as { number: string }).number)!);
  }
  if (first === 're') {
    return new RegExp(String(value), modifiers.includes('i') ? 'iu' : 'u').test(text);
  }
  if (first === 'cidr') return inNetwork(text, String(value));
  if (typeof value === 'object' && value !== null) {
    const plain = modifiers.filter((name) => name !== 'neq' && name !== 'all').length === 0;
    if (!plain) return matchesText(text, value.number, modifiers);
    const number = numberOf(text);
    return (number !== undefined && number === numberOf(value.number)) || matchesText(text, value.number, []);
  }
  return matchesText(text, String(value), modifiers);
}

function matchesText(text: string, pattern: string, modifiers: readonly string[]): boolean {
  const has = (name: string) => modifiers.includes(name);
  const anywhere = has('contains') || has('startswith') || has('endswith');
  if (pattern === '' && !anywhere) return [...text].every((c) => /[\s\p{Cc}\p{Cf}]/u.test(c));
  let source = '';
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i]!;
    const escaped = c === '\\' && ['*', '?', '\\'].includes(pattern[i + 1] ?? '');
    if (escaped) i++;
    const literal = escaped ? pattern[i]! : c;
    if (!escaped && c === '*') source += '.*';
    else if (!escaped && c === '?') source += '.';
    else source += literal.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  }
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

function inNetwork(text: string, network: string): boolean {
  const [base, prefix = '32'] = network.split('/');
  const [a, b] = [text.trim(), base!].map((address) => {
    const octets = address.split('.');
    const valid =
      octets.length === 4 && octets.every((octet) => /^(0|[1-9]\d{0,2})$/.test(octet) && Number(octet) < 256);
    return valid ? octets.map((octet) => Number(octet).toString(2).padStart(8, '0')).join('') : undefined;
  });
  return a !== undefined && a.slice(0, Number(prefix)) === b!.slice(0, Number(prefix));
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
