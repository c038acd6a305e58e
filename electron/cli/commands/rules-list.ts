import { defineCommand } from '../command.ts';
import { table } from '../layout.ts';

export const rulesList = defineCommand({
  name: 'rules list',
  summary: 'Lists the rules that come with the program',
  positionals: {},
  options: {},
  async run(_input, { call }) {
    const value = await call('rules.list', {});
    const lines = () =>
      table(
        ['level', 'rule', 'title', 'author', 'license'],
        value.rules.map(({ level, ruleId, title, author, license }) => [
          level,
          ruleId,
          title,
          author,
          license,
        ]),
      );
    return { value, lines };
  },
});
