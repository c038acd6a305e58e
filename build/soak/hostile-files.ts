import { once } from 'node:events';
import { createWriteStream, rmSync } from 'node:fs';
import { join } from 'node:path';
import { connectCore } from '../../electron/core/process/client.ts';

const header = 'id,user,plate,reason,timestamp\n';
const good = (n: number) =>
  `e${n},u${n % 9},P${n % 77},stolen car,2025-01-01T00:00:${String(n % 60).padStart(2, '0')}Z\n`;

interface HostileFile {
  readonly name: string;
  readonly pieces: () => Iterable<string>;
  readonly imported: number;
  readonly rejected: number;
}

const files: readonly HostileFile[] = [
  {
    name: 'a line of 300 MB',
    *pieces() {
      yield header + good(1);
      yield 'e2,';
      for (let i = 0; i < 300; i++) yield 'x'.repeat(1 << 20);
      yield `\n${good(3)}`;
    },
    imported: 2,
    rejected: 1,
  },
  {
    name: 'a quote that is never closed, in a file of 200 MB',
    *pieces() {
      yield `${header + good(1)}e2,"u,P,r,2025-01-01T00:00:00Z\n`;
      for (let i = 0; i < 2_000_000; i++) yield good(i + 3);
    },
    imported: 2_000_001,
    rejected: 1,
  },
  {
    name: 'a million lines, each with an open quote',
    *pieces() {
      yield header + good(1);
      for (let i = 0; i < 1_000_000; i++) yield `e${i + 2},"u,P,r,2025-01-01T00:00:00Z\n`;
    },
    imported: 1,
    rejected: 1_000_000,
  },
];

/** Imports files made to hurt: time and memory stay bounded and every record is accounted for. Returns what went wrong. */
export async function importHostileFiles(folder: string, tell: (line: string) => void): Promise<number> {
  let wrong = 0;
  for (const [index, { name, pieces, imported, rejected }] of files.entries()) {
    const path = join(folder, `hostile-${index}.csv`);
    await write(path, pieces());
    const dir = join(folder, `hostile-case-${index}`);
    const core = connectCore();
    try {
      await core.call('case.create', { dir, name: 'Hostile', examiner: 'Soak' });
      const startedAt = performance.now();
      const { sources } = await core.call('import', { dir, files: [path] });
      const ms = performance.now() - startedAt;
      const [source] = sources;
      const accounted = source?.rowsImported === imported && source.rowsRejected === rejected;
      const known = source === undefined ? 0 : source.rowsImported + source.rowsDuplicate;
      const fine = accounted || (known === imported && source?.rowsRejected === rejected);
      if (!fine) wrong++;
      tell(
        `${fine ? '' : 'PROBLEM '}${name}: ${source?.state}, ${known} events, ${source?.rowsRejected} rejected, ${(ms / 1000).toFixed(1)} s`,
      );
    } catch (thrown) {
      wrong++;
      tell(`PROBLEM ${name}: ${(thrown as Error).message}`);
    } finally {
      await core.close();
      rmSync(path);
      rmSync(dir, { recursive: true, force: true });
    }
  }
  return wrong;
}

async function write(path: string, pieces: Iterable<string>): Promise<void> {
  const stream = createWriteStream(path);
  let waiting = '';
  for (const piece of pieces) {
    waiting += piece;
    if (waiting.length < 1 << 20) continue;
    if (!stream.write(waiting)) await once(stream, 'drain');
    waiting = '';
  }
  stream.end(waiting);
  await once(stream, 'finish');
}
