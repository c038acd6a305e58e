import { byExaminer, defineCommand } from '../command.ts';
import { describeSource } from '../describe.ts';
import { choiceOptions, choicesOf } from '../import-choices.ts';
import { path, required, text } from '../option.ts';
import { profilePath } from '../profile-path.ts';
import { affected } from './source-withdraw.ts';

export const sourceRemap = defineCommand({
  name: 'source remap',
  summary: 'Reads a source again with other columns or another zone; what depended on it is marked',
  positionals: {
    dir: required(path('DIR', 'the case folder')),
    source: required(text('SOURCE', 'id of the source, as S1')),
  },
  options: {
    profile: { ...text('ID|FILE.yml', 'how to read the columns'), read: profilePath },
    timezone: text('IANA', 'zone of times that do not carry one'),
    ...choiceOptions,
    reason: required(text('T', 'why')),
    ...byExaminer,
  },
  notes: [
    'What is not given is as it was. The sealed file is read again as a new source; the old one is withdrawn in the same act. Where the new reading is refused, nothing changes. Exit code 3 if records were rejected.',
  ],
  async run(input, { call }) {
    const { dir, source, profile, timezone, reason, examiner } = input;
    const choices = choicesOf(input);
    const value = await call('source.remap', { dir, source, profile, timezone, choices, reason, examiner });
    return {
      value,
      lines: () => [
        ...describeSource(value.source),
        `${value.source.id} stands in the place of ${source.trim().toUpperCase()}, which is withdrawn`,
        affected(value.affectedFindings),
      ],
      lookAt: value.source.rowsRejected > 0,
    };
  },
});
