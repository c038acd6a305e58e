import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createCase } from '../../../electron/core/case-file/create.ts';
import { verifyCase } from '../../../electron/core/case-file/verify-case.ts';
import { importFiles } from '../../../electron/core/import/import-files.ts';
import { unwatchedJob } from '../../../electron/core/job.ts';
import { freshFolder, importRequest } from '../fresh-case.ts';

const canMount =
  process.getuid?.() === 0 && spawnSync('mount', ['--version']).status === 0 && process.platform === 'linux';

/** A small disk of its own. */
function smallDisk(sizeMb: number): string {
  const folder = join(freshFolder(), 'disk');
  mkdirSync(folder);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeMb}m`, 'tmpfs', folder]);
  onTestFinished(() => void execFileSync('umount', ['-l', folder]));
  return folder;
}

const row = (i: number) =>
  `e${i},u${i % 90},P${i},reason number ${i},${new Date(1.7e12 + i * 1000).toISOString()}\n`;

test.skipIf(!canMount)('a disk that fills up refuses the import and the case stays whole', async () => {
  const disk = smallDisk(12);
  const log = join(freshFolder(), 'log.csv');
  writeFileSync(
    log,
    `id,user,plate,reason,timestamp\n${Array.from({ length: 60_000 }, (_, i) => row(i)).join('')}`,
  );
  const caseFile = createCase({ dir: join(disk, 'case'), name: 'N', examiner: 'E', agency: '', matter: '' });
  onTestFinished(() => caseFile.close());

  // Not enough room from the start: said before anything is written.
  const filler = join(disk, 'filler');
  writeFileSync(filler, Buffer.alloc(5 << 20));
  const tooSmall = importFiles(caseFile, importRequest(caseFile, [log]), unwatchedJob());
  await expect(tooSmall).rejects.toMatchObject({
    code: 'disk-full',
    message: expect.stringContaining('Nothing was changed'),
  });

  // Room enough at first, taken by someone else meanwhile.
  execFileSync('rm', [filler]);
  const small = join(freshFolder(), 'small.csv');
  writeFileSync(
    small,
    `id,user,plate,reason,timestamp\n${Array.from({ length: 20_000 }, (_, i) => row(i)).join('')}`,
  );
  let filled = false;
  const job = {
    signal: new AbortController().signal,
    report: () => {
      if (filled) return;
      filled = true;
      spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=64k']);
    },
  };
  const result = await importFiles(caseFile, importRequest(caseFile, [small]), job).then(
    ({ sources }) => sources[0]!.state,
    (error: { code: string }) => error.code,
  );
  expect(result).toBe('disk-full');
  execFileSync('rm', [filler]);
  expect((await verifyCase(caseFile, unwatchedJob())).checks.filter(({ ok }) => !ok)).toEqual([]);
  expect(readdirSync(caseFile.evidenceDir)).toEqual([]);
  const { sources } = await importFiles(caseFile, importRequest(caseFile, [small]), unwatchedJob());
  expect(sources[0]).toMatchObject({ state: 'imported', rowsImported: 20_000, rowsDuplicate: 0 });
});
