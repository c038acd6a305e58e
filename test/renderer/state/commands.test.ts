import { afterEach, describe, expect, it } from 'vitest';
import {
  allCommands,
  type Command,
  commandsStore,
  isSingleKey,
  matchesKeys,
  offerCommands,
  searchCommands,
} from '../../../renderer/state/commands.ts';

const press = (
  key: string,
  held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {},
) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});
const command = (name: string, title: string, keys?: string): Command => ({
  name,
  title,
  group: 'Group',
  ...(keys ? { keys } : {}),
  run: () => {},
});

describe('matchesKeys', () => {
  it.each([
    ['j', press('j'), true],
    ['j', press('k'), false],
    ['j', press('j', { ctrlKey: true }), false],
    ['j', press('j', { altKey: true }), false],
    ['j', press('J', { shiftKey: true }), false],
    ['?', press('?', { shiftKey: true }), true],
    ['+', press('+', { shiftKey: true }), true],
    ['Ctrl+K', press('k', { ctrlKey: true }), true],
    ['Ctrl+K', press('K', { ctrlKey: true, shiftKey: true }), true],
    ['Ctrl+K', press('k', { metaKey: true }), true],
    ['Ctrl+K', press('k'), false],
    ['Ctrl+K', press('k', { ctrlKey: true, altKey: true }), false],
    ['Alt+1', press('1', { altKey: true }), true],
    ['F1', press('F1'), true],
    ['F1', press('F1', { shiftKey: true }), false],
    ['Shift+F1', press('F1', { shiftKey: true }), true],
  ])('%s and %j', (keys, pressed, expected) => {
    expect(matchesKeys(keys, pressed)).toBe(expected);
  });
});

describe('isSingleKey', () => {
  it('counts keys that are typed without Ctrl or Alt, function keys and Escape aside', () => {
    expect(['j', '?', '1', 'Enter', 'Shift+G'].filter((keys) => !isSingleKey(keys))).toEqual([]);
    expect(['Ctrl+K', 'Alt+1', 'F1', 'Escape'].filter(isSingleKey)).toEqual([]);
  });
});

describe('offerCommands', () => {
  afterEach(() => commandsStore.setState({ sets: [] }));

  it('puts what was offered last first, until it is taken back', () => {
    offerCommands([command('a', 'A')]);
    const takeBack = offerCommands([command('b', 'B')]);
    expect(allCommands().map(({ name }) => name)).toEqual(['b', 'a']);
    takeBack();
    expect(allCommands().map(({ name }) => name)).toEqual(['a']);
  });
});

describe('searchCommands', () => {
  const commands = [command('a', 'Open a case', 'Ctrl+O'), command('b', 'Case zone'), command('c', 'Help')];

  it('finds all words anywhere, titles that begin with the first word before others', () => {
    expect(searchCommands(commands, 'case').map(({ name }) => name)).toEqual(['b', 'a']);
    expect(searchCommands(commands, 'CASE open').map(({ name }) => name)).toEqual(['a']);
    expect(searchCommands(commands, 'ctrl+o').map(({ name }) => name)).toEqual(['a']);
    expect(searchCommands(commands, 'nothing')).toEqual([]);
  });

  it('gives all, in their order, where nothing is searched', () => {
    expect(searchCommands(commands, ' ').map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });
});
