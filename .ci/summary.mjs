// The last line of a CI run, from Vitest's JSON report: `N passed, N failed[, N skipped]`. Exit code 1 on any failure,
// also where no test ran. Runs on any Node, as setup may be what failed.
import { existsSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/**
 * Counts tests; each file that broke outside its tests, each failed check, and a run that failed with nothing to
 * show for it count as one failure.
 */
export function summarize(report, failedChecks, runFailed) {
  const passed = report?.numPassedTests ?? 0;
  const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
  const brokenFiles = (report?.testResults ?? []).filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed'),
  );
  const failedTests = (report?.numFailedTests ?? 0) + brokenFiles.length;
  const unexplained = (runFailed && failedTests === 0) || passed + failedTests === 0 ? 1 : 0;
  const failed = failedTests + failedChecks + unexplained;
  return {
    line: `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
    exitCode: failed > 0 ? 1 : 0,
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [, , file, failedChecks, runFailed] = process.argv;
  const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  const { line, exitCode } = summarize(report, Number(failedChecks), runFailed !== '0');
  console.log(line);
  process.exitCode = exitCode;
}
