import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { createProblemSink } from '../../../electron/core/rules/problems.ts';
import { createLineCounter, readYaml } from '../../../electron/core/rules/yaml-tree.ts';
import { readRules } from './try-rules.ts';

/** What others wrote to hold readers of Sigma and YAML to; it lies beside the project, not in it. */
const data = new URL('../../../../shared/data/', import.meta.url).pathname;
const documents = globSync(join(data, 'sigma-spec/tests/**/*.yml')).sort();
const yamlSuite = join(data, 'badinputs/yaml-test-suite/src');
const absent = 'shared/data is not beside the project';

/** Rules by the names and ids that the documents speak of. */
function rulesNamed(names: readonly string[]): string {
  return names
    .map((name) => {
      const key = /^[0-9a-f-]{36}$/.test(name) ? `id: ${name}` : `name: ${name}`;
      return `title: ${name}\n${key}\nlogsource: {category: process_creation, product: windows}\ndetection: {s: {f: a}, condition: s}\n`;
    })
    .join('---\n');
}

interface Document {
  readonly correlation?: { readonly rules: readonly string[] };
  readonly filter?: { readonly rules: readonly string[] };
}

test.skipIf(documents.length === 0)(`the specification's own documents are read (${absent})`, () => {
  expect(documents).toHaveLength(12);
  for (const path of documents) {
    const text = readFileSync(path, 'utf8');
    const { correlation, filter } = parse(text) as Document;
    const { refused } = readRules(rulesNamed((correlation ?? filter)?.rules ?? []), text);
    // Its meaning is not said: docs/sigma-semantics.md, "value_percentile".
    const expected =
      basename(path) === 'value_percentile.yml' ? [expect.stringContaining('which percentile')] : [];
    expect([path, refused.map(({ reason }) => reason)]).toEqual([path, expected]);
  }
});

/** The suite writes what cannot be seen with signs of its own. */
function unmasked(text: string): string {
  return text
    .replaceAll('␣', ' ')
    .replaceAll(/—*»/g, '\t')
    .replaceAll('←', '\r')
    .replaceAll('⇔', '\uFEFF')
    .replaceAll('↵', '')
    .replaceAll(/∎\n$/g, '');
}

test.skipIf(!existsSync(yamlSuite))(`what is no YAML is refused with its place (${absent})`, () => {
  const accepted: string[] = [];
  let mustFail = 0;
  for (const file of readdirSync(yamlSuite)) {
    const cases = parse(readFileSync(join(yamlSuite, file), 'utf8')) as { yaml: string; fail?: boolean }[];
    for (const [index, { yaml, fail }] of cases.entries()) {
      if (fail !== true) continue;
      mustFail++;
      const lines = createLineCounter();
      const read = readYaml(unmasked(yaml), lines, () => createProblemSink(file, lines));
      const errors = read.flatMap(({ problems }) =>
        problems.all.filter(({ severity }) => severity === 'error'),
      );
      for (const { line, column } of errors) expect(Math.min(line, column)).toBeGreaterThan(0);
      if (errors.length === 0) accepted.push(`${basename(file, '.yaml')}#${index}`);
    }
  }
  expect(mustFail).toBeGreaterThan(80);
  expect(accepted).toEqual([]);
});
