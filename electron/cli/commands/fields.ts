import { defineCommand } from '../command.ts';

export const fields = defineCommand({
  name: 'fields',
  summary: 'Lists the fields that events have and rules and conditions may use',
  positionals: {},
  options: {},
  async run(_input, { call }) {
    const value = await call('fields', {});
    const lines = () =>
      value.map(
        ({ name, type, kind, description }) =>
          `${name.padEnd(20)} ${type.padEnd(7)} ${kind.padEnd(10)} ${description}`,
      );
    return { value, lines };
  },
});
