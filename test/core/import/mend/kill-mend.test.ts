import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generateSample } from '../../../../build/sample/generate.ts';
import { connectCore } from '../../../../electron/core/process/client.ts';
import { freshFolder } from '../../fresh-case.ts';

const events = 40_000;
const zone = 'Asia/Tokyo';

/** What stands in a case that was being mended when core was killed, and whatever is wrong with it. */
async function lookAfter(dir: string): Promise<{ states: string; total: number; problems: string[] }> {
  const core = connectCore();
  try {
    const { sources } = await core.call('case.info', { dir });
    const { checks } = await core.call('case.verify', { dir });
    const { total } = await core.call('events', { dir, where: [], limit: 1 });
    return {
      states: sources.map(({ id, state }) => `${id} ${state}`).join(', '),
      total,
      problems: checks.filter(({ ok }) => !ok).map(({ check, detail }) => `${check}: ${detail}`),
    };
  } finally {
    await core.close();
  }
}

async function killed(
  dir: string,
  act: 'source.remap' | 'source.withdraw',
  afterMs: number,
): Promise<boolean> {
  const core = connectCore();
  await core.call('case.info', { dir });
  let answered = false;
  const call =
    act === 'source.remap'
      ? core.call(act, { dir, source: 'S1', reason: 'zone', timezone: zone })
      : core.call(act, { dir, source: 'S1', reason: 'agency' });
  const ended = call.then(
    () => {
      answered = true;
    },
    () => {},
  );
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  await core.kill();
  await ended;
  return !answered;
}

test('a source is the old one or the new one, whenever its mending is killed', async () => {
  const folder = freshFolder();
  generateSample({ eventCount: events, seed: 5, outDir: join(folder, 'sample'), clean: true });
  const template = join(folder, 'template');
  const core = connectCore();
  await core.call('case.create', { dir: template, name: 'T', examiner: 'E', timezone: 'UTC' });
  await core.call('import', { dir: template, files: [join(folder, 'sample/logs/audit.csv')] });
  await core.close();
  let interrupted = 0;
  const seen = new Set<string>();
  const problems: string[] = [];
  for (const [act, moments] of [
    ['source.remap', [40, 160, 280, 400, 520, 640, 760]],
    ['source.withdraw', [2, 6, 12, 25]],
  ] as const) {
    for (const afterMs of moments) {
      const dir = join(folder, `killed-${act}-${afterMs}`);
      cpSync(template, dir, { recursive: true });
      if (await killed(dir, act, afterMs)) interrupted++;
      const found = await lookAfter(dir);
      problems.push(...found.problems.map((problem) => `${act} after ${afterMs} ms: ${problem}`));
      const whole =
        found.states === 'S1 imported' ||
        (act === 'source.remap' && found.states === 'S1 withdrawn, S2 imported')
          ? events
          : 0;
      if (found.total !== whole)
        problems.push(`${act} after ${afterMs} ms: ${found.states}, ${found.total} events`);
      seen.add(found.states);
      rmSync(dir, { recursive: true, force: true });
    }
  }
  expect(problems).toEqual([]);
  expect(interrupted).toBeGreaterThan(3);
  for (const states of seen)
    expect(['S1 imported', 'S1 withdrawn, S2 imported', 'S1 withdrawn']).toContain(states);
}, 180_000);
