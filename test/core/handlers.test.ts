import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { createCase } from '../../electron/core/case-file/create.ts';
import { handlers } from '../../electron/core/handlers.ts';
import { importFiles } from '../../electron/core/import/import-files.ts';
import { unwatchedJob } from '../../electron/core/job.ts';
import { closeCase } from '../../electron/core/open-cases.ts';
import { dispatch } from '../../electron/core/process/dispatch.ts';
import { type MethodName, methods } from '../../shared/contract/methods.ts';

const answer = dispatch(handlers);
const names = Object.keys(methods) as MethodName[];

async function ask(method: string, args: unknown) {
  return JSON.parse(await answer(method, JSON.stringify(args), unwatchedJob()));
}

test('every method of the contract has a handler, and there are no others', () => {
  expect(Object.keys(handlers).toSorted()).toEqual(names.toSorted());
});

describe('malformed arguments are wrong usage', () => {
  const wrongType = fc.constantFrom<unknown>(null, 7, true, {}, { a: 1 }, [[]], [null], 1e300);

  test.each(names)('%s', async (name) => {
    const { entries } = methods[name].args;
    const keys = Object.keys(entries);
    const isText = (key: string) => {
      const { type } = entries[key as keyof typeof entries] as { type: string };
      return type === 'string';
    };
    const textKeys = keys.filter(isText);
    const given = Object.fromEntries(keys.map((key) => [key, isText(key) ? '/nowhere' : undefined]));
    const broken = fc.oneof(
      fc
        .string()
        .filter((key) => !keys.includes(key))
        .map((key) => ({ ...given, [key]: 1 })),
      ...(textKeys.length === 0
        ? []
        : [
            fc
              .tuple(fc.constantFrom(...textKeys), wrongType)
              .map(([key, value]) => ({ ...given, [key]: value })),
            fc.constantFrom(...textKeys).map((key) => ({ ...given, [key]: undefined })),
          ]),
    );
    await fc.assert(
      fc.asyncProperty(broken, async (args) => {
        const reply = await ask(name, args);
        expect(reply).toMatchObject({ ok: false, error: { code: 'usage' } });
        expect(reply.error.message).toContain(`${name}: `);
      }),
      { numRuns: 30 },
    );
  });

  test.each(['', 'null', '[]', '{', '"x"', '{"dir":"/x"', '\u0000'])(
    '%j instead of an object',
    async (json) => {
      for (const name of names) {
        expect(JSON.parse(await answer(name, json, unwatchedJob()))).toMatchObject({
          ok: false,
          error: { code: 'usage' },
        });
      }
    },
  );
});

describe('well-formed nonsense about a real case', () => {
  let dir: string;

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'scrutineer-test-'));
    dir = join(folder, 'case');
    const caseFile = createCase({ dir, name: 'T', examiner: 'E', agency: '', matter: '', timezone: 'UTC' });
    const log = join(folder, 'log.csv');
    writeFileSync(
      log,
      'user,plate,reason,timestamp\na,P,r,2025-01-01T00:00:00Z\nb,P,r,never\nc,P,r,2025-01-02T00:00:00Z\n',
    );
    await importFiles(caseFile, { dir, files: [log], kind: 'events', dryRun: false }, unwatchedJob());
    caseFile.close();
    return () => {
      closeCase(dir);
      rmSync(folder, { recursive: true, force: true });
    };
  });

  const odd = fc
    .oneof(
      fc.string({ minLength: 1, maxLength: 40, unit: 'binary' }),
      fc.constantFrom(
        'S1',
        'F-0',
        '../../etc/passwd',
        "' OR 1=1 --",
        '%',
        'actor',
        'at',
        'constructor',
        '\u0000',
        '2025-01-01',
      ),
    )
    .filter((text) => text.trim() !== '');
  const number = fc.constantFrom(0, 1, 2, 999, 2 ** 31, 2 ** 32, Number.MAX_SAFE_INTEGER);
  const condition = fc
    .tuple(
      fc.oneof(odd, fc.constantFrom('actor', 'at', 'localHour', 'reasonState')),
      fc.constantFrom('=', '!=', '~', '<', '>=', ''),
      odd,
    )
    .map((parts) => parts.join(''));
  const where = fc.array(condition, { maxLength: 3 });
  const calls: [MethodName, fc.Arbitrary<object>][] = [
    ['events', fc.record({ where, offset: number })],
    ['events.facet', fc.record({ where, field: odd, most: fc.constantFrom(0, 1, 1000) })],
    ['events.rhythm', fc.record({ where })],
    ['events.locate', fc.record({ where, at: odd })],
    ['event.detail', fc.record({ where, position: number })],
    ['source.account', fc.record({ source: odd })],
    [
      'source.rejected',
      fc.record({
        source: fc.oneof(odd, fc.constant('S1')),
        offset: number,
        limit: fc.constantFrom(0, 1, 1000),
      }),
    ],
    [
      'sources.compare',
      fc.record({
        first: fc.oneof(odd, fc.constant('S1')),
        second: odd,
        offset: number,
        csv: odd.map((name) => `/proc/self/nothing/${name}`),
      }),
    ],
    ['source.withdraw', fc.record({ source: odd.filter((text) => !/^\s*S1\s*$/i.test(text)), reason: odd })],
    [
      'source.remap',
      fc.record({ source: fc.constantFrom('S1', 'S2'), reason: odd, profile: odd, timezone: odd }),
    ],
    ['finding.detail', fc.record({ finding: odd })],
    ['findings', fc.record({ top: number })],
    [
      'report.preview',
      fc.record({
        findings: fc.array(odd, { maxLength: 2 }),
        first: number,
        limit: fc.constantFrom(0, 1, 10),
        examiner: odd,
      }),
    ],
    ['annotate.undo', fc.record({ finding: odd })],
    [
      'import.preview',
      fc.record({ file: odd.map((name) => `/proc/self/nothing/${name}`), profile: odd, timezone: odd }),
    ],
  ];

  test.each(calls)('%s answers or refuses, and never breaks', async (name, args) => {
    await fc.assert(
      fc.asyncProperty(args, async (given) => {
        const reply = await ask(name, { dir, ...given });
        if (!reply.ok)
          expect(
            ['usage', 'not-found', 'input-unreadable', 'timezone-unknown'],
            JSON.stringify(reply),
          ).toContain(reply.error.code);
      }),
      { numRuns: 150 },
    );
  });
});
