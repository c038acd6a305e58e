import { defineCommand } from '../command.ts';
import { grouped, pairs, table } from '../layout.ts';
import { path, required } from '../option.ts';

export const caseInfo = defineCommand({
  name: 'case info',
  summary: 'Says what is in a case',
  positionals: { dir: required(path('DIR', 'the case folder')) },
  options: {},
  async run({ dir }, { call }) {
    const value = await call('case.info', { dir });
    const lines = () => [
      ...pairs([
        ['case', value.case.name],
        ['agency', value.case.agency],
        ['matter', value.case.matter],
        ['examiner', value.case.examiner],
        ['zone', value.case.timezone ?? 'not set'],
        ['created', value.case.createdAt],
        ['events', value.events],
        ['findings', value.findings],
        ['log head', value.logHead],
      ]),
      ...(value.sourcesChanged === undefined ? [] : ['', value.sourcesChanged.sentence]),
      '',
      ...table(
        ['source', 'state', 'records', 'rejected', 'repeats', 'from', 'to', 'file'],
        value.sources.map((source) => [
          source.id,
          source.state,
          grouped(source.rowsRead),
          grouped(source.rowsRejected),
          grouped(source.rowsDuplicate),
          source.firstEventAt ?? '',
          source.lastEventAt ?? '',
          source.file,
        ]),
      ),
    ];
    return { value, lines };
  },
});
