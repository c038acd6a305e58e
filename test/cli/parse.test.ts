import { describe, expect, test } from 'vitest';
import { runWith } from './fake-world.ts';

/** The arguments core would be called with. */
async function args(...words: string[]) {
  const { calls, error } = await runWith(words, {
    rules: [],
    matches: [],
    events: [],
    total: 0,
    sources: [],
    problems: [],
  });
  expect(error).not.toContain('error (usage)');
  return calls[0]?.args;
}

describe('words become arguments', () => {
  test('relative paths are those of the caller, absolute ones stay', async () => {
    expect(await args('rules', 'check', 'a.yml', '../b', '/c/./d')).toEqual({
      paths: ['/base/a.yml', '/b', '/c/d'],
    });
  });

  test('flags stand anywhere, with a space or an equals sign', async () => {
    expect(await args('events', '--limit=5', 'dir', '--offset', '7')).toMatchObject({
      dir: '/base/dir',
      limit: 5,
      offset: 7,
    });
  });

  test('everything after -- is an argument', async () => {
    expect(await args('rules', 'check', '--', '--odd.yml', '-x')).toEqual({
      paths: ['/base/--odd.yml', '/base/-x'],
    });
  });

  test('a value may begin with a dash where it is attached, or with a single dash', async () => {
    expect(await args('events', 'd', '--where=--x=1', '--where', '-y=2')).toMatchObject({
      where: ['--x=1', '-y=2'],
    });
  });

  test('--where takes the conditions that follow and leaves other words', async () => {
    expect(await args('events', '--where', 'actor=a b', 'target!=t', 'dir', '--where', 'c')).toMatchObject({
      dir: '/base/dir',
      where: ['actor=a b', 'target!=t', 'c'],
    });
  });

  test('--rules takes all paths up to the next flag', async () => {
    expect(await args('rules', 'match', '--rules', 'a', 'b', '--events', 'e.ndjson', '--rules', 'c')).toEqual(
      {
        rules: ['/base/a', '/base/b', '/base/c'],
        events: '/base/e.ndjson',
        anyLogsource: false,
      },
    );
  });

  test.each([
    ['flock', 'flock'],
    ['mine.yml', '/base/mine.yml'],
    ['mine.YAML', '/base/mine.YAML'],
    ['profiles/mine', '/base/profiles/mine'],
  ])('--profile %s', async (given, profile) => {
    expect(await args('import', 'd', 'f', '--profile', given)).toMatchObject({ profile });
  });
});

describe('wrong usage: exit code 2, what is wrong, how the command is used', () => {
  const create = ['case', 'create', 'd', '--name', 'N', '--examiner', 'E'];
  const environment = { EMPTY: '' };
  test.each<[string, string[], string]>([
    ['no command', [], 'a command is missing'],
    ['unknown command', ['evnts', 'd'], 'unknown command "evnts d"'],
    ['half a command', ['case'], 'unknown command "case"'],
    ['unknown second word', ['case', 'destroy', 'd'], 'unknown command "case destroy"'],
    ['help for nothing', ['help', 'nothing'], 'there is no command "nothing"'],
    ['missing argument', ['case', 'info'], 'DIR is missing'],
    ['missing arguments', ['import', 'd'], 'FILE is missing'],
    ['superfluous argument', ['case', 'info', 'd', 'e'], 'unexpected argument "e"'],
    ['missing flag', ['case', 'create', 'd', '--name', 'N'], '--examiner is missing'],
    ['single dash', ['case', 'info', '-d'], 'unknown flag -d; write ./-d'],
    ['inherited name', ['case', 'info', 'd', '--constructor', 'x'], 'unknown flag --constructor'],
    ['no value at the end', [...create, '--agency'], '--agency needs a value (A)'],
    ['a flag for a value', [...create, '--agency', '--matter'], '--agency needs a value (A)'],
    ['twice', [...create, '--name', 'M'], '--name is given twice'],
    ['a switch with a value', [...create, '--json=yes'], '--json takes no value'],
    ['empty path', ['case', 'info', ''], 'DIR must not be empty'],
    ['empty path of a flag', ['case', 'backup', 'd', '--out', ''], '--out must not be empty'],
    ['not a number', ['events', 'd', '--limit', '1e3'], '--limit must be a whole number, not "1e3"'],
    ['negative', ['events', 'd', '--offset', '-1'], '--offset must be a whole number, not "-1"'],
    ['unknown kind', ['import', 'd', 'f', '--as', 'event'], '--as must be one of events, personnel'],
    [
      'unknown disposition',
      ['annotate', 'd', 'f', '--disposition', 'guilty', '--reason', 'r'],
      '--disposition must be one of',
    ],
    ['disposition without reason', ['annotate', 'd', 'f', '--disposition', 'referred'], 'belong together'],
    ['reason without disposition', ['annotate', 'd', 'f', '--reason', 'r'], 'belong together'],
    ['internal without note', ['annotate', 'd', 'f', '--internal', '--tag', 't'], '--internal needs --note'],
    ['nothing to record', ['annotate', 'd', 'f'], 'annotate needs'],
    ['export to nothing', ['export', 'd'], 'export needs one of --sqlite and --csv'],
    [
      'export to both',
      ['export', 'd', '--csv', 'a', '--sqlite', 'b'],
      'export needs one of --sqlite and --csv',
    ],
    ['rows of many files', ['import', 'd', 'a', 'b', '--expect-rows', '1'], 'speak of one file'],
    [
      'report without identity',
      ['report', 'd', '--out', 'o', '--passphrase-env', 'P'],
      '--identity is missing',
    ],
    [
      'passphrase not set',
      ['identity', 'create', 'f', '--name', 'N', '--passphrase-env', 'UNSET'],
      'UNSET is not set',
    ],
    [
      'passphrase empty',
      ['identity', 'create', 'f', '--name', 'N', '--passphrase-env', 'EMPTY'],
      'EMPTY is empty',
    ],
  ])('%s', async (_name, words, message) => {
    const { exitCode, out, error, calls } = await runWith(words, {}, environment);
    expect(exitCode).toBe(2);
    expect(error).toMatch(/^error \(usage\): /);
    expect(error.split('\n')[0]).toContain(message);
    expect(error).toContain('Usage: scrutineer');
    expect(calls).toEqual([]);
    expect(out).toBe('');
  });
});
