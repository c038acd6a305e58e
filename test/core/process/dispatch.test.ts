import { describe, expect, test } from 'vitest';
import { unwatchedJob } from '../../../electron/core/job.ts';
import { dispatch } from '../../../electron/core/process/dispatch.ts';
import { fakeHandlers } from './fake-handlers.ts';

const answer = dispatch(fakeHandlers);

async function ask(method: string, args: unknown) {
  return JSON.parse(
    await answer(method, typeof args === 'string' ? args : JSON.stringify(args), unwatchedJob()),
  );
}

async function refusal(method: string, args: unknown) {
  const reply = await ask(method, args);
  expect(reply.ok).toBe(false);
  return reply.error as { code: string; message: string; details: Record<string, unknown> };
}

test('a reply carries the value, defaults of the contract filled in', async () => {
  const reply = await ask('case.create', { dir: '/c', name: ' N ', examiner: 'E' });
  expect(reply).toMatchObject({
    ok: true,
    value: { case: { name: 'N', agency: '', matter: '', timezone: null } },
  });
});

test.each(['nothing', 'constructor', '__proto__', 'toString', '', 'case'])(
  'method "%s" is refused',
  async (name) => {
    expect(await refusal(name, {})).toMatchObject({ code: 'usage', message: `there is no method "${name}"` });
  },
);

describe('arguments are refused with the argument and what is wrong with it', () => {
  const create = { dir: '/c', name: 'N', examiner: 'E' };
  const load = { dir: '/c', files: ['/f'] };
  test.each([
    ['case.create', { ...create, dir: undefined }, 'case.create: argument "dir" is missing'],
    ['case.create', { ...create, name: '  ' }, 'case.create: argument "name" must not be empty'],
    ['case.create', { ...create, name: null }, 'argument "name" must be of type string, not null'],
    ['case.create', { ...create, agency: ['x'] }, 'argument "agency" must be of type string, not array'],
    [
      'case.create',
      { ...create, agnecy: 'x' },
      'argument "agnecy" is unknown (it takes dir, name, examiner, agency, matter, timezone)',
    ],
    ['fields', { x: 1 }, 'argument "x" is unknown (it takes none)'],
    [
      'case.create',
      '{"dir":"/c","name":"N","examiner":"E","__proto__":{"x":1}}',
      'argument "__proto__" is unknown',
    ],
    ['import', { ...load, files: [] }, 'argument "files" must not be empty'],
    ['import', { ...load, files: ['/a', ''] }, 'argument "files[1]" must not be empty'],
    ['import', { ...load, kind: 'event' }, 'argument "kind" must be one of "events", "personnel",'],
    ['import', { ...load, expectSha256: 'abc' }, 'argument "expectSha256" must be 64 hex digits'],
    ['import', { ...load, expectRows: 1.5 }, 'argument "expectRows" must be a whole number'],
    ['import', { ...load, expectRows: -1 }, 'argument "expectRows" must be 0 or more'],
    ['events', { dir: '/c', limit: 10_001 }, 'argument "limit" must be 10000 or less'],
    ['events', { dir: `/${'c'.repeat(4096)}` }, 'argument "dir" must have at most 4096 items or characters'],
    ['fields', '{', 'fields: the arguments are not JSON'],
    ['fields', [], 'fields: the arguments must be a JSON object'],
    ['fields', 'null', 'fields: the arguments must be a JSON object'],
  ])('%s %j', async (method, args, message) => {
    const error = await refusal(method, args);
    expect(error.code).toBe('usage');
    expect(error.message).toContain(message);
  });

  test('all of them at once', async () => {
    const error = await refusal('case.create', { dir: 1, name: '' });
    expect(error.details.problems).toEqual([
      'argument "dir" must be of type string, not number',
      'argument "name" must not be empty',
      'argument "examiner" is missing',
    ]);
  });

  test('a passphrase is never repeated', async () => {
    const reply = await answer(
      'identity.create',
      '{"file":1,"name":"N","passphrase":["hunter2"]}',
      unwatchedJob(),
    );
    expect(reply).toContain('passphrase');
    expect(reply).not.toContain('hunter2');
  });
});

test('an AppError arrives with code, message and details', async () => {
  expect(await refusal('case.info', { dir: '/c' })).toEqual({
    code: 'not-a-case',
    message: '/case is not a case',
    details: { dir: '/case' },
  });
});

test('anything else thrown is an internal error', async () => {
  const error = await refusal('log', { dir: '/c' });
  expect(error).toMatchObject({ code: 'internal', message: 'internal error: a bug' });
  expect(error.details.stack).toContain('fake-handlers.ts');
});

test('details that are not JSON are left out rather than the error', async () => {
  expect(await refusal('findings', { dir: '/c' })).toEqual({
    code: 'internal',
    message: 'unprintable',
    details: {},
  });
});
