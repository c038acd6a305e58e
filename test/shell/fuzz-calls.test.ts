import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CoreConnection, connectCore } from '../../electron/core/process/client.ts';
import { makeHost } from '../../electron/shell/host.ts';
import { type Router, routeCalls } from '../../electron/shell/route-calls.ts';
import { errorCodes } from '../../shared/contract/errors.ts';
import { hostMethods } from '../../shared/contract/host.ts';
import { methods } from '../../shared/contract/methods.ts';

/** Calls of a page that is not ours any more, to the real host and the real core with a case open. */
let folder: string;
let dir: string;
let core: CoreConnection;
let router: Router;
let coreEnded = false;
let quits = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fuzz-calls-'));
  dir = join(folder, 'case');
  core = connectCore();
  void core.ended.then(() => {
    coreEnded = true;
  });
  const nothing = { canceled: true, filePaths: [], filePath: '' };
  const electron = {
    app: { quit: () => quits++ },
    dialog: { showOpenDialog: async () => nothing, showSaveDialog: async () => nothing },
    shell: { showItemInFolder: () => {} },
  } as never;
  const window = { setTitle: () => {} } as never;
  const sampleDir = new URL('file:///no/such/folder/');
  const host = makeHost({
    ...{ electron, window, call: core.call, userData: join(folder, 'data'), sampleDir, shell: 'stand-in' },
  });
  router = routeCalls({ ask: core.ask, host, onProgress: () => {} });
  await core.call('case.create', { dir, name: 'N', examiner: 'E', timezone: 'America/Chicago' });
});

afterAll(async () => {
  await core.close();
  rmSync(folder, { recursive: true, force: true });
});

const schemas = { ...methods, ...hostMethods } as Record<string, { args: { entries: object } }>;
const names = Object.keys(schemas);

/** A reply is a value or a refusal with a code of the contract; a bug or a core that ended is neither. */
async function answer(
  ...words: unknown[]
): Promise<{ ok: boolean; error?: { code: string; message: string } }> {
  const reply = JSON.parse(await router.call(words));
  expect(Object.keys(reply)).toEqual(reply.ok ? ['ok', 'value'] : ['ok', 'error']);
  if (!reply.ok) {
    expect(errorCodes).toContain(reply.error.code);
    expect(['internal', 'core-stopped'], JSON.stringify([words, reply]).slice(0, 2000)).not.toContain(
      reply.error.code,
    );
    expect(reply.error.message.length).toBeLessThan(20_000);
  }
  return reply;
}

async function isAlive(): Promise<void> {
  expect(coreEnded).toBe(false);
  expect(await answer(999_999_999, 'case.info', JSON.stringify({ dir }))).toMatchObject({ ok: true });
}

/** Nothing outside of the test's own folder is a place to write to. */
const path = () =>
  fc.constantFrom(
    ...[dir, folder, join(folder, 'none'), join(folder, 'none/deeper'), `${dir}\0.txt`, join(dir, 'case.db')],
    ...[
      join(dir, '../case'),
      `${folder}/${'x'.repeat(300)}`,
      `${folder}/${'x'.repeat(4000)}`,
      `${folder}/‮gnp.exe`,
      '/dev/null/x',
      '/proc/self/mem',
    ],
  );
const text = () =>
  fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom(
      '',
      ' ',
      '\0',
      '\ud800',
      '‮',
      'S1',
      'F-1',
      'actor=x',
      'at>=2025-01-01',
      'reason~',
      '='.repeat(50),
    ),
    fc.constantFrom(
      "'; DROP TABLE source; --",
      '__proto__',
      'constructor',
      'generic',
      'America/Chicago',
      '../../etc/passwd',
    ),
    fc.constantFrom('x'.repeat(99_999), '%'.repeat(10_000)),
  );
