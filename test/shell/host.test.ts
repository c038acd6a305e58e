import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Call } from '../../electron/core/process/calls.ts';
import { makeHost } from '../../electron/shell/host.ts';
import type { HostHandlers } from '../../electron/shell/route-calls.ts';
import { AppError } from '../../shared/contract/errors.ts';
import { FakeWindow, fakeElectron } from '../fake-electron.ts';

let dir: string;
let userData: string;
let host: HostHandlers;
let dialogs: unknown[];
let titles: string[];
let called: { method: string; args: { dir?: string; files?: string[] } }[];
/** What core does at a call; throws where it fails. */
let core: (method: string, dir: string) => void;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'scrutineer-host-'));
  userData = join(dir, 'data');
  mkdirSync(join(dir, 'sample/logs'), { recursive: true });
  for (const name of ['b.csv', 'a.csv']) writeFileSync(join(dir, 'sample/logs', name), '');
  dialogs = [];
  titles = [];
  called = [];
  core = (method, where) => {
    if (method !== 'case.create') return;
    mkdirSync(where, { recursive: true });
    writeFileSync(join(where, 'case.db'), '');
  };
  const { electron } = fakeElectron(userData);
  const window = new FakeWindow({}, () => {});
  window.setTitle = (title?: string) => void titles.push(title ?? '');
  host = makeHost({
    electron: {
      ...electron,
      dialog: {
        ...electron.dialog,
        showOpenDialog: async (...words) => {
          dialogs.push(words);
          return { filePaths: ['/one', '/two'] };
        },
        showSaveDialog: async (...words) => {
          dialogs.push(words);
          return { filePath: '' };
        },
      },
    },
    window,
    userData,
    sampleDir: new URL('sample/', `${pathToFileURL(dir).href}/`),
    shell: 'electron',
    call: (async (method: string, args: { dir: string }) => {
      called.push({ method, args });
      core(method, args.dir);
      return {};
    }) as unknown as Call,
  });
});
afterEach(() => rmSync(dir, { recursive: true }));

describe('dialogs', () => {
  const filters = [{ name: 'Logs', extensions: ['csv', 'xlsx'] }];

  test('for files: one or many, of the kinds asked for', async () => {
    expect(await host['host.pickFiles']({ title: 'T', many: true, filters }, {})).toEqual(['/one', '/two']);
    await host['host.pickFiles']({ title: 'T', many: false, filters: [] }, {});
    expect(dialogs).toMatchObject([
      [expect.any(FakeWindow), { title: 'T', properties: ['openFile', 'multiSelections'], filters }],
      [expect.any(FakeWindow), { title: 'T', properties: ['openFile'], filters: [] }],
    ]);
  });

  test('for a folder, and for a place to save', async () => {
    expect(await host['host.pickFolder']({ title: 'F' }, {})).toBe('/one');
    expect(await host['host.pickSavePath']({ title: 'S', defaultName: 'n.zip' }, {})).toBeNull();
    expect(dialogs).toMatchObject([
      [{}, { title: 'F', properties: expect.arrayContaining(['openDirectory']) }],
      [
        {},
        {
          title: 'S',
          defaultPath: 'n.zip',
          properties: expect.arrayContaining(['showOverwriteConfirmation']),
        },
      ],
    ]);
  });
});

test('a file that is not there cannot be shown', () => {
  expect(() => host['host.reveal']({ path: join(dir, 'none') }, {})).toThrow(
    expect.objectContaining({ code: 'not-found' }),
  );
});

test('a title is one line, whatever the name of a case says', async () => {
  await host['host.setTitle']({ title: 'A\u202eB\n\u2028C\0' }, {});
  await host['host.setTitle']({ title: '' }, {});
  await host['host.setTitle']({ title: 'x'.repeat(10_000) }, {});
  expect(titles.slice(0, 2)).toEqual(['A B C  – Scrutineer', 'Scrutineer']);
  expect(titles[2]!.length).toBeLessThan(230);
});

describe('the sample case', () => {
  test('is made under another name until it is whole, and made once', async () => {
    const [one, two] = await Promise.all([host['host.sampleCase']({}, {}), host['host.sampleCase']({}, {})]);
    expect(one).toEqual({ dir: join(userData, 'sample-case') });
    expect(two).toEqual(one);
    expect(await host['host.sampleCase']({}, {})).toEqual(one);
    expect(called.map(({ method }) => method)).toEqual(['case.create', 'import', 'rules.run', 'case.close']);
    expect(new Set(called.map(({ args }) => args.dir))).toEqual(
      new Set([join(userData, 'sample-case.partial')]),
    );
    expect(called[1]!.args.files).toEqual(['a.csv', 'b.csv'].map((name) => join(dir, 'sample/logs', name)));
    expect(readdirSync(userData)).toEqual(['sample-case']);
  });

  test.each(['import', 'rules.run'])(
    'leaves nothing where %s fails or is cancelled, and can be made again',
    async (at) => {
      const whole = core;
      core = (method, where) => {
        if (method === at) throw new AppError('cancelled', 'stopped');
        whole(method, where);
      };
      await expect(host['host.sampleCase']({}, {})).rejects.toMatchObject({ code: 'cancelled' });
      expect(called.at(-1)?.method).toBe('case.close');
      expect(readdirSync(userData)).toEqual([]);
      core = whole;
      expect(await host['host.sampleCase']({}, {})).toEqual({ dir: join(userData, 'sample-case') });
    },
  );

  test('takes the place of one that a kill left half made', async () => {
    mkdirSync(join(userData, 'sample-case.partial'), { recursive: true });
    writeFileSync(join(userData, 'sample-case.partial/rest'), '');
    const { dir: made } = (await host['host.sampleCase']({}, {})) as { dir: string };
    expect(readdirSync(made)).toEqual(['case.db']);
  });

  test('says so where the sample data are not there', async () => {
    rmSync(join(dir, 'sample'), { recursive: true });
    await expect(Promise.resolve(host['host.sampleCase']({}, {}))).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(called).toEqual([]);
  });
});
