import { defineCommand } from '../command.ts';
import { path, required, text } from '../option.ts';

export const caseCreate = defineCommand({
  name: 'case create',
  summary: 'Creates a case: a new folder for evidence, events, findings and the activity log',
  positionals: { dir: required(path('DIR', 'the folder to create; one that holds anything is refused')) },
  options: {
    name: required(text('N', 'name of the case')),
    examiner: required(text('E', 'who examines; recorded with everything done in the case')),
    agency: text('A', 'agency of the examiner'),
    matter: text('M', 'matter or reference number'),
    timezone: text('IANA', 'zone in which the case reads hours and dates, such as America/Los_Angeles'),
  },
  async run({ dir, name, examiner, agency, matter, timezone }, { call }) {
    const value = await call('case.create', { dir, name, examiner, agency, matter, timezone });
    return {
      value,
      lines: () => [`created case "${value.case.name}" in ${dir}`, `next: scrutineer import ${dir} FILE…`],
    };
  },
});
