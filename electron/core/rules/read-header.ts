import { basename, extname } from 'node:path';
import { type Level, levels } from '../../../shared/vocabulary/levels.ts';
import { type ProblemSink, suggestion } from './problems.ts';
import type { RuleHeader } from './rule.ts';
import { entryOf, short, type YamlMap } from './yaml-tree.ts';

/** Top-level attributes of Sigma 2.1 rules, correlations and filters, and those of ours and SigmaHQ's. */
const knownAttributes = [
  'title',
  'id',
  'name',
  'related',
  'taxonomy',
  'status',
  'description',
  'license',
  'author',
  'references',
  'date',
  'modified',
  'logsource',
  'detection',
  'correlation',
  'filter',
  'fields',
  'falsepositives',
  'level',
  'tags',
  'scope',
  'generate',
  'scrutineer',
];
/** Custom attributes other tools are known to write: nothing to say about them. */
const knownCustom = new Set([
  'regression_tests_path',
  'simulation',
  'sigma-version',
  'ruletype',
  'reference',
]);

const statuses = ['stable', 'test', 'experimental', 'deprecated', 'unsupported'];
const relations = ['derived', 'obsolete', 'merged', 'renamed', 'similar'];
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export interface DocumentPlace {
  readonly file: string;
  /** 0-based place of the document in its file. */
  readonly index: number;
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

/**
 * Reads what a rule says about itself. Only a missing title is an error: nothing else here changes what a rule matches,
 * and rules of others have dates, levels and ids in many spellings.
 */
export function readHeader(root: YamlMap, place: DocumentPlace, problems: ProblemSink): RuleHeader {
  warnOfUnknown(root, problems);
  const text = (key: string, maxLength: number) => readText(root, key, maxLength, problems);
  const title = text('title', 256);
  if (title === undefined || title.trim() === '') {
    problems.error(
      root.offset,
      'the title is missing: add "title: …" saying in a few words what the rule finds',
    );
  }
  const id = text('id', 256);
  if (id !== undefined && !uuid.test(id)) {
    problems.warning(entryOf(root, 'id')!.value.offset, 'the id should be a UUID (version 4)');
  }
  const name = text('name', 256);
  for (const key of ['date', 'modified']) checkDate(root, key, problems);
  checkRelated(root, problems);
  const status = text('status', 64) ?? '';
  if (status !== '' && !statuses.includes(status)) {
    problems.warning(
      entryOf(root, 'status')!.value.offset,
      `there is no status "${short(status)}"${suggestion(status, statuses) || '.'} Statuses are ${statuses.join(', ')}`,
    );
  }
  text('taxonomy', 256);
  for (const key of ['fields', 'scope']) readTexts(root, key, problems);
  return {
    ruleId:
      id ??
      name ??
      `${basename(place.file, extname(place.file))}${place.index === 0 ? '' : `#${place.index + 1}`}`,
    id,
    name,
    title: title ?? '',
    level: readLevel(root, problems),
    status,
    description: text('description', 65_535) ?? '',
    author: text('author', 4096) ?? '',
    license: text('license', 256) ?? '',
    references: readTexts(root, 'references', problems),
    falsePositives: readTexts(root, 'falsepositives', problems),
    tags: readTexts(root, 'tags', problems),
    file: place.file,
    line: place.line,
    column: place.column,
    text: place.text,
  };
}

function warnOfUnknown(root: YamlMap, problems: ProblemSink): void {
  for (const { key, keyOffset } of root.entries) {
    if (knownAttributes.includes(key) || knownCustom.has(key)) continue;
    problems.warning(
      keyOffset,
      `"${short(key)}" is not an attribute of Sigma rules and is not used${suggestion(key, knownAttributes)}`,
    );
  }
}

function readText(root: YamlMap, key: string, maxLength: number, problems: ProblemSink): string | undefined {
  const value = entryOf(root, key)?.value;
  if (value === undefined || (value.kind === 'scalar' && value.value === null)) return undefined;
  if (value.kind !== 'scalar') {
    problems.warning(value.offset, `${key} should be a text, not a ${value.kind}; it is not used`);
    return undefined;
  }
  if (value.text.length <= maxLength) return value.text;
  problems.warning(value.offset, `${key} can have ${maxLength} characters; the rest is left out`);
  return value.text.slice(0, maxLength);
}

function readTexts(root: YamlMap, key: string, problems: ProblemSink): string[] {
  const value = entryOf(root, key)?.value;
  if (value === undefined || (value.kind === 'scalar' && value.value === null)) return [];
  if (value.kind === 'scalar') {
    if (key !== 'falsepositives') problems.warning(value.offset, `${key} should be a list`);
    return [value.text];
  }
  return (value.kind === 'map' ? [value] : value.items).flatMap((item) => {
    if (item.kind === 'scalar') return [item.text];
    problems.warning(item.offset, `${key} should be a list of texts; what is none is left out`);
    return [];
  });
}

/** What other tools and older rules write for a level. */
const levelSpellings: Readonly<Record<string, Level>> = {
  info: 'informational',
  information: 'informational',
  moderate: 'medium',
  severe: 'high',
};

function readLevel(root: YamlMap, problems: ProblemSink): Level {
  const value = entryOf(root, 'level')?.value;
  if (value === undefined || (value.kind === 'scalar' && value.value === null)) return 'informational';
  const text = value.kind === 'scalar' ? value.text : '';
  const lower = text.trim().toLowerCase();
  const level = levels.find((known) => known === lower) ?? levelSpellings[lower];
  if (level !== text) {
    const taken = level ?? 'informational';
    problems.warning(
      value.offset,
      `there is no level "${short(text)}"${suggestion(text, levels) || '.'} It is taken for ${taken}; levels are ${levels.join(', ')}`,
    );
  }
  return level ?? 'informational';
}

function checkDate(root: YamlMap, key: string, problems: ProblemSink): void {
  const value = entryOf(root, key)?.value;
  if (value === undefined) return;
  const text = value.kind === 'scalar' ? value.text : '';
  if (!/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(text)) {
    const parts = /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})$/.exec(text);
    const better = parts === null ? '2026-11-24' : `${parts[1]}-${two(parts[2]!)}-${two(parts[3]!)}`;
    problems.warning(value.offset, `${key} should be a date as Sigma 2 writes it: ${better}`);
  }
}

function two(digits: string): string {
  return digits.padStart(2, '0');
}

function checkRelated(root: YamlMap, problems: ProblemSink): void {
  const value = entryOf(root, 'related')?.value;
  if (value === undefined) return;
  for (const item of value.kind === 'list' ? value.items : [value]) {
    const type = item.kind === 'map' ? entryOf(item, 'type')?.value : undefined;
    const id = item.kind === 'map' ? entryOf(item, 'id')?.value : undefined;
    const known = type?.kind === 'scalar' && relations.includes(type.text);
    if (!known || id?.kind !== 'scalar') {
      problems.warning(
        item.offset,
        `related is a list of {id, type}, the type one of ${relations.join(', ')}`,
      );
    }
  }
}
