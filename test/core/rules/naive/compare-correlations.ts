import fc from 'fast-check';
import { unwatchedJob } from '../../../../electron/core/job.ts';
import { RuleReader } from '../../../../electron/core/rules/load-rules.ts';
import { runRules } from '../../../../electron/core/rules/run-rules.ts';
import { type PlainSource, tableOf } from './tables.ts';
import {
  findMatches,
  type PlainCorrelation,
  type PlainExpression,
  type PlainHit,
  type PlainMatch,
} from './windows.ts';

const bases = ['a', 'b', 'c'] as const;

/** Names most of the time, what names nobody now and then. */
function often(
  names: readonly string[],
  others: readonly (string | undefined)[],
): fc.Arbitrary<string | undefined> {
  return fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...names) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  );
}

const plainEvent = fc.record({
  seconds: fc.option(fc.integer({ min: 0, max: 25 }), { nil: undefined, freq: 15 }),
  actor: often(['jdoe', 'JDOE', 'smith'], [undefined, '', '***', 'n/a']),
  plate: often(['AAA111', 'aaa111', 'BBB222', 'CCC333'], ['n/a', undefined, '', '***']),
  amount: fc.constantFrom('1', '2', '2.5', '-3', '0.25', 'many', undefined),
  kinds: fc.subarray([...bases], { minLength: 1 }),
  counted: fc.constantFrom(true, true, true, false),
});

const operators = {
  gt: (a: number, b: number) => a > b,
  gte: (a: number, b: number) => a >= b,
  lt: (a: number, b: number) => a < b,
  lte: (a: number, b: number) => a <= b,
  eq: (a: number, b: number) => a === b,
  neq: (a: number, b: number) => a !== b,
};

const condition = fc.oneof(
  fc.tuple(
    fc.constantFrom('gte' as const, 'gt' as const, 'eq' as const, 'neq' as const),
    fc.integer({ min: 1, max: 5 }),
    fc.constant(0),
  ),
  fc.tuple(fc.constantFrom('lt' as const, 'lte' as const), fc.integer({ min: 2, max: 5 }), fc.constant(0)),
  fc.tuple(fc.constant('range' as const), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 4, max: 6 })),
);

const expression = fc.letrec<{ node: PlainExpression }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.nat(2).map((base): PlainExpression => ({ kind: 'base', base })),
    fc.record({ kind: fc.constant('not' as const), term: tie('node') }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      terms: fc.array(tie('node'), { minLength: 2, maxLength: 3 }),
    }),
  ),
})).node;

const correlation = fc.record({
  type: fc.constantFrom(
    'event_count',
    'value_count',
    'temporal',
    'temporal_ordered',
    'value_sum',
    'value_avg',
    'value_median',
    'value_percentile',
  ),
  percentile: fc.constantFrom(0, 1, 25, 50, 75, 90, 100),
  /** value_count over two fields at once. */
  pairs: fc.boolean(),
  expression: fc.option(expression, { nil: undefined, freq: 2 }),
  counted: fc.boolean(),
  baseCount: fc.integer({ min: 1, max: 3 }),
  groupBy: fc.constantFrom<readonly ('actor' | 'plate')[]>(
    [],
    ['actor'],
    ['actor', 'plate'],
    ['plate', 'actor'],
  ),
  spanSeconds: fc.integer({ min: 1, max: 12 }),
  condition,
});

type Wish = typeof correlation extends fc.Arbitrary<infer Value> ? Value : never;

/**
 * Runs generated correlations over generated events, in two orders of sources and several slice sizes, and compares
 * every match with the naive one. Returns the number of matches compared; throws with the smallest case that differs.
 */
