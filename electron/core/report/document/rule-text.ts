import { isMap, isScalar, isSeq, type Pair, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml';

/** A rule as it is printed: its text, cut in two where its own test events stood. */
export interface RuleText {
  readonly before: string;
  readonly after: string;
  readonly tests: number;
  readonly events: number;
}

/**
 * A rule's text without the test events it brings along (`scrutineer: tests:`), which say how its author tried it and not
 * what it looks for. Null where there are none, or where they cannot be told from the rest with certainty: then the whole
 * text is to be printed.
 */
export function withoutTests(yaml: string): RuleText | null {
  if (!yaml.includes('tests:')) return null;
  const document = parseDocument(yaml, { logLevel: 'silent', uniqueKeys: false, version: '1.2' });
  if (document.errors.length > 0 || document.warnings.length > 0) return null;
  const own = entryOf(document.contents, 'scrutineer')?.value;
  const pair = entryOf(own, 'tests');
  const list = pair?.value;
  if (!isSeq(list) || !isScalar(pair!.key) || !list.range || !pair!.key.range) return null;
  const start = yaml.lastIndexOf('\n', pair!.key.range[0]) + 1;
  const end = list.range[2];
  const cut = yaml.slice(start, end);
  // what else stands on these lines, or is referred to from elsewhere, must not go with them
  const alone = /^ *$/.test(yaml.slice(start, pair!.key.range[0])) && /(^|\n)$/.test(yaml.slice(0, end));
  if (!(alone || end === yaml.length) || cut.includes('&')) return null;
  return {
    before: yaml.slice(0, start),
    after: yaml.slice(end),
    tests: list.items.length,
    events: eventsIn(list),
  };
}

/** The entry of a map, where it has exactly one of this name. */
function entryOf(node: unknown, name: string): Pair | undefined {
  if (!isMap(node)) return undefined;
  const found = (node as YAMLMap).items.filter(({ key }) => isScalar(key) && key.value === name);
  return found.length === 1 ? found[0] : undefined;
}

function eventsIn(tests: YAMLSeq): number {
  return tests.items.reduce<number>((sum, test) => {
    const events = entryOf(test, 'events')?.value;
    return sum + (isSeq(events) ? events.items.length : 0);
  }, 0);
}
