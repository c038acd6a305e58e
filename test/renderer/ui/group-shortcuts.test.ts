import { expect, it } from 'vitest';
import { groupShortcuts } from '../../../renderer/ui/group-shortcuts.ts';

it('lists commands with keys by group, in the order of the offer', () => {
  const run = () => {};
  const groups = groupShortcuts([
    { name: 'n', title: 'Next', group: 'Findings', keys: 'j', run },
    { name: 'h', title: 'Help', group: 'Window', keys: 'F1', run },
    { name: 'q', title: 'Quit', group: 'Window', run },
    { name: 'p', title: 'Previous', group: 'Findings', keys: 'k', run },
  ]);
  expect(groups.map(({ group, commands }) => [group, commands.map(({ keys }) => keys)])).toEqual([
    ['Findings', ['j', 'k']],
    ['Window', ['F1']],
  ]);
});
