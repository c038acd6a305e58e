import { defineCommand } from '../command.ts';
import { plural } from '../layout.ts';
import { paths, required } from '../option.ts';

export const rulesCheck = defineCommand({
  name: 'rules check',
  summary: 'Checks rule files without running them',
  positionals: { paths: required(paths('PATH', 'rule files, or folders of them')) },
  options: {},
  notes: ['Exit code 3 if a rule cannot be used as it is written.'],
  async run(input, { call }) {
    const value = await call('rules.check', { paths: [...input.paths] });
    const lines = () => [
      ...value.problems.map(
        ({ file, line, column, severity, message }) => `${file}:${line}:${column}: ${severity}: ${message}`,
      ),
      `${plural(value.files, 'file')}, ${plural(value.problems.length, 'problem')}`,
    ];
    return { value, lines, lookAt: !value.ok || value.problems.some(({ severity }) => severity === 'error') };
  },
});
