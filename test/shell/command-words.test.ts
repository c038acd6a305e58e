import { expect, test } from 'vitest';
import { commandWords } from '../../electron/shell/command-words.ts';

test.each([
  [['/opt/scrutineer'], true, []],
  [['/opt/scrutineer', '--no-sandbox', '--ozone-platform=headless'], true, []],
  [
    ['/opt/scrutineer', '--ozone-platform=headless', 'case', 'info', 'c', '--json'],
    true,
    ['case', 'info', 'c', '--json'],
  ],
  [['/opt/scrutineer', '--help'], true, ['--help']],
  [['electron', 'out/window/program/electron/entry.js'], false, []],
  [['electron', 'entry.js', '--user-data-dir=/tmp/x', 'log', 'c'], false, ['log', 'c']],
  [['/Applications/Scrutineer', '-psn_0_1234'], true, []],
])('%j, packaged %s', (argv, isPackaged, words) => {
  expect(commandWords(argv, isPackaged)).toEqual(words);
});