const anything = () =>
  fc.oneof(
    { weight: 4, arbitrary: path() },
    { weight: 4, arbitrary: text() },
    { weight: 2, arbitrary: fc.array(fc.oneof(path(), text()), { maxLength: 4 }) },
    {
      weight: 1,
      arbitrary: fc.oneof(fc.integer(), fc.double(), fc.boolean(), fc.constant(null), fc.maxSafeNat()),
    },
    { weight: 1, arbitrary: fc.constantFrom(1e308, -0, -1, 2 ** 53, 1.5) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  );
/** A relative path would lead out of the test's folder. */
const noText = () => anything().filter((value) => typeof value !== 'string');
const argsOf = (name: string) => {
  const keys = Object.keys(schemas[name]!.args.entries);
  const known = fc.record(
    Object.fromEntries(
      // Paths in and out are of the kind that may be there; a real case is among them.
      keys.map((key) => [
        key,
        /^(dir|file|out|path|identity|package|trust)$/.test(key)
          ? fc.oneof({ weight: 9, arbitrary: path() }, { weight: 1, arbitrary: noText() })
          : anything(),
      ]),
    ),
    { requiredKeys: keys.includes('dir') ? ['dir'] : [] },
  );
  const strange = fc.dictionary(
    fc.constantFrom('__proto__', 'constructor', 'toString', 'x', ''),
    anything(),
    { maxKeys: 2 },
  );
  return fc.oneof(
    { weight: 8, arbitrary: known.map((args) => JSON.stringify(args)) },
    { weight: 2, arbitrary: fc.tuple(known, strange).map(([a, b]) => JSON.stringify({ ...a, ...b })) },
    { weight: 1, arbitrary: fc.jsonValue().map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: text() },
  );
};

test.each(names)('%s answers or refuses, whatever it is given', { timeout: 120_000 }, async (name) => {
  let id = 0;
  await fc.assert(
    fc.asyncProperty(argsOf(name), async (argsJson) => {
      await answer(id++, name, argsJson);
    }),
    { numRuns: 60 },
  );
  await isAlive();
});

test('names of methods that are none are refused', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        text(),
        fc.constantFrom(...Object.getOwnPropertyNames(Object.prototype)),
        fc.constantFrom(...names).map((name) => `${name} `),
      ),
      async (name) => {
        fc.pre(!names.includes(name));
        expect(await answer(1, name, '{}')).toMatchObject({ ok: false, error: { code: 'usage' } });
      },
    ),
    { numRuns: 300 },
  );
  await isAlive();
});

const deep = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth);
test.each([
  ['arrays', `{"dir":${deep('[', ']', 100_000)}}`],
  ['objects', `{"dir":${deep('{"a":', '}', 100_000).replace('}', '1}')}}`],
  ['many keys', JSON.stringify(Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`k${i}`, 0])))],
  ['a huge number', `{"dir":${'9'.repeat(100_000)}}`],
  ['many conditions', JSON.stringify({ dir: '/no', where: Array.from({ length: 100_000 }, () => 'a=b') })],
  ['ten megabytes', JSON.stringify({ dir: 'x'.repeat(10_000_000) })],
])('%s are refused in time by every method', { timeout: 120_000 }, async (_what, argsJson) => {
  for (const [id, name] of names.entries()) {
    const startedAtMs = performance.now();
    expect(await answer(id, name, argsJson), name).toMatchObject({ ok: false });
    expect(performance.now() - startedAtMs, name).toBeLessThan(5000);
  }
  await isAlive();
});

test('preferences too deep to be written are refused', async () => {
  const argsJson = `{"preferences":{"a":${deep('[', ']', 100_000)}}}`;
  expect(await answer(1, 'host.writePreferences', argsJson)).toMatchObject({
    ok: false,
    error: { code: 'usage' },
  });
  expect(await answer(2, 'host.readPreferences', '{}')).toMatchObject({ ok: true });
});

test('keys of prototypes reach no prototype', async () => {
  for (const [id, name] of names.entries()) {
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      await answer(id, name, `{"${key}":{"polluted":"yes"},"dir":${JSON.stringify(dir)}}`);
    }
  }
  await answer(
    1,
    'host.writePreferences',
    '{"preferences":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}}',
  );
  await answer(2, 'host.readPreferences', '{}');
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
  await isAlive();
});
