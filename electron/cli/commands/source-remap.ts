import { byExaminer, futureCommand } from '../command.ts';
import { path, required, text } from '../option.ts';
import { profilePath } from '../profile-path.ts';

export const sourceRemap = futureCommand(
  'source remap',
  'Reads a source again with other columns or another zone; what depended on it is marked',
  { dir: required(path('DIR', 'the case folder')), source: required(text('SOURCE', 'id of the source')) },
  {
    profile: { ...text('ID|FILE.yml', 'how to read the columns'), read: profilePath },
    timezone: text('IANA', 'zone of times that do not carry one'),
    reason: required(text('T', 'why')),
    ...byExaminer,
  },
);
