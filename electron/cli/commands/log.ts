import { defineCommand } from '../command.ts';
import { path, required } from '../option.ts';

export const log = defineCommand({
  name: 'log',
  summary: 'Prints the activity log: everything done in the case, by whom',
  positionals: { dir: required(path('DIR', 'the case folder')) },
  options: {},
  async run({ dir }, { call }) {
    const value = await call('log', { dir });
    const lines = () =>
      value.map(
        ({ seq, at, actor, action, details, hash }) =>
          `${seq} ${at} ${actor}: ${action} ${JSON.stringify(details)} ${hash.slice(0, 16)}`,
      );
    return { value, lines };
  },
});
