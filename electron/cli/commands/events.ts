import type { MethodResult } from '../../../shared/contract/methods.ts';
import { defineCommand, type Surroundings } from '../command.ts';
import { plural, table } from '../layout.ts';
import { conditions, count, path, required } from '../option.ts';

const pageSize = 10_000;
const defaultLimit = 100;

export const events = defineCommand({
  name: 'events',
  summary: 'Lists events by time, all or those that meet every condition',
  positionals: { dir: required(path('DIR', 'the case folder')) },
  options: {
    where: conditions("'field=value'", 'only events that meet this; several must all hold'),
    limit: count('N', `at most so many (default ${defaultLimit})`),
    offset: count('N', 'leave out so many first (default 0)'),
  },
  notes: ['`scrutineer fields` lists the fields.'],
  async run({ dir, where, limit = defaultLimit, offset = 0 }, { call }) {
    const value = await page(call, dir, where, limit, offset);
    const lines = () => [
      ...table(
        ['at (UTC)', 'actor', 'target', 'reason', 'case', 'where'],
        value.events.map((event) => [
          event.at,
          cell(event.actor),
          cell(event.target),
          cell(event.reason),
          cell(event.caseNumber),
          `${event.file} record ${event.row}`,
        ]),
      ),
      `${plural(value.events.length, 'event')} of ${plural(value.total, 'event')}`,
    ];
    return { value, lines };
  },
});

/** Core hands out pages of bounded size; a caller may ask for more. */
async function page(
  call: Surroundings['call'],
  dir: string,
  where: readonly string[],
  limit: number,
  offset: number,
): Promise<MethodResult<'events'>> {
  const ask = (size: number, from: number) =>
    call('events', { dir, where: [...where], limit: size, offset: from });
  const first = await ask(Math.min(limit, pageSize), offset);
  const found = [...first.events];
  while (found.length < limit && offset + found.length < first.total) {
    const next = await ask(Math.min(limit - found.length, pageSize), offset + found.length);
    if (next.events.length === 0) break;
    for (const event of next.events) found.push(event);
  }
  return { total: first.total, events: found };
}

function cell(value: unknown): string {
  return value === undefined || value === null ? '' : String(value);
}
