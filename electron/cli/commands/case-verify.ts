import { byExaminer, defineCommand } from '../command.ts';
import { path, required } from '../option.ts';

export const caseVerify = defineCommand({
  name: 'case verify',
  summary: 'Checks schema, evidence hashes, event blocks, terms and activity log',
  positionals: { dir: required(path('DIR', 'the case folder')) },
  options: byExaminer,
  notes: ['Exit code 3 if anything is wrong.'],
  async run({ dir, examiner }, { call }) {
    const value = await call('case.verify', { dir, examiner });
    const lines = () => [
      ...value.checks.map(({ check, ok, detail }) => `${ok ? 'ok   ' : 'WRONG'} ${check}: ${detail}`),
      value.ok ? 'the case is whole' : 'the case is not as it was written',
    ];
    return { value, lines, lookAt: !value.ok };
  },
});
