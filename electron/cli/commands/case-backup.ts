import { byExaminer, defineCommand } from '../command.ts';
import { path, required } from '../option.ts';

export const caseBackup = defineCommand({
  name: 'case backup',
  summary: 'Writes a consistent copy of a case and verifies it',
  positionals: { dir: required(path('DIR', 'the case folder')) },
  options: { out: required(path('PATH', 'where the copy goes')), ...byExaminer },
  async run({ dir, out, examiner }, { call }) {
    const value = await call('case.backup', { dir, out, examiner });
    return { value, lines: () => [`copied to ${value.path}`, `SHA-256 ${value.sha256}`] };
  },
});
