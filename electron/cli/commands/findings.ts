import { defineCommand } from '../command.ts';
import { describeFinding } from '../describe.ts';
import { plural } from '../layout.ts';
import { count, path, required } from '../option.ts';

export const findings = defineCommand({
  name: 'findings',
  summary: 'Lists the findings that need review, ranked',
  positionals: { dir: required(path('DIR', 'the case folder')) },
  options: { top: count('N', 'only the first N') },
  async run({ dir, top }, { call }) {
    const value = await call('findings', { dir, top });
    const lines = () => [
      ...value.flatMap((finding) => [...describeFinding(finding), '']),
      plural(value.length, 'finding'),
    ];
    return { value, lines };
  },
});
