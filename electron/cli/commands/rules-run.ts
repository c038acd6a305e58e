import { byExaminer, defineCommand } from '../command.ts';
import { describeRules } from '../describe.ts';
import { plural } from '../layout.ts';
import { path, paths, required } from '../option.ts';

export const rulesRun = defineCommand({
  name: 'rules run',
  summary: 'Runs rules over the events of a case and stores the findings',
  positionals: { dir: required(path('DIR', 'the case folder')) },
  options: {
    rules: paths('PATH', 'rule files, or folders of them (default: the rules that come with the program)'),
    ...byExaminer,
  },
  notes: ['Exit code 3 if a rule failed, or if one asked for with --rules could not be applied.'],
  async run({ dir, rules, examiner }, { call }) {
    const value = await call('rules.run', { dir, rules: [...rules], examiner });
    const byName = rules.length > 0;
    const lookAt = value.rules.some(({ status }) => status === 'failed' || (byName && status !== 'ran'));
    const lines = () => [...describeRules(value.rules), '', `${plural(value.findings, 'finding')} to review`];
    return { value, lines, lookAt };
  },
});
