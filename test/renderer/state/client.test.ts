import { describe, expect, it } from 'vitest';
import { createClient } from '../../../renderer/state/client.ts';
import { fakeBridge } from '../fake-bridge.ts';

const progress = { done: 5, total: 10, unit: 'rows', stage: 'reading' } as const;

describe('createClient', () => {
  it('sends arguments as JSON and resolves to the value', async () => {
    const { bridge, calls } = fakeBridge();
    const answer = createClient(bridge).call('log', { dir: '/case' });
    expect(calls[0]).toMatchObject({ method: 'log', argsJson: '{"dir":"/case"}' });
    calls[0]!.answerText('{"ok":true,"value":[1]}');
    expect(await answer).toEqual([1]);
  });

  it('gives every call an id of its own and each its own answer, in any order', async () => {
    const { bridge, calls } = fakeBridge();
    const client = createClient(bridge);
    const first = client.call('host.pickFolder', { title: 'a' });
    const second = client.call('host.pickFolder', { title: 'b' });
    expect(calls[0]!.id).not.toBe(calls[1]!.id);
    calls[1]!.answerText('{"ok":true,"value":"b"}');
    calls[0]!.answerText('{"ok":true,"value":"a"}');
    expect(await Promise.all([first, second])).toEqual(['a', 'b']);
  });

  it('fails with the code, message and details of a refusal', async () => {
    const { bridge, calls } = fakeBridge();
    const answer = createClient(bridge).call('case.info', { dir: '/case' });
    calls[0]!.answerText(
      '{"ok":false,"error":{"code":"case-busy","message":"open elsewhere","details":{"pid":7}}}',
    );
    await expect(answer).rejects.toMatchObject({
      name: 'AppError',
      code: 'case-busy',
      message: 'open elsewhere',
      details: { pid: 7 },
    });
  });

  it('fails as a bug where the answer is no JSON', async () => {
    const { bridge, calls } = fakeBridge();
    const answer = createClient(bridge).call('fields', {});
    calls[0]!.answerText('<html>');
    await expect(answer).rejects.toMatchObject({ code: 'internal' });
  });

  it('gives progress to the call it is of, until that call is answered', async () => {
    const { bridge, calls, tell } = fakeBridge();
    const client = createClient(bridge);
    const seen: string[] = [];
    const a = client.call('case.verify', { dir: '/a' }, { onProgress: () => seen.push('a') });
    const b = client.call('case.verify', { dir: '/b' }, { onProgress: ({ done }) => seen.push(`b${done}`) });
    tell({ kind: 'progress', id: calls[1]!.id, progress });
    expect(seen).toEqual(['b5']);
    calls[1]!.answerText('{"ok":true,"value":{"ok":true,"checks":[]}}');
    await b;
    tell({ kind: 'progress', id: calls[1]!.id, progress });
    tell({ kind: 'progress', id: calls[0]!.id, progress });
    expect(seen).toEqual(['b5', 'a']);
    calls[0]!.answerText('{"ok":true,"value":{"ok":true,"checks":[]}}');
    await a;
  });

  it('asks core to stop when aborted, and settles with what core answers', async () => {
    const { bridge, calls, cancelled } = fakeBridge();
    const controller = new AbortController();
    const answer = createClient(bridge).call('case.verify', { dir: '/a' }, { signal: controller.signal });
    controller.abort();
    expect(cancelled).toEqual([calls[0]!.id]);
    calls[0]!.answerText('{"ok":false,"error":{"code":"cancelled","message":"stopped","details":{}}}');
    await expect(answer).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('does not call what was cancelled before, and cancels nothing that was answered', async () => {
    const { bridge, calls, cancelled } = fakeBridge();
    const client = createClient(bridge);
    await expect(client.call('fields', {}, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(calls).toHaveLength(0);
    const controller = new AbortController();
    const answer = client.call('fields', {}, { signal: controller.signal });
    calls[0]!.answerText('{"ok":true,"value":[]}');
    await answer;
    controller.abort();
    expect(cancelled).toEqual([]);
  });

  it('tells listeners of events that belong to no call, until they end it', () => {
    const { bridge, tell } = fakeBridge();
    const client = createClient(bridge);
    const names: string[] = [];
    const stop = client.onEvent((event) => names.push(event.kind === 'command' ? event.name : event.kind));
    tell({ kind: 'command', name: 'help' });
    tell({ kind: 'progress', id: 99, progress });
    tell({ kind: 'core-restarted', error: { code: 'core-stopped', message: 'gone', details: {} } });
    stop();
    tell({ kind: 'command', name: 'help' });
    expect(names).toEqual(['help', 'core-restarted']);
  });
});
