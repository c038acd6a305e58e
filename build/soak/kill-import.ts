import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type CoreClient, connectCore } from '../../electron/core/process/client.ts';
import type { AppError } from '../../shared/contract/errors.ts';

export interface KillReport {
  /** Imports that were killed before they had answered. */
  readonly killed: number;
  /** Of those, cases that already held the whole file when they were opened again. */
  readonly complete: number;
  readonly problems: readonly string[];
}

/**
 * Kills an import with SIGKILL at `moments` random moments spread over its length. Each time the case must open, be
 * whole by `case verify`, hold all of the file or nothing of it, and take the same import without a repeat.
 */
export async function killImports(
  folder: string,
  file: string,
  expectedEvents: number,
  moments: number,
  tell: (line: string) => void = () => {},
): Promise<KillReport> {
  const lengthMs = await undisturbed(folder, file);
  tell(`an undisturbed import takes ${Math.round(lengthMs)} ms`);
  const problems: string[] = [];
  let killed = 0;
  let complete = 0;
  for (let moment = 0; moment < moments; moment++) {
    const dir = join(folder, `case-${moment}`);
    const afterMs = ((moment + Math.random()) / moments) * lengthMs * 1.05;
    if (await importAndKill(dir, file, afterMs)) killed++;
    const core = connectCore();
    try {
      const found = await lookAfter(core, dir, file, expectedEvents);
      if (found.wasComplete) complete++;
      for (const problem of found.problems)
        problems.push(`killed after ${Math.round(afterMs)} ms: ${problem}`);
    } catch (thrown) {
      problems.push(`killed after ${Math.round(afterMs)} ms: ${(thrown as Error).message}`);
    } finally {
      await core.close();
    }
    rmSync(dir, { recursive: true, force: true });
    if ((moment + 1) % 10 === 0) tell(`${moment + 1} moments, ${problems.length} problems`);
  }
  return { killed, complete, problems };
}

async function undisturbed(folder: string, file: string): Promise<number> {
  const dir = join(folder, 'undisturbed');
  const core = connectCore();
  try {
    await core.call('case.create', { dir, name: 'Undisturbed', examiner: 'Soak' });
    const startedAt = performance.now();
    await core.call('import', { dir, files: [file] });
    return performance.now() - startedAt;
  } finally {
    await core.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** True where the import had not answered when it was killed. */
async function importAndKill(dir: string, file: string, afterMs: number): Promise<boolean> {
  const core = connectCore();
  await core.call('case.create', { dir, name: 'Killed', examiner: 'Soak' });
  let answered = false;
  const ended = core.call('import', { dir, files: [file] }).then(
    () => {
      answered = true;
    },
    (_: AppError) => {},
  );
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  await core.kill();
  await ended;
  return !answered;
}

async function lookAfter(
  core: CoreClient,
  dir: string,
  file: string,
  expectedEvents: number,
): Promise<{ wasComplete: boolean; problems: string[] }> {
  const problems: string[] = [];
  const before = await core.call('case.info', { dir });
  const wasComplete = before.sources.length === 1;
  if (before.events !== 0 && before.events !== expectedEvents)
    problems.push(`${before.events} events were left`);
  const check = async (when: string) => {
    const { checks } = await core.call('case.verify', { dir });
    for (const { ok, check: name, detail } of checks) if (!ok) problems.push(`${when}, ${name}: ${detail}`);
  };
  await check('before repeating');
  const { sources } = await core.call('import', { dir, files: [file] });
  const state = sources[0]?.state;
  if (state !== (wasComplete ? 'already-imported' : 'imported'))
    problems.push(`repeated, the import is ${state}`);
  if (sources[0]?.rowsImported !== expectedEvents || sources[0].rowsDuplicate !== 0) {
    problems.push(
      `repeated, it has ${sources[0]?.rowsImported} events and ${sources[0]?.rowsDuplicate} repeats`,
    );
  }
  const { total } = await core.call('events', { dir, where: [], limit: 1 });
  if (total !== expectedEvents) problems.push(`${total} events in the end`);
  await check('after repeating');
  return { wasComplete, problems };
}
