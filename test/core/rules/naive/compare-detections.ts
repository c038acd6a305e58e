import fc from 'fast-check';
import { createLooseTable } from '../../../../electron/core/events/loose-table.ts';
import { unwatchedJob } from '../../../../electron/core/job.ts';
import { explainRule } from '../../../../electron/core/rules/explain-rule.ts';
import { RuleReader } from '../../../../electron/core/rules/load-rules.ts';
import { runRules } from '../../../../electron/core/rules/run-rules.ts';
import { anyRule, anyText, fields } from './arbitrary-rules.ts';
import { evaluate, type PlainEvent } from './evaluate.ts';
import { type PlainRule, toYaml } from './plain-rule.ts';
import { tableOf } from './tables.ts';

const zones = ['UTC', 'America/Los_Angeles', 'Asia/Kathmandu', '-03:30'];

/** Around clock changes and ends of years. */
const micros = fc.option(
  fc
    .tuple(
      fc.constantFrom(
        '2025-03-09T10:00:00Z',
        '2025-11-02T09:00:00Z',
        '2024-12-30T00:00:00Z',
        '2026-01-01T00:00:00Z',
      ),
      fc.integer({ min: -200_000, max: 200_000 }),
    )
    .map(([time, seconds]) => (Date.parse(time) + seconds * 1000) * 1000 + 999),
  { nil: undefined, freq: 6 },
);

const cell = fc.option(anyText, { nil: undefined, freq: 5 });
const rowCells = fc.record(Object.fromEntries(fields.map((name) => [name, cell]))).map(withoutUndefined);

