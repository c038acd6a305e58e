import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type FakeBridge, fakeBridge } from '../fake-bridge.ts';

let fake: FakeBridge;
/** Modules hold the stores and the client of one window: every test has its own. */
async function openWindow() {
  vi.resetModules();
  fake = fakeBridge();
  vi.stubGlobal('scrutineer', fake.bridge);
  return import('../../../renderer/state/jobs.ts');
}

describe('runJob', () => {
  beforeEach(() => vi.useFakeTimers({ now: 1_000 }));
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('is listed with its progress for as long as it takes', async () => {
    const { runJob, jobsStore } = await openWindow();
    const result = runJob('case.verify', { dir: '/c' }, { title: 'Verifying' });
    const progress = { done: 1, total: 4, unit: 'bytes', stage: 'hashing' } as const;
    fake.tell({ kind: 'progress', id: fake.newest('case.verify').id, progress });
    expect(jobsStore.getState().jobs).toMatchObject([{ title: 'Verifying', progress, startedAtMs: 1_000 }]);
    fake.newest('case.verify').answer({ ok: true, checks: [] });
    expect(await result).toEqual({ ok: true, checks: [] });
    expect(jobsStore.getState().jobs).toEqual([]);
  });

  it('takes the time of each stage from its own beginning', async () => {
    const { runJob, jobsStore } = await openWindow();
    const result = runJob('case.verify', { dir: '/c' }, { title: 'Verifying' });
    const { id, answer } = fake.newest('case.verify');
    const report = (stage: string) =>
      fake.tell({ kind: 'progress', id, progress: { done: 1, total: 4, unit: 'bytes', stage } });
    report('hashing');
    vi.setSystemTime(5_000);
    report('hashing');
    expect(jobsStore.getState().jobs[0]!.stageStartedAtMs).toBe(1_000);
    report('blocks');
    expect(jobsStore.getState().jobs[0]!.stageStartedAtMs).toBe(5_000);
    answer({ ok: true, checks: [] });
    await result;
  });

  it('says that it is stopping from Cancel until core answered, and fails with what core says', async () => {
    const { runJob, jobsStore } = await openWindow();
    const result = runJob('case.verify', { dir: '/c' }, { title: 'Verifying' });
    jobsStore.getState().jobs[0]!.cancel();
    expect(jobsStore.getState().jobs).toMatchObject([{ isCancelling: true }]);
    expect(fake.cancelled).toEqual([fake.newest('case.verify').id]);
    fake.newest('case.verify').refuse({ code: 'cancelled', message: 'stopped', details: {} });
    await expect(result).rejects.toMatchObject({ code: 'cancelled' });
    expect(jobsStore.getState().jobs).toEqual([]);
  });
});
