import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../../', import.meta.url));

/** Folders without a Node of our own: what a fresh machine has. */
export const systemPath = '/usr/local/bin:/usr/bin:/bin';

/** A bare clone in small: the real setup, and packages that npm installs without a network. */
export interface BareProject {
  readonly dir: string;
  write(name: string, content: string): void;
  setup(
    words?: readonly string[],
    options?: { env?: Record<string, string>; uid?: number },
  ): Promise<{ code: number | null; said: string }>;
  remove(): void;
}

let lockfile: string | undefined;

function makeLockfile(dir: string): string {
  execFileSync('npm', ['install', '--package-lock-only', '--offline'], { cwd: dir, stdio: 'ignore' });
  return readFileSync(join(dir, 'package-lock.json'), 'utf8');
}

/** `node` is a package of the project itself whose command runs the Node of this test. */
export function bareProject(): BareProject {
  const dir = mkdtempSync(join(tmpdir(), 'scrutineer-setup-'));
  const write = (name: string, content: string) => writeFileSync(join(dir, name), content, { mode: 0o755 });
  cpSync(join(repository, 'build/setup'), join(dir, 'build/setup'), { recursive: true });
  cpSync(join(repository, 'build/setup.mjs'), join(dir, 'build/setup.mjs'));
  cpSync(
    dirname(fileURLToPath(new URL('./fake-node/package.json', import.meta.url))),
    join(dir, 'fake-node'),
    {
      recursive: true,
    },
  );
  write('fake-node/node', `#!/bin/sh\nexec '${process.execPath}' "$@"\n`);
  write('package.json', JSON.stringify({ workspaces: ['fake-node'], devDependencies: { node: '24.0.0' } }));
  lockfile ??= makeLockfile(dir);
  write('package-lock.json', lockfile);

  return {
    dir,
    write,
    async setup(words = [], { env = {}, uid } = {}) {
      const child = spawn(process.execPath, [join(dir, 'build/setup.mjs'), ...words], {
        env: { HOME: dir, PATH: systemPath, ...env },
        ...(uid === undefined ? {} : { uid }),
      });
      const closed = once(child, 'close');
      const [out, said] = await Promise.all([text(child.stdout), text(child.stderr)]);
      const [code] = (await closed) as [number | null];
      return { code, said: out + said };
    },
    remove: () => rmSync(dir, { recursive: true }),
  };
}