function withoutUndefined(cells: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(cells).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

const row = fc.record({ cells: rowCells, micros, counted: fc.boolean() });

const source = fc.record({
  columns: fc.subarray([...fields, 'at'], { minLength: 1 }),
  inline: fc.subarray([...fields]),
  events: fc.oneof(
    { weight: 9, arbitrary: fc.array(row, { minLength: 1, maxLength: 9 }) },
    { weight: 1, arbitrary: fc.array(row, { minLength: 33, maxLength: 70 }) },
  ),
});

type GeneratedSource = typeof source extends fc.Arbitrary<infer Value> ? Value : never;

/**
 * Runs generated rules over generated sources that lack columns, with repeats and both kinds of column, and asks the
 * naive evaluator the same. Returns how many verdicts were compared; throws with the smallest case that differs.
 */
export async function compareOnCases(runs: number, seed?: number): Promise<number> {
  let verdicts = 0;
  const property = fc.asyncProperty(
    fc.array(anyRule, { minLength: 1, maxLength: 4 }),
    fc.array(source, { minLength: 1, maxLength: 3 }),
    fc.constantFrom(...zones),
    fc.constantFrom(1, 3, 65_536),
    async (rules, sources, zone, sliceRows) => {
      const { table, events } = caseOf(sources, sliceRows);
      const found = await run(rules, table, zone);
      for (const [index, rule] of rules.entries()) {
        const expected = events.map(({ event }) => evaluate(rule, event, zone));
        verdicts += expected.length;
        expectRows(
          rule,
          found[index]!,
          expected.map((verdict, row) => events[row]!.counted && verdict === true),
        );
        expectExamined(found[index]!, events, expected);
      }
    },
  );
  await fc.assert(property, { numRuns: runs, ...(seed === undefined ? {} : { seed }) });
  return verdicts;
}

/** The table of generated sources, and their rows as the naive evaluator sees them. */
function caseOf(sources: readonly GeneratedSource[], sliceRows: number) {
  const table = tableOf(
    sources.map(({ columns, inline, events }, index) => ({
      sha256: String(index).repeat(64),
      columns,
      inline,
      events: events.map(({ cells, counted, ...event }) => ({
        cells: Object.fromEntries(Object.entries(cells).filter(([name]) => columns.includes(name))),
        micros: columns.includes('at') ? event.micros : undefined,
        counted,
      })),
    })),
    sliceRows,
  );
  const events = sources.flatMap(({ columns, events }) =>
    events.map(({ cells, micros, counted }) => ({
      counted,
      event: {
        cells: Object.fromEntries(Object.entries(cells).filter(([name]) => columns.includes(name))),
        unknown: [...fields, 'at', 'nowhere'].filter((name) => !columns.includes(name)),
        micros: columns.includes('at') ? micros : undefined,
      },
    })),
  );
  return { table, events };
}

/** The same for loose events: lists of cells, and fields that no event has are absent and not unknown. */
export async function compareOnLooseEvents(runs: number, seed?: number): Promise<number> {
  let verdicts = 0;
  const looseCell = fc.oneof(cell, fc.array(anyText, { minLength: 2, maxLength: 3 }));
  const looseEvent = fc.record({
    cells: fc.record(Object.fromEntries(fields.map((name) => [name, looseCell]))),
    micros,
  });
  const property = fc.asyncProperty(
    fc.array(anyRule, { minLength: 1, maxLength: 4 }),
    fc.array(looseEvent, { minLength: 1, maxLength: 9 }),
    fc.constantFrom(1, 65_536),
    async (rules, loose, sliceRows) => {
      const events = loose.map(
        ({ cells, micros }): PlainEvent => ({
          cells: Object.fromEntries(
            Object.entries(cells).filter(
              (entry): entry is [string, string | string[]] => entry[1] !== undefined,
            ),
          ),
          unknown: [],
          micros,
        }),
      );
      const table = createLooseTable(
        events.map(({ cells, micros }) => ({
          cells: new Map(Object.entries(cells)),
          micros: micros ?? Number.NaN,
        })),
        sliceRows,
      );
      const found = await run(rules, table, 'UTC');
      for (const [index, rule] of rules.entries()) {
        const expected = events.map((event) => evaluate(rule, event, 'UTC') === true);
        verdicts += expected.length;
        expectRows(rule, found[index]!, expected);
      }
    },
  );
  await fc.assert(property, { numRuns: runs, ...(seed === undefined ? {} : { seed }) });
  return verdicts;
}

/** Asks for an explanation of each rule at each row, repeats included, and compares its answer. */
export async function compareExplanations(runs: number, seed?: number): Promise<number> {
  let answers = 0;
  const property = fc.asyncProperty(
    anyRule,
    fc.array(source, { minLength: 1, maxLength: 2 }),
    fc.constantFrom(...zones),
    async (plain, sources, zone) => {
      const loaded = readPlain([plain]);
      const [rule] = loaded.rules;
      if (rule === undefined) return;
      const { table, events } = caseOf(sources, 3);
      for (const [row, { event }] of events.slice(0, 12).entries()) {
        const options = { zone, placeOf: loaded.placeOf, job: unwatchedJob() };
        const { answer } = await explainRule(rule, table, row, options);
        const verdict = evaluate(plain, event, zone);
        const expected = verdict === undefined ? 'cannot-tell' : verdict ? 'yes' : 'no';
        if (answer !== expected) throw new Error(`explained ${answer}, naive ${expected}:\n${toYaml(plain)}`);
        answers++;
      }
    },
  );
  await fc.assert(property, { numRuns: runs, ...(seed === undefined ? {} : { seed }) });
  return answers;
}

type Outcome = Awaited<ReturnType<typeof runRules>>[number];

function readPlain(rules: readonly PlainRule[]) {
  const reader = new RuleReader();
  for (const [index, rule] of rules.entries())
    reader.add(`${index}.yml`, toYaml({ ...rule, name: `rule-${index}` }));
  const loaded = reader.finish();
  // Such a rule is refused, and must have no match in the naive evaluator's eyes either.
  const wrongly = loaded.refused.filter(({ reason }) => !reason.includes('contradicts itself'));
  if (wrongly.length > 0) throw new Error(`refused: ${JSON.stringify(wrongly)}`);
  return loaded;
}

async function run(
  rules: readonly PlainRule[],
  table: Parameters<typeof runRules>[0],
  zone: string,
): Promise<Outcome[]> {
  const loaded = readPlain(rules);
  return runRules(table, loaded, { zone, job: unwatchedJob() });
}

function expectRows(rule: PlainRule, { rows, status }: Outcome, expected: readonly boolean[]): void {
  const wanted = expected.flatMap((holds, row) => (holds ? [row] : []));
  if (JSON.stringify([...rows]) !== JSON.stringify(wanted) || status.hits !== wanted.length) {
    throw new Error(`engine ${[...rows]} (${status.status}), naive ${wanted}:\n${toYaml(rule)}`);
  }
}

/** A rule that ran has examined the events of which it can be told whether it holds; one that did not run, none. */
function expectExamined(
  { status }: Outcome,
  events: readonly { readonly counted: boolean }[],
  expected: readonly (boolean | undefined)[],
): void {
  const decidable = expected.filter((verdict, row) => events[row]!.counted && verdict !== undefined).length;
  if (status.rowsExamined > decidable) {
    throw new Error(`${status.rowsExamined} rows examined, ${decidable} can be decided (${status.reason})`);
  }
}
