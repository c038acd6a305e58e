import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseAllDocuments,
  type Scalar,
} from 'yaml';
import type { ProblemSink } from './problems.ts';

/** A YAML value with its place. Offsets are positions in the file's text. */
export type YamlNode = YamlMap | YamlList | YamlScalar;

export interface YamlMap {
  readonly kind: 'map';
  readonly offset: number;
  readonly entries: readonly YamlEntry[];
}

export interface YamlEntry {
  readonly key: string;
  readonly keyOffset: number;
  readonly value: YamlNode;
}

export interface YamlList {
  readonly kind: 'list';
  readonly offset: number;
  readonly items: readonly YamlNode[];
}

export interface YamlScalar {
  readonly kind: 'scalar';
  readonly offset: number;
  readonly value: string | number | boolean | null;
  /** A string's value; the text of anything else as the file has it (00429, 0x1f, true). */
  readonly text: string;
  /** Where the value's text stands unchanged in the file; undefined for folded and escaped text. */
  readonly textOffset: number | undefined;
}

export interface YamlDocument {
  /** Undefined where the document cannot be read; `problems` says why. */
  readonly root: YamlNode | undefined;
  /** The document's own text. */
  readonly text: string;
  /** Where the document begins in the file's text. */
  readonly offset: number;
  /** What is wrong with this document; later readers add to it. */
  readonly problems: ProblemSink;
}

/** No rule needs more; hostile files do. */
const maxNodes = 400_000;
const maxDepth = 64;
const maxDocuments = 20_000;

export function createLineCounter(): LineCounter {
  return new LineCounter();
}

/**
 * Reads all documents of a file; each has a sink of its own for what is wrong with it. Duplicate keys are found here
 * and not by the library, whose own check takes quadratic time.
 */
export function readYaml(
  text: string,
  lines: LineCounter,
  createProblems: () => ProblemSink,
): YamlDocument[] {
  const parsed = parseAllDocuments(text, {
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'silent',
    uniqueKeys: false,
    version: '1.2',
  });
  if (!Array.isArray(parsed)) return [];
  if (parsed.length > maxDocuments) {
    const problems = createProblems();
    problems.error(0, `more than ${maxDocuments} documents in one file; split it`);
    return [{ root: undefined, text: '', offset: 0, problems }];
  }
  const documents: YamlDocument[] = [];
  if (parsed.length === 0) {
    const problems = createProblems();
    const directive = /^%YAML\b/m.exec(text);
    if (directive !== null) problems.error(directive.index, noDocument);
    else problems.warning(0, 'the file holds no rule');
    documents.push({ root: undefined, text: '', offset: 0, problems });
  }
  let previousEnd = 0;
  for (const document of parsed) {
    const problems = createProblems();
    checkDirectives(text, previousEnd, document, problems);
    previousEnd = document.range[2];
    const faults = [...document.errors, ...document.warnings];
    for (const fault of faults.slice(0, 20)) {
      const nested = fault.message.startsWith('Maximum call stack');
      problems.error(
        fault.pos[0],
        nested ? 'nested too deep to be read' : `not valid YAML: ${short(fault.message)}`,
      );
    }
    // A document of comments only, such as after a last ---, is no rule and no mistake.
    const { contents } = document;
    const empty = contents === null || (isScalar(contents) && contents.value === null && !contents.source);
    if (problems.errorCount === 0 && empty) continue;
    const root = problems.errorCount > 0 ? undefined : convert(document.contents!, text, problems);
    const [start, , end] = document.range;
    documents.push({ root, text: text.slice(start, end), offset: start, problems });
  }
  return documents;
}

const noDocument = 'not valid YAML: after a %YAML line comes ---';

/** What the library lets pass: a second %YAML, and one that no document follows. */
function checkDirectives(text: string, from: number, document: Document.Parsed, problems: ProblemSink): void {
  const end = document.contents?.range?.[0] ?? document.range[2];
  const [first, second] = text.slice(from, end).matchAll(/^%YAML\b/gm);
  if (second !== undefined) problems.error(from + second.index, 'not valid YAML: %YAML is given twice');
  else if (first !== undefined && document.directives?.docStart !== true)
    problems.error(from + first.index, noDocument);
}

class Refusal extends Error {
  readonly offset: number;
  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

function convert(contents: Node, text: string, problems: ProblemSink): YamlNode | undefined {
  try {
    return new Converter(text, problems).node(contents, 0);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    problems.error(error.offset, error.message);
    return undefined;
  }
}

/** Turns the library's nodes into ours, counting what aliases repeat. */
class Converter {
  readonly #text: string;
  readonly #problems: ProblemSink;
  readonly #anchors = new Map<string, Node>();
  readonly #open = new Set<Node>();
  #nodes = 0;

