import { AppError } from '../../../shared/contract/errors.ts';
import { byExaminer, defineCommand } from '../command.ts';
import { plural } from '../layout.ts';
import { conditions, path, required } from '../option.ts';

export const exportEvents = defineCommand({
  name: 'export',
  summary: 'Writes events as plain SQLite tables or as CSV',
  positionals: { dir: required(path('DIR', 'the case folder')) },
  options: {
    sqlite: path('FILE', 'write a SQLite database; this or --csv'),
    csv: path('FILE', 'write CSV; this or --sqlite'),
    where: conditions("'field=value'", 'only events that meet this; several must all hold'),
    ...byExaminer,
  },
  async run({ dir, sqlite, csv, where, examiner }, { call }) {
    const out = sqlite ?? csv;
    if (out === undefined || (sqlite !== undefined && csv !== undefined)) {
      throw new AppError('usage', 'export needs one of --sqlite and --csv');
    }
    const format = sqlite === undefined ? 'csv' : 'sqlite';
    const value = await call('export', { dir, format, out, where: [...where], examiner });
    return { value, lines: () => [`wrote ${plural(value.rows, 'event')} to ${value.path}`] };
  },
});
