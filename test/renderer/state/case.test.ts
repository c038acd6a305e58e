import { afterEach, describe, expect, it, vi } from 'vitest';
import { type FakeBridge, fakeBridge } from '../fake-bridge.ts';

let fake: FakeBridge;
async function openWindow() {
  vi.resetModules();
  fake = fakeBridge();
  vi.stubGlobal('scrutineer', fake.bridge);
  const state = await import('../../../renderer/state/case.ts');
  const time = await import('../../../renderer/state/time-display.ts');
  return { ...state, ...time, timeMode: () => time.timeModeStore.getState().mode };
}
const info = (name: string, timezone: string | null = null) => ({
  case: { name, timezone },
  sources: [],
  events: 0,
  findings: 0,
  logHead: '',
});
const settled = () => new Promise((resolve) => setImmediate(resolve));

afterEach(() => vi.unstubAllGlobals());

describe('openCase', () => {
  it('opens, remembers the case and reads how far its review is', async () => {
    const { openCase, caseStore } = await openWindow();
    const opening = openCase('/a');
    expect(caseStore.getState()).toMatchObject({ status: 'opening', dir: '/a' });
    fake.newest('case.info').answer(info('A'));
    expect(await opening).toBe(true);
    expect(JSON.parse(fake.newest('host.rememberCase').argsJson)).toEqual({ dir: '/a', name: 'A' });
    fake
      .newest('findings')
      .answer([{ disposition: null }, { disposition: 'explained' }, { disposition: 'explained' }]);
    fake.newest('log').answer([
      { action: 'case.verify', at: 't1', actor: 'x', details: { ok: true } },
      { action: 'case.verify', at: 't2', actor: 'y', details: { ok: false } },
      { action: 'report', at: 't3', actor: 'z', details: {} },
    ]);
    await settled();
    const { review, lastCheck } = caseStore.getState();
    expect(review).toMatchObject({ total: 3, open: 1 });
    expect(review!.byDisposition.get('explained')).toBe(2);
    expect(lastCheck).toEqual({ at: 't2', actor: 'y', ok: false });
  });

  it('keeps why a case could not be opened', async () => {
    const { openCase, caseStore } = await openWindow();
    const opening = openCase('/a');
    fake.newest('case.info').refuse({ code: 'case-busy', message: 'busy', details: {} });
    expect(await opening).toBe(false);
    expect(caseStore.getState()).toMatchObject({ status: 'failed', dir: '/a', error: { code: 'case-busy' } });
  });

  it('does not let a slow answer of one case stand for another', async () => {
    const { openCase, caseStore } = await openWindow();
    const first = openCase('/a');
    const slow = fake.newest('case.info');
    const second = openCase('/b');
    await settled();
    fake.newest('case.info').answer(info('B'));
    expect(await second).toBe(true);
    slow.answer(info('A'));
    expect(await first).toBe(false);
    expect(caseStore.getState().info?.case.name).toBe('B');
  });

  it('closes the case that was open before', async () => {
    const { openCase } = await openWindow();
    const first = openCase('/a');
    fake.newest('case.info').answer(info('A'));
    await first;
    void openCase('/b');
    await settled();
    expect(JSON.parse(fake.newest('case.close').argsJson)).toEqual({ dir: '/a' });
  });
});

describe('caseChanged', () => {
  it('makes what was read before old and reads the counts anew', async () => {
    const { openCase, caseChanged, caseStore } = await openWindow();
    const opening = openCase('/a');
    fake.newest('case.info').answer(info('A'));
    await opening;
    const before = caseStore.getState().revision;
    void caseChanged();
    expect(caseStore.getState().revision).toBe(before + 1);
    fake.newest('case.info').answer({ ...info('A'), events: 7 });
    await settled();
    expect(caseStore.getState().info?.events).toBe(7);
  });
});

describe('how far the review is', () => {
  it('is not set back by an answer from before the last change', async () => {
    const { openCase, caseChanged, caseStore } = await openWindow();
    const opening = openCase('/a');
    fake.newest('case.info').answer(info('A'));
    await opening;
    const slow = { findings: fake.newest('findings'), log: fake.newest('log') };
    void caseChanged();
    fake.newest('case.info').answer(info('A'));
    await settled();
    fake.newest('findings').answer([{ disposition: 'explained' }]);
    fake.newest('log').answer([]);
    await settled();
    slow.findings.answer([{ disposition: null }]);
    slow.log.answer([]);
    await settled();
    expect(caseStore.getState().review?.open).toBe(0);
  });
});

describe('nextTimeMode', () => {
  it('goes from the zone of the case to UTC to the text of the log and around', async () => {
    const { openCase, nextTimeMode, timeMode } = await openWindow();
    const opening = openCase('/a');
    fake.newest('case.info').answer(info('A', 'America/Chicago'));
    await opening;
    const seen = [0, 1, 2, 3].map(() => {
      nextTimeMode();
      return timeMode();
    });
    expect(seen).toEqual(['utc', 'written', 'case', 'utc']);
  });

  it('does not show UTC twice where the case has no other zone', async () => {
    const { nextTimeMode, timeMode } = await openWindow();
    const seen = [0, 1, 2].map(() => {
      nextTimeMode();
      return timeMode();
    });
    expect(seen).toEqual(['written', 'case', 'written']);
  });
});
