import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Bridge } from '../../shared/contract/bridge.ts';
import type { MethodInput, MethodName, MethodResult } from '../../shared/contract/methods.ts';
import { fileNames, invisibleTexts, quoted } from './hostile-texts.ts';

declare const scrutineer: Bridge;

/** Columns of one log with hostile headers; a log has at most some thousand. */
export const headersPerFile = 900;
const namedFiles = 40;
const patternActors = 8;

export const hostileName = `Case ${invisibleTexts.join(' ')} <img src=x onerror=alert(1)>`;

let lastId = 1_000_000;

/** A call of core from the page, apart from the page's own. */
export async function ask<Name extends MethodName>(
  page: Page,
  method: Name,
  args: MethodInput<Name>,
): Promise<MethodResult<Name>> {
  lastId++;
  const reply = await page.evaluate(([id, name, argsJson]) => scrutineer.call(id, name, argsJson), [
    lastId,
    method,
    JSON.stringify(args),
  ] as const);
  const { ok, value, error } = JSON.parse(reply) as { ok: boolean; value: never; error: unknown };
  if (!ok) throw new Error(`${method}: ${JSON.stringify(error)}`);
  return value;
}

/** A case in which everything that a log, a rule or an examiner can name is one of the texts. */
export async function makeHostileCase(page: Page, folder: string, texts: readonly string[]): Promise<string> {
  const dir = join(folder, 'case');
  await ask(page, 'case.create', {
    dir,
    name: hostileName,
    examiner: texts[40]!,
    agency: texts[41]!,
    matter: texts[42]!,
    timezone: 'America/Chicago',
  });
  const files = writeLogs(folder, texts);
  const { sources } = await ask(page, 'import', {
    dir,
    files,
    timezone: 'UTC',
    receivedFrom: texts.slice(0, 60).join(' '),
    authority: invisibleTexts.join(' '),
  });
  const refused = sources.filter(({ state }) => state === 'refused');
  if (refused.length > 0) throw new Error(`refused: ${JSON.stringify(refused[0])}`);
  await ask(page, 'rules.run', { dir, rules: [writeRules(folder, texts)] });
  return dir;
}

function writeLogs(folder: string, texts: readonly string[]): string[] {
  const logs = join(folder, 'logs');
  mkdirSync(logs, { recursive: true });
  const names = fileNames(texts);
  const take = (index: number) => join(logs, `${names[(index * 61 + 7) % names.length]}.csv`);
  const files: string[] = [];
  const write = (rows: readonly (readonly string[])[]) => {
    const file = take(files.length);
    writeFileSync(file, rows.map((cells) => `${cells.map(quoted).join(',')}\n`).join(''));
    files.push(file);
  };
  const header = ['timestamp', 'user', 'target', 'reason', 'case number'];
  const at = (index: number) => new Date(Date.UTC(2025, 0, 1) + index * 60_000).toISOString();
  const text = (index: number) => texts[index % texts.length]!;
  // Every text in each of the fields, and in a column of the log's own; some records without a time.
  write([
    [...header, text(1)],
    ...texts.map((one, i) => [at(i), one, text(i + 1), text(i + 2), text(i + 3), text(i + 4)]),
    ...texts.map((one, i) => [one, 'no time', text(i + 1), '', '', '']),
  ]);
  write([
    header,
    ...texts.map((one, i) => [at(i), `Actor ${i % patternActors}`, one, text(i + 1), text(i + 2)]),
  ]);
  for (let from = 0; from < texts.length; from += headersPerFile) {
    const own = texts.slice(from, from + headersPerFile);
    write([
      [...header, ...own],
      [at(from), 'headers', 'h', 'h', `H${from}`, ...own.map((_, i) => text(from + i + 1))],
    ]);
  }
  while (files.length < namedFiles) {
    write([header, [at(files.length), `file ${files.length}`, 't', 'r', 'c']]);
  }
  return files;
}

/** Rules of somebody who would like their words to be run. */
function writeRules(folder: string, texts: readonly string[]): string {
  const file = join(folder, 'hostile.yml');
  const image = '<img src=x onerror=alert(1)>';
  const marks = invisibleTexts.join(' ');
  // Thousands of findings carry the words of the first rule: they are few.
  const few = (from: number) => JSON.stringify(`${texts[from]!.slice(0, 60)} ${invisibleTexts[from % 20]}`);
  const many = (from: number) =>
    JSON.stringify(
      texts
        .slice(from, from + 20)
        .join(' ')
        .slice(0, 240),
    );
  const rule = (
    id: number,
    words: typeof few,
    [finding, selection, sentence]: readonly [string, string, string],
  ) => `
title: ${words(id * 20)}
id: 00000000-0000-4000-8000-00000000000${id}
name: hostile-${id}
status: stable
description: ${words(id * 40)}
author: ${words(id * 60)}
license: ${words(id * 80)}
date: 2026-11-25
falsepositives:
  - ${words(id * 100)}
logsource:
  category: access-log
detection:
  selection:
    ${selection}
  condition: selection
level: high
scrutineer:
  ${finding}
  sentence: ${JSON.stringify(sentence)}
  explain: ${words(id * 120)}
  cannot-tell:
    - ${words(id * 140)}
`;
  const rules = [
    rule(1, few, ['finding: actor-target', 'reason|exists: true', `${invisibleTexts[15]} {actor} ${image}`]),
    rule(2, many, [
      'finding: actor-pattern\n  pattern: hostile',
      "actor|startswith: 'Actor '",
      `${marks} ${image} {actor}`,
    ]),
  ];
  writeFileSync(file, rules.join('---'));
  return file;
}
