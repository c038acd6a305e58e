import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { commands } from '../../electron/cli/commands.ts';
import { dispositions } from '../../shared/vocabulary/dispositions.ts';
import { sourceKinds } from '../../shared/vocabulary/source-kinds.ts';
import { runWith } from './fake-world.ts';

const examiner = '--examiner';

/** What scripts are promised: every command and its flags. `--json` and `--help` are everywhere. */
const promised: Record<string, readonly string[]> = {
  'case create': ['--name', examiner, '--agency', '--matter', '--timezone'],
  'case info': [],
  'case verify': [examiner],
  'case backup': ['--out', examiner],
  import: [
    ...['--as', '--profile', '--timezone', '--received-from', '--authority'],
    ...['--expect-sha256', '--expect-rows', '--dry-run', examiner],
  ],
  'source withdraw': ['--reason', examiner],
  'source remap': ['--reason', examiner],
  compare: ['--csv'],
  events: ['--where', '--limit', '--offset'],
  export: ['--sqlite', '--csv', '--where', examiner],
  quality: [],
  acts: ['--tier', '--limit', '--offset'],
  'rules list': [],
  'rules check': [],
  'rules match': ['--rules', '--events', '--any-logsource'],
  'rules run': ['--rules', examiner],
  findings: ['--top'],
  annotate: ['--disposition', '--reason', '--note', '--internal', '--tag', examiner],
  report: ['--out', '--identity', '--passphrase-env', '--redact', '--findings', examiner],
  verify: ['--trust'],
  'identity create': ['--name', '--agency', '--passphrase-env'],
  'identity show': [],
  log: [],
  fields: [],
};

describe.each(Object.entries(promised))('%s', (name, flags) => {
  const words = name.split(' ');

  test.each([[[...words, '--help']], [['help', ...words]], [[...words, '-h', '--json']]])(
    '%j',
    async (asked) => {
      const { exitCode, out, calls } = await runWith(asked);
      expect(exitCode).toBe(0);
      expect(calls).toEqual([]);
      for (const flag of [...flags, '--json']) expect(out.split(/[\s[\]…]+/)).toContain(flag);
    },
  );

  test('an unknown flag is wrong usage and shows how it is used', async () => {
    const { exitCode, error, out } = await runWith([...words, '--no-such-flag', '--json']);
    expect(exitCode).toBe(2);
    expect(error).toContain('unknown flag --no-such-flag');
    expect(error).toContain(`Usage: scrutineer ${name}`);
    expect(JSON.parse(out).error.code).toBe('usage');
  });
});

test('there are no other commands, and the overview names all', async () => {
  expect(commands.map(({ name }) => name).toSorted()).toEqual(Object.keys(promised).toSorted());
  const { out } = await runWith(['--help']);
  for (const name of Object.keys(promised)) expect(out).toContain(`\n  ${name} `);
});

test('help names every kind of source and every disposition', async () => {
  const importHelp = (await runWith(['help', 'import'])).out;
  for (const kind of sourceKinds) expect(importHelp).toContain(kind);
  const annotateHelp = (await runWith(['help', 'annotate'])).out;
  for (const disposition of dispositions) expect(annotateHelp).toContain(disposition);
});

/** Commands that the page does not speak of. */
const beyondPage: ReadonlySet<string> = new Set(['quality', 'acts', 'compare']);
const page = new URL('../../../shared/cli.md', import.meta.url);

test.skipIf(!existsSync(page))('the list above is what the page beside the project promises', () => {
  const commandCells = readFileSync(page, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.replaceAll('\\|', '/').split('|')[1]!);
  const usages = commandCells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, usage]) => usage!));
  const stated = usages.map((usage) => [
    /^[a-z]+( [a-z]+)?/.exec(usage)![0],
    [...usage.matchAll(/--[a-z0-9-]+/g)].map(([flag]) => flag).toSorted(),
  ]);
  const onPage = Object.entries(promised).filter(([name]) => !beyondPage.has(name));
  const listed = onPage.map(([name, flags]) => [
    name,
    flags.filter((flag) => flag !== examiner || name === 'case create').toSorted(),
  ]);
  expect([...stated, ['fields', []]].toSorted()).toEqual(listed.toSorted());
});
