import { expect, test } from 'vitest';
import { progressLine } from '../../electron/cli/progress-line.ts';
import type { Progress } from '../../shared/contract/progress.ts';

/** The lines drawn for progress at the given seconds. */
function drawn(steps: readonly [seconds: number, progress: Progress][], columns = 200): string[] {
  const lines: string[] = [];
  let nowMs = 0;
  const line = progressLine(
    (text) => lines.push(text),
    () => columns,
    () => nowMs,
  );
  for (const [seconds, progress] of steps) {
    nowMs = seconds * 1000;
    line.show(progress);
  }
  line.clear();
  line.clear();
  return lines;
}

const reading = (done: number, total: number | null): Progress => ({
  done,
  total,
  unit: 'rows',
  stage: 'reading',
});

test('share, amounts, rate and time left; erased at the end, once', () => {
  expect(
    drawn([
      [0, reading(0, 2000)],
      [2, reading(500, 2000)],
    ]),
  ).toEqual([
    '\r\u001b[2K[--------------------]   0 %  reading  0 rows of 2,000 rows',
    '\r\u001b[2K[#####---------------]  25 %  reading  500 rows of 2,000 rows  250 rows/s  6 s left',
    '\r\u001b[2K',
  ]);
});

test('the rate is that of the stage', () => {
  const sealing: Progress = { done: 3_000_000, total: 4_000_000, unit: 'bytes', stage: 'sealing' };
  const lines = drawn([
    [0, reading(0, 10)],
    [100, { ...sealing, done: 1_000_000 }],
    [102, sealing],
  ]);
  expect(lines[2]).toContain('75 %  sealing  3 MB of 4 MB  1 MB/s  1 s left');
});

test('without a total there is no bar', () => {
  expect(drawn([[0, reading(7, null)]])[0]).toBe('\r\u001b[2Kreading  7 rows');
});

test('it fits the terminal, and a stage cannot move the cursor', () => {
  expect(drawn([[0, reading(7, 9)]], 30)[0]).toHaveLength('\r\u001b[2K'.length + 29);
  expect(drawn([[0, { ...reading(1, null), stage: '\u001b[2Jx' }]])[0]).toContain('\\x1b[2Jx');
});
