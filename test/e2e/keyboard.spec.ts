import { keyboard } from './pages/hands.ts';
import { doWholeJob, hasEugeneLog, withoutEugeneLog } from './pages/whole-job.ts';
import { test } from './shell.ts';

test('the whole job by keyboard alone', async ({ shell }) => {
  test.skip(!hasEugeneLog, withoutEugeneLog);
  test.setTimeout(180_000);
  await doWholeJob(keyboard(shell.page), shell);
});
