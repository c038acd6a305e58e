import { defineCommand } from '../command.ts';
import { describeRules } from '../describe.ts';
import { plural } from '../layout.ts';
import { flag, path, paths, required } from '../option.ts';

export const rulesMatch = defineCommand({
  name: 'rules match',
  summary: 'Tries rules on loose events, without a case',
  positionals: {},
  options: {
    rules: required(paths('PATH', 'rule files, or folders of them')),
    events: required(path('FILE.ndjson', 'events, one JSON object a line')),
    'any-logsource': flag('apply rules whatever their logsource says'),
  },
  notes: ['Exit code 3 if a rule failed or could not be applied. Events are numbered from 0.'],
  async run(input, { call }) {
    const value = await call('rules.match', {
      rules: [...input.rules],
      events: input.events,
      anyLogsource: input['any-logsource'],
    });
    const lines = () => [
      ...value.matches.map(
        ({ ruleId, event, events }) => `${ruleId}: event ${(events ?? [event]).join(', ')}`,
      ),
      plural(value.matches.length, 'match', 'matches'),
      '',
      ...describeRules(value.rules),
    ];
    return { value, lines, lookAt: value.rules.some(({ status }) => status !== 'ran') };
  },
});
