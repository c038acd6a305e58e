import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const repository = fileURLToPath(new URL('../', import.meta.url));

/** What each folder may not name; on the right a neighbor of it that it may. */
const bans: Record<string, { refused: readonly string[]; allowed: readonly string[] }> = {
  'shared/contract/probe.ts': {
    refused: [
      'node:fs',
      'node:fs/promises',
      'electron',
      'react',
      'better-sqlite3',
      '../../electron/core/job.ts',
      'net',
    ],
    allowed: ['valibot', '../vocabulary/fields.ts'],
  },
  'electron/shell/probe.ts': {
    refused: [
      'node:http',
      'node:https',
      'node:http2',
      'node:net',
      'node:tls',
      'node:dgram',
      'node:dns',
      'node:dns/promises',
      'node:inspector',
      'ws',
      'undici',
      'react',
      '../../renderer/app/main.tsx',
      'better-sqlite3',
      '../core/handlers.ts',
      '../core/case-file/case-file.ts',
      '../cli/run.ts',
    ],
    allowed: [
      'electron',
      'node:fs/promises',
      './sender.ts',
      '../core/process/client.ts',
      '../core/process/arguments.ts',
      '../../shared/contract/methods.ts',
    ],
  },
  'electron/main.ts': {
    refused: ['node:net', 'better-sqlite3', './core/handlers.ts', './cli/run.ts', '../renderer/app/main.tsx'],
    allowed: ['electron', './shell/sender.ts', './core/process/client.ts', '../shared/contract/methods.ts'],
  },
  'electron/core/rules/probe.ts': {
    refused: [
      'node:net',
      'node:dns/promises',
      'electron',
      '../../cli/run.ts',
      '../../shell/window.ts',
      '../../../renderer/app/main.tsx',
      'react',
    ],
    allowed: ['node:fs', 'better-sqlite3', '../events/table.ts', '../../../shared/contract/errors.ts'],
  },
  'electron/cli/commands/probe.ts': {
    refused: [
      'node:net',
      'electron',
      'better-sqlite3',
      '../../core/handlers.ts',
      '../../core/process/dispatch.ts',
      '../../core/job.ts',
      '../../shell/window.ts',
      '../../../renderer/app/main.tsx',
    ],
    allowed: [
      'node:path',
      '../../core/process/client.ts',
      '../command.ts',
      '../../../shared/contract/errors.ts',
    ],
  },
  'renderer/views/probe.ts': {
    refused: [
      'node:fs',
      'node:fs/promises',
      'electron',
      'better-sqlite3',
      '../../electron/core/job.ts',
      '../../electron/shell/sender.ts',
      '../../electron/main.ts',
      'node:http',
      'node:dns/promises',
      'ws',
    ],
    allowed: [
      'react',
      'zustand',
      'react-aria-components',
      '../ui/button.tsx',
      '../../shared/contract/methods.ts',
    ],
  },
};

const forms = [
  (name: string, at: number) => `import { a as a${at} } from '${name}'; export const b${at} = a${at};`,
  (name: string, at: number) => `export { c as c${at} } from '${name}';`,
  (name: string, at: number) => `export const d${at} = await import('${name}');`,
];

let dir: string;
let complaints: { path: string; line: number; rule: string }[];

/** The project's own rules over one file per folder that names everything it may and may not. */
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'scrutineer-layers-'));
  const rules = JSON.parse(await readFile(join(repository, 'biome.json'), 'utf8'));
  await writeFile(join(dir, 'biome.json'), JSON.stringify({ ...rules, vcs: { enabled: false } }));
  for (const [path, { refused, allowed }] of Object.entries(bans)) {
    const lines = [...refused, ...allowed].flatMap((name, at) => forms.map((form) => form(name, at)));
    const globals = ['fetch', 'WebSocket', 'XMLHttpRequest', 'EventSource'].map((name) => `void ${name};`);
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), [...lines, ...globals].join('\n'));
  }
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      join(repository, 'node_modules/@biomejs/biome/bin/biome'),
      'lint',
      '--reporter=json',
      '--max-diagnostics=none',
      '.',
    ],
    { cwd: dir, maxBuffer: 1e8 },
  ).catch((failed) => failed);
  const report = JSON.parse(stdout) as {
    diagnostics: { category: string; location: { path: string; start: { line: number } } }[];
  };
  complaints = report.diagnostics.map(({ category, location }) => ({
    path: location.path,
    line: location.start.line,
    rule: category,
  }));
});
afterAll(() => rm(dir, { recursive: true }));

test.each(Object.entries(bans))('%s', (path, { refused, allowed }) => {
  const linesOf = (rule: string) =>
    new Set(complaints.filter((one) => one.path === path && one.rule === rule).map(({ line }) => line));
  const imports = linesOf('lint/style/noRestrictedImports');
  const lineOf = (name: number, form: number) => name * forms.length + form + 1;
  const reached = [...refused, ...allowed].map((name, at) => [
    name,
    forms.map((_, form) => (imports.has(lineOf(at, form)) ? 'refused' : 'allowed')),
  ]);
  expect(reached).toEqual([
    ...refused.map((name) => [name, forms.map(() => 'refused')]),
    ...allowed.map((name) => [name, forms.map(() => 'allowed')]),
  ]);
  const firstGlobal = lineOf(refused.length + allowed.length, 0);
  expect([...linesOf('lint/style/noRestrictedGlobals')].sort((a, b) => a - b)).toEqual(
    [0, 1, 2, 3].map((at) => firstGlobal + at),
  );
});
