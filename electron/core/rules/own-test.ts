import { type ProblemSink, suggestion } from './problems.ts';
import { entryOf, short, type YamlMap, type YamlNode } from './yaml-tree.ts';

/** Events a rule brings along, and what it must make of them. */
export interface OwnTest {
  readonly name: string;
  readonly events: readonly Readonly<Record<string, unknown>>[];
  /** Number of matches, or whether there is any. */
  readonly expected: number | 'match' | 'no-match';
  readonly offset: number;
}

const knownKeys = ['name', 'events', 'expect', 'matches'];
const maxEvents = 10_000;

export function readOwnTests(node: YamlNode | undefined, problems: ProblemSink): OwnTest[] {
  if (node === undefined) return [];
  if (node.kind !== 'list') {
    problems.error(node.offset, 'tests is a list of {name, events, expect}');
    return [];
  }
  return node.items.flatMap((item) => {
    const test = readTest(item, problems);
    return test === undefined ? [] : [test];
  });
}

function readTest(node: YamlNode, problems: ProblemSink): OwnTest | undefined {
  if (node.kind !== 'map') {
    problems.error(node.offset, 'a test is a map with name, events and expect');
    return undefined;
  }
  const before = problems.errorCount;
  for (const { key, keyOffset } of node.entries) {
    if (!knownKeys.includes(key))
      problems.error(keyOffset, `a test has no "${short(key)}"${suggestion(key, knownKeys)}`);
  }
  const nameNode = entryOf(node, 'name')?.value;
  const name = nameNode?.kind === 'scalar' ? nameNode.text.trim() : '';
  if (name === '') problems.error(node.offset, 'a test needs a name');
  const expected = readExpected(node, problems);
  const events = readEvents(node, problems);
  if (problems.errorCount > before || expected === undefined) return undefined;
  return { name, events, expected, offset: node.offset };
}

function readExpected(map: YamlMap, problems: ProblemSink): OwnTest['expected'] | undefined {
  const expect = entryOf(map, 'expect');
  const matches = entryOf(map, 'matches');
  if ((expect === undefined) === (matches === undefined)) {
    problems.error(map.offset, 'a test has either "expect: match", "expect: no-match" or "matches: n"');
    return undefined;
  }
  const value = (expect ?? matches)!.value;
  const given = value.kind === 'scalar' ? value.value : undefined;
  if (expect !== undefined) {
    if (given === 'match' || given === 'no-match') return given;
    problems.error(value.offset, 'expect is match or no-match');
  } else {
    if (typeof given === 'number' && Number.isInteger(given) && given >= 0) return given;
    problems.error(value.offset, 'matches is a whole number');
  }
  return undefined;
}

function readEvents(map: YamlMap, problems: ProblemSink): Record<string, unknown>[] {
  const node = entryOf(map, 'events')?.value;
  if (node?.kind !== 'list' || node.items.length === 0) {
    problems.error(node?.offset ?? map.offset, 'events is a list of one event or more');
    return [];
  }
  if (node.items.length > maxEvents)
    problems.error(node.offset, `a test can have ${maxEvents} events at most`);
  return node.items.slice(0, maxEvents).flatMap((item) => {
    if (item.kind === 'map') return [plain(item) as Record<string, unknown>];
    problems.error(item.offset, 'an event is a map of fields');
    return [];
  });
}

/** The value as JSON would have it. Numbers a double cannot hold stay text. */
function plain(node: YamlNode): unknown {
  switch (node.kind) {
    case 'map':
      return Object.fromEntries(node.entries.map(({ key, value }) => [key, plain(value)]));
    case 'list':
      return node.items.map(plain);
    case 'scalar':
      if (typeof node.value === 'number' && String(node.value) !== node.text) return node.text;
      return node.value;
  }
}
