import type { FindingKind } from '../../../shared/contract/records.ts';
import { type OwnTest, readOwnTests } from './own-test.ts';
import { type ProblemSink, suggestion } from './problems.ts';
import { checkSentence } from './sentence.ts';
import { entryOf, short, type YamlMap, type YamlNode } from './yaml-tree.ts';

/**
 * What a rule says under the custom attribute `scrutineer` (docs/sigma-semantics.md, "The scrutineer block"): how its
 * hits become findings, in what words, and test events of its own. Other tools pass over it.
 */
export interface OwnBlock {
  readonly finding: FindingKind | undefined;
  /** Name of the pattern, for findings of the kind actor-pattern. */
  readonly pattern: string | undefined;
  readonly sentence: string | undefined;
  /** Why the pattern is worth a look, and what would explain it. */
  readonly explain: string | undefined;
  /** What the log cannot tell about it. */
  readonly cannotTell: readonly string[];
  /** How much the rule counts beside others of its level; 1 if not given. */
  readonly weight: number;
  readonly tests: readonly OwnTest[];
}

const knownKeys = ['finding', 'pattern', 'sentence', 'explain', 'cannot-tell', 'weight', 'tests'];
const findingKinds: readonly FindingKind[] = ['actor-target', 'actor-pattern', 'target-crowd'];
const maxWeight = 10;

export function readOwnBlock(root: YamlMap, problems: ProblemSink): OwnBlock | undefined {
  const node = entryOf(root, 'scrutineer')?.value;
  if (node === undefined) return undefined;
  if (node.kind !== 'map') {
    problems.error(node.offset, `scrutineer is a map with ${knownKeys.join(', ')}`);
    return undefined;
  }
  for (const { key, keyOffset } of node.entries) {
    if (!knownKeys.includes(key)) {
      problems.error(keyOffset, `scrutineer has no "${short(key)}"${suggestion(key, knownKeys)}`);
    }
  }
  const text = (key: string) => readText(node, key, problems);
  const finding = readFinding(node, problems);
  const pattern = text('pattern');
  if (pattern !== undefined && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(pattern)) {
    problems.error(
      entryOf(node, 'pattern')!.value.offset,
      'pattern is a short name in lower case: off-hours',
    );
  }
  if (finding === 'actor-pattern' && pattern === undefined) {
    problems.error(node.offset, 'findings of the kind actor-pattern need the name of the pattern');
  }
  const sentence = text('sentence');
  if (sentence !== undefined) checkSentence(sentence, entryOf(node, 'sentence')!.value.offset, problems);
  if (finding !== undefined && sentence === undefined) {
    problems.error(node.offset, 'a rule that makes findings needs a sentence');
  }
  return {
    finding,
    pattern,
    sentence,
    explain: text('explain'),
    cannotTell: readTexts(node, 'cannot-tell', problems),
    weight: readWeight(node, problems),
    tests: readOwnTests(entryOf(node, 'tests')?.value, problems),
  };
}

function readFinding(map: YamlMap, problems: ProblemSink): FindingKind | undefined {
  const value = entryOf(map, 'finding')?.value;
  if (value === undefined) return undefined;
  const text = value.kind === 'scalar' ? value.text : '';
  const kind = findingKinds.find((known) => known === text);
  if (kind === undefined) problems.error(value.offset, `finding is one of ${findingKinds.join(', ')}`);
  return kind;
}

function readText(map: YamlMap, key: string, problems: ProblemSink): string | undefined {
  const value = entryOf(map, key)?.value;
  if (value === undefined) return undefined;
  if (isText(value) && value.text.trim() !== '') return value.text.trim();
  problems.error(value.offset, `${key} is a text`);
  return undefined;
}

function readTexts(map: YamlMap, key: string, problems: ProblemSink): string[] {
  const value = entryOf(map, key)?.value;
  if (value === undefined) return [];
  if (value.kind !== 'list' || !value.items.every(isText)) {
    problems.error(value.offset, `${key} is a list of texts`);
    return [];
  }
  return value.items.map((item) => (isText(item) ? item.text.trim() : ''));
}

function isText(node: YamlNode): node is YamlNode & { kind: 'scalar'; text: string } {
  return node.kind === 'scalar' && typeof node.value === 'string';
}

function readWeight(map: YamlMap, problems: ProblemSink): number {
  const value = entryOf(map, 'weight')?.value;
  if (value === undefined) return 1;
  const weight = value.kind === 'scalar' ? value.value : undefined;
  if (typeof weight === 'number' && weight > 0 && weight <= maxWeight) return weight;
  problems.error(value.offset, `weight is a number above 0, at most ${maxWeight}`);
  return 1;
}
