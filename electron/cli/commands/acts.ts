import { actTierNames, actTiers } from '../../../shared/vocabulary/act-tiers.ts';
import { defineCommand } from '../command.ts';
import { indented, plural } from '../layout.ts';
import { choice, count, path, required } from '../option.ts';

export const acts = defineCommand({
  name: 'acts',
  summary: 'Lists the acts that several records tell, and why the records belong together',
  positionals: { dir: required(path('DIR', 'the case folder')) },
  options: {
    tier: choice('TIER', 'only acts with a record joined by this tier', actTierNames),
    limit: count('N', 'at most N (default: 100)'),
    offset: count('N', 'leave out the first N'),
  },
  notes: actTiers.map(({ name, description }) => `${name}: ${description}.`),
  async run({ dir, tier, limit, offset }, { call }) {
    const value = await call('acts.list', { dir, tier, limit, offset });
    const lines = () => [
      ...value.acts.flatMap(({ act, recordsTotal, records }) => [
        `${act}: ${plural(recordsTotal, 'record')}`,
        ...indented(
          records.map(
            ({ source, file, row, at, role, tier: why, actor, action, target }) =>
              `${role}${why === null ? '' : ` (${why})`}: ${at} ${[actor, action, target].filter((cell) => cell !== '').join(', ')} [${source} ${file} record ${row}]`,
          ),
        ),
      ]),
      plural(value.total, 'act that several records tell', 'acts that several records tell'),
    ];
    return { value, lines };
  },
});
