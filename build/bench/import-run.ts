import '../../electron/core/process/node-version.ts';
import { createCase } from '../../electron/core/case-file/create.ts';
import { importFiles } from '../../electron/core/import/import-files.ts';

/** One import in a process of its own, so that its peak memory is its own: prints its figures as JSON. */
const [, , dir, file] = process.argv as [string, string, string, string];
const caseFile = createCase({ dir, name: 'Bench', examiner: 'Bench', agency: '', matter: '' });
const startedAt = performance.now();
let browsableMs = 0;
const { sources } = await importFiles(
  caseFile,
  { dir, files: [file], kind: 'events', dryRun: false },
  {
    signal: new AbortController().signal,
    // All records are stored and committed; the copy may not be on disk yet and repeats are not looked for.
    report: ({ stage }) => {
      if (browsableMs === 0 && stage.startsWith('sealing')) browsableMs = performance.now() - startedAt;
    },
  },
);
const checkedMs = performance.now() - startedAt;
caseFile.close();
const closedMs = performance.now() - startedAt;
const [source] = sources;
process.stdout.write(
  JSON.stringify({
    state: source?.state,
    rowsImported: source?.rowsImported,
    browsableMs,
    checkedMs,
    closedMs,
    peakMemoryMb: process.resourceUsage().maxRSS / 1024,
  }),
);