export async function compareCorrelations(runs: number, seed?: number): Promise<number> {
  let matches = 0;
  const property = fc.asyncProperty(
    fc.array(plainEvent, { minLength: 1, maxLength: 30, size: 'max' }),
    fc.nat(30),
    fc.array(correlation, { minLength: 1, maxLength: 4 }),
    fc.constantFrom(1, 4, 65_536),
    async (events, cut, wishes, sliceRows) => {
      const sources = [events.slice(0, cut), events.slice(cut)].map(
        (part, index): PlainSource => ({
          sha256: String(index + 1).repeat(64),
          columns: ['at', 'actor', 'plate', 'amount', ...bases],
          inline: index === 0 ? ['plate'] : [],
          events: part.map(({ seconds, kinds, counted, ...cells }) => ({
            micros: seconds === undefined ? undefined : seconds * 1_000_000,
            counted,
            cells: Object.fromEntries(
              [...Object.entries(cells), ...kinds.map((kind) => [kind, 'yes'])].filter(
                (entry): entry is [string, string] => entry[1] !== undefined,
              ),
            ),
          })),
        }),
      );
      const rowsSwapped = [...events.slice(cut), ...events.slice(0, cut)];
      const found = await run(wishes, tableOf(sources, sliceRows));
      const swapped = await run(wishes, tableOf(sources.toReversed(), sliceRows));
      for (const [index, wish] of wishes.entries()) {
        if (found[index] === undefined) continue;
        const naive = findMatches(hitsOf(events, wish), plainOf(wish));
        matches += naive.length;
        expectSame(wish, found[index]!, naive);
        const back = swapped[index]!.map(({ rows, ...rest }) => ({
          ...rest,
          rows: rows.map((row) => events.indexOf(rowsSwapped[row]!)),
        }));
        expectSame(wish, back, naive);
      }
    },
  );
  await fc.assert(property, { numRuns: runs, ...(seed === undefined ? {} : { seed }) });
  return matches;
}

function plainOf(wish: Wish): PlainCorrelation {
  const {
    type,
    spanSeconds,
    percentile,
    counted,
    condition: [operator, least, most],
  } = wish;
  const baseCount = baseCountOf(wish);
  const holds = (number: number) =>
    operator === 'range' ? number >= least && number < most : operators[operator](number, least);
  const all = type === 'temporal' && !counted;
  return {
    type: type as PlainCorrelation['type'],
    spanSeconds,
    baseCount,
    percentile,
    // "At least all of them" is what temporal_ordered asks for anyway.
    counted: counted && !((operator === 'gte' || operator === 'eq') && least === baseCount),
    expression: expressionOf(wish),
    holds: all ? (number) => number === baseCount : holds,
  };
}

function expressionOf({ type, expression }: Wish): PlainExpression | undefined {
  return type.startsWith('temporal') ? expression : undefined;
}

/** An expression can speak of every rule. */
function baseCountOf(wish: Wish): number {
  return expressionOf(wish) === undefined ? wish.baseCount : bases.length;
}

/** All hits in canonical order: the first source has the smaller hash. */
function hitsOf(
  events: readonly (typeof plainEvent extends fc.Arbitrary<infer Value> ? Value : never)[],
  wish: Wish,
): PlainHit[] {
  return events
    .map((one, row) => ({ one, row }))
    .filter(({ one }) => one.counted && one.seconds !== undefined)
    .sort((a, b) => a.one.seconds! - b.one.seconds! || a.row - b.row)
    .flatMap(({ one, row }) =>
      bases.slice(0, baseCountOf(wish)).flatMap((kind, base): PlainHit[] => {
        if (!one.kinds.includes(kind)) return [];
        const group = groupOf(one, wish.groupBy);
        return [{ row, seconds: one.seconds!, base, group, value: countedValue(one, wish) }];
      }),
    );
}

const namedCells = ['jdoe', 'smith', 'aaa111', 'bbb222', 'ccc333'];

function groupOf(
  cells: { readonly actor: string | undefined; readonly plate: string | undefined },
  groupBy: readonly ('actor' | 'plate')[],
): string | undefined {
  const names = groupBy.map((field) => cells[field]?.toLowerCase() ?? '');
  return names.every((name) => namedCells.includes(name)) ? names.join(' ') : undefined;
}

