import { byExaminer, futureCommand } from '../command.ts';
import { path, required, text } from '../option.ts';

export const sourceWithdraw = futureCommand(
  'source withdraw',
  'Takes a source imported by mistake out of the case; what depended on it is marked',
  { dir: required(path('DIR', 'the case folder')), source: required(text('SOURCE', 'id of the source')) },
  { reason: required(text('T', 'why')), ...byExaminer },
);