  constructor(text: string, problems: ProblemSink) {
    this.#text = text;
    this.#problems = problems;
  }

  node(node: Node | null, depth: number, fallbackOffset = 0): YamlNode {
    const offset = node?.range?.[0] ?? fallbackOffset;
    if (++this.#nodes > maxNodes) {
      throw new Refusal(offset, `more than ${maxNodes} values, repeated ones counted; no rule needs so many`);
    }
    if (depth > maxDepth) throw new Refusal(offset, `nested more than ${maxDepth} levels deep`);
    if (node === null) return { kind: 'scalar', offset, value: null, text: '', textOffset: undefined };
    if (isAlias(node)) return this.#resolve(node.source, offset, depth);
    if ('anchor' in node && typeof node.anchor === 'string') this.#anchors.set(node.anchor, node);
    this.#open.add(node);
    const converted = this.#content(node, offset, depth);
    this.#open.delete(node);
    return converted;
  }

  #resolve(name: string, offset: number, depth: number): YamlNode {
    const target = this.#anchors.get(name);
    if (target === undefined)
      throw new Refusal(offset, `*${short(name)} repeats nothing: no &${short(name)} before it`);
    if (this.#open.has(target)) throw new Refusal(offset, `*${short(name)} contains itself`);
    return this.node(target, depth);
  }

  #content(node: Node, offset: number, depth: number): YamlNode {
    if (isMap(node))
      return { kind: 'map', offset, entries: this.#entries(node.items as Pair[], offset, depth) };
    if (isSeq(node)) {
      const items = node.items.map((item) => this.node(item as Node | null, depth + 1, offset));
      return { kind: 'list', offset, items };
    }
    if (isScalar(node)) return this.#scalar(node, offset);
    throw new Refusal(offset, 'not a value a rule can have');
  }

  #entries(pairs: readonly Pair[], offset: number, depth: number): YamlEntry[] {
    const seen = new Set<string>();
    const entries: YamlEntry[] = [];
    for (const pair of pairs) {
      const key = pair.key as Node | null;
      const keyOffset = key?.range?.[0] ?? offset;
      if (!isScalar(key) || key.value === null) throw new Refusal(keyOffset, 'a key must be a plain text');
      const name = typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
      if (seen.has(name))
        this.#problems.error(keyOffset, `"${short(name)}" is given twice; YAML keys must be unique`);
      seen.add(name);
      entries.push({
        key: name,
        keyOffset,
        value: this.node(pair.value as Node | null, depth + 1, keyOffset),
      });
    }
    return entries;
  }

  #scalar(node: Scalar, offset: number): YamlScalar {
    const { value } = node;
    const source = node.source ?? '';
    if (typeof value === 'string') {
      return { kind: 'scalar', offset, value, text: value, textOffset: this.#textOffset(node, value) };
    }
    // 00429 is an identifier, not four hundred: YAML 1.1 readers keep it as text, and so do we.
    if (typeof value === 'number' && /^[-+]?0[0-9]/.test(source)) {
      return { kind: 'scalar', offset, value: source, text: source, textOffset: offset };
    }
    if (typeof value === 'number' || typeof value === 'boolean' || value === null) {
      return { kind: 'scalar', offset, value, text: source, textOffset: offset };
    }
    throw new Refusal(offset, 'not a value a rule can have: only text, numbers, true, false and null');
  }

  #textOffset(node: Scalar, value: string): number | undefined {
    const start = node.range?.[0];
    if (start === undefined) return undefined;
    const quoted = node.type === 'QUOTE_SINGLE' || node.type === 'QUOTE_DOUBLE';
    const from = quoted ? start + 1 : start;
    return this.#text.startsWith(value, from) ? from : undefined;
  }
}

/** Where a character of a scalar's text stands in the file, as near as can be told. */
export function offsetWithin(scalar: YamlScalar, index: number): number {
  return scalar.textOffset === undefined ? scalar.offset : scalar.textOffset + index;
}

export function entryOf(map: YamlMap, key: string): YamlEntry | undefined {
  return map.entries.find((entry) => entry.key === key);
}

/** At most 120 characters of a text that comes from a rule file, for messages. */
export function short(text: string): string {
  return text.length <= 120 ? text : `${text.slice(0, 117)}...`;
}
