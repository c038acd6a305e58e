import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../../shared/contract/errors.ts';
import type { RuleProblem } from '../../../shared/contract/records.ts';
import { linkRules } from './link.ts';
import { createProblemSink, type ProblemSink } from './problems.ts';
import { type Draft, readRule } from './read-rule.ts';
import type { RefusedRule, Rule } from './rule.ts';
import { findRuleFiles, type RuleFile } from './rule-files.ts';
import { createLineCounter, readYaml, type YamlDocument } from './yaml-tree.ts';

export interface LoadedRules {
  readonly rules: readonly Rule[];
  readonly refused: readonly RefusedRule[];
  /** All that is wrong, by file and place. */
  readonly problems: readonly RuleProblem[];
  /** Number of files read. */
  readonly files: number;
  /** Line and column of an offset in the text of one of the files, both 1-based. */
  readonly placeOf: (file: string, offset: number) => { readonly line: number; readonly column: number };
}

/** Rules are read whole; a bundle of every public rule there is has 15 MB. */
const maxFileBytes = 32 * 1024 * 1024;
const maxTotalLength = 256 * 1024 * 1024;
const filesAtOnce = 16;

/**
 * Reads rule files, and folders of them with all subfolders, and joins what refers to each other. What is wrong with a
 * rule does not stop the others. Throws not-found, input-unreadable, rule-invalid (far too much of it).
 */
export async function loadRules(paths: readonly string[]): Promise<LoadedRules> {
  const reader = new RuleReader();
  let total = 0;
  const files = await findRuleFiles(paths);
  for (let from = 0; from < files.length; from += filesAtOnce) {
    const some = files.slice(from, from + filesAtOnce);
    const texts = await Promise.all(some.map(readText));
    for (const [index, { name }] of some.entries()) {
      total += texts[index]!.length;
      if (total > maxTotalLength)
        throw new AppError(
          'rule-invalid',
          'the rule files are larger than 256 MiB together; name fewer of them',
        );
      reader.add(name, texts[index]!);
      await setImmediate();
    }
  }
  return reader.finish();
}

/** Takes the texts of rule files one by one and joins their rules. */
export class RuleReader {
  readonly #drafts: Draft[] = [];
  readonly #unreadable: RefusedRule[] = [];
  readonly #sinks: ProblemSink[] = [];
  readonly #lines = new Map<string, ReturnType<typeof createLineCounter>>();

  /** `file` is the name by which problems and rules speak of it. */
  add(file: string, text: string): void {
    const lines = createLineCounter();
    this.#lines.set(file, lines);
    const documents = readYaml(text, lines, () => createProblemSink(file, lines));
    for (const [index, document] of documents.entries()) {
      this.#sinks.push(document.problems);
      const { root, problems } = document;
      if (root === undefined) {
        if (problems.errorCount === 0) continue;
        this.#unreadable.push(refuse(file, index, document));
        continue;
      }
      const { line, col } = lines.linePos(root.offset);
      this.#drafts.push(readRule(root, { file, index, line, column: col, text: document.text }, problems));
    }
  }

  finish(): LoadedRules {
    const { rules, refused } = linkRules(this.#drafts);
    return {
      rules,
      refused: [...this.#unreadable, ...refused],
      problems: sortProblems(this.#sinks.flatMap(({ all }) => all)),
      files: this.#lines.size,
      placeOf: (file, offset) => {
        const { line, col } = this.#lines.get(file)!.linePos(offset);
        return { line, column: col };
      },
    };
  }
}

async function readText({ path, name }: RuleFile): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new AppError('input-unreadable', `${name} cannot be read (${code}); check its permissions`, {
      file: name,
    });
  }
  if (bytes.length > maxFileBytes)
    throw new AppError('rule-invalid', `${name} is larger than 32 MiB: no rule file is`, { file: name });
  return bytes.toString('utf8').replace(/^\uFEFF/, '');
}

function refuse(file: string, index: number, { problems }: YamlDocument): RefusedRule {
  const { line, column, message } = problems.all.find(({ severity }) => severity === 'error')!;
  const name = basename(file, extname(file));
  return {
    ruleId: index === 0 ? name : `${name}#${index + 1}`,
    title: '',
    file,
    reason: message,
    line,
    column,
  };
}

/** By file and place. */
export function sortProblems(problems: readonly RuleProblem[]): RuleProblem[] {
  return [...problems].sort((a, b) => compareTexts(a.file, b.file) || a.line - b.line || a.column - b.column);
}

/** By UTF-16 units, the same on every machine. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