function countedValue(
  { plate, amount }: { plate: string | undefined; amount: string | undefined },
  { type, pairs }: Wish,
): string | undefined {
  if (type === 'value_count') {
    if (plate === undefined || plate === '' || plate === '***') return undefined;
    if (!pairs) return plate;
    return amount === undefined ? undefined : `${plate} | ${amount}`;
  }
  return amount === 'many' ? undefined : amount;
}

function yamlOf(wish: Wish, index: number): string {
  const { type, groupBy, spanSeconds, pairs, percentile, counted } = wish;
  const wanted = expressionOf(wish);
  const [operator, least, most] = wish.condition;
  const field =
    type === 'value_count'
      ? [pairs ? 'field: [plate, amount]' : 'field: plate']
      : type.startsWith('value_')
        ? ['field: amount']
        : [];
  const comparisons = operator === 'range' ? [`gte: ${least}`, `lt: ${most}`] : [`${operator}: ${least}`];
  const more = type === 'value_percentile' ? [`percentile: ${percentile}`] : [];
  const condition = `{${[...field, ...more, ...comparisons].join(', ')}}`;
  return [
    `title: C${index}`,
    `name: c${index}`,
    'correlation:',
    `  type: ${type}`,
    `  rules: [${bases.slice(0, baseCountOf(wish)).join(', ')}]`,
    ...(groupBy.length > 0 ? [`  group-by: [${groupBy.join(', ')}]`] : []),
    `  timespan: ${spanSeconds}s`,
    ...(wanted !== undefined
      ? [`  condition: ${textOf(wanted)}`]
      : type.startsWith('temporal') && !counted
        ? []
        : [`  condition: ${condition}`]),
  ].join('\n');
}

function textOf(node: PlainExpression): string {
  if (node.kind === 'base') return bases[node.base]!;
  if (node.kind === 'not') return `not (${textOf(node.term)})`;
  return node.terms.map((term) => `(${textOf(term)})`).join(` ${node.kind} `);
}

/** Why a correlation nobody would write is refused, so that there is nothing to compare. */
const pointless = /contradicts itself|only for what is not there|no number satisfies/;

/** Undefined for each correlation that is refused. */
async function run(
  wishes: readonly Wish[],
  table: Parameters<typeof runRules>[0],
): Promise<((PlainMatch & { group: string })[] | undefined)[]> {
  const reader = new RuleReader();
  for (const kind of bases) {
    reader.add(
      `${kind}.yml`,
      `title: ${kind}\nname: ${kind}\nlogsource: {category: access-log}\ndetection: {s: {${kind}: 'yes'}, condition: s}`,
    );
  }
  for (const [index, wish] of wishes.entries()) reader.add(`c${index}.yml`, yamlOf(wish, index));
  const loaded = reader.finish();
  const wrongly = loaded.refused.filter(({ reason }) => !pointless.test(reason));
  if (wrongly.length > 0) throw new Error(`refused: ${JSON.stringify(wrongly)}`);
  const outcomes = await runRules(table, loaded, { zone: 'UTC', job: unwatchedJob() });
  return wishes.map((_, index) => {
    const outcome = outcomes.find(({ rule }) => rule.ruleId === `c${index}`)!;
    if (!('kind' in outcome.rule)) return undefined;
    const union = [...new Set(outcome.matches.flatMap(({ rows }) => [...rows]))].sort((a, b) => a - b);
    if (JSON.stringify(union) !== JSON.stringify([...outcome.rows]))
      throw new Error('rows are not those of the matches');
    return outcome.matches.map(({ rows, group, ...rest }) => ({
      ...rest,
      rows: [...rows],
      group: group.join(),
    }));
  });
}

function expectSame(wish: Wish, engine: readonly PlainMatch[], naive: readonly PlainMatch[]): void {
  const text = (matches: readonly PlainMatch[]) =>
    matches
      .map(({ rows, peak, values, distinct }) =>
        JSON.stringify([rows, Math.round(peak * 1e6), values, distinct]),
      )
      .sort()
      .join('\n');
  if (text(engine) !== text(naive)) {
    throw new Error(`${yamlOf(wish, 0)}\nengine:\n${text(engine)}\nnaive:\n${text(naive)}`);
  }
}
