import { hasEugeneLog, withoutEugeneLog } from './pages/eugene-case.ts';
import { mouse } from './pages/hands.ts';
import { doWholeJob } from './pages/whole-job.ts';
import { test } from './shell.ts';

test('the whole job by mouse: real log, findings, disposition, signed report, verified', async ({
  shell,
}) => {
  test.skip(!hasEugeneLog, withoutEugeneLog);
  test.setTimeout(120_000);
  await doWholeJob(mouse(shell.page), shell);
});
