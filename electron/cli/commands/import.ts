import { AppError, type ErrorReport } from '../../../shared/contract/errors.ts';
import type { SourceRecord } from '../../../shared/contract/records.ts';
import { sourceKinds } from '../../../shared/vocabulary/source-kinds.ts';
import { byExaminer, defineCommand } from '../command.ts';
import { describeDelivery, describeSource } from '../describe.ts';
import { choiceOptions, choicesOf } from '../import-choices.ts';
import { plural } from '../layout.ts';
import { choice, count, flag, path, paths, required, text } from '../option.ts';
import { profilePath } from '../profile-path.ts';

export const importFiles = defineCommand({
  name: 'import',
  summary: 'Seals files as evidence and reads their records into the case',
  positionals: {
    dir: required(path('DIR', 'the case folder')),
    files: required(paths('FILE', 'the files to import, or folders of them')),
  },
  options: {
    as: choice('KIND', 'what the files hold (default events; the others are not available yet)', sourceKinds),
    profile: {
      ...text('ID|FILE.yml', 'how to read the columns (default: found from headers and content)'),
      read: profilePath,
    },
    timezone: text('IANA', 'zone of times that do not carry one'),
    'received-from': text('T', 'who delivered the files'),
    authority: text('T', 'on what authority they were delivered: request, subpoena, order'),
    'expect-sha256': text('H', 'SHA-256 the agency gave for the file; compared'),
    'expect-rows': count('N', 'number of records the agency gave for the file; compared'),
    ...choiceOptions,
    'dry-run': flag('read and report, change nothing'),
    ...byExaminer,
  },
  notes: [
    'Exit code 3 if records were rejected, a file among others was refused or the file differs from what the agency said of it; 1 if all files were refused.',
  ],
  async run(input, { call }) {
    const kind = input.as ?? 'events';
    if (kind !== 'events') throw new AppError('not-available', `import --as ${kind}: not available yet`);
    const expected = input['expect-sha256'] !== undefined || input['expect-rows'] !== undefined;
    if (expected && input.files.length > 1) {
      throw new AppError('usage', '--expect-sha256 and --expect-rows speak of one file; import it by itself');
    }
    const value = await call('import', {
      dir: input.dir,
      files: [...input.files],
      kind,
      profile: input.profile,
      timezone: input.timezone,
      choices: choicesOf(input),
      receivedFrom: input['received-from'],
      authority: input.authority,
      expectSha256: input['expect-sha256'],
      expectRows: input['expect-rows'],
      dryRun: input['dry-run'],
      examiner: input.examiner,
    });
    const { sources } = value;
    const lines = () => [
      ...sources.flatMap((source) => [...describeSource(source), '']),
      ...describeDelivery(value.delivery),
      ...(input['dry-run'] ? ['dry run: nothing was changed'] : []),
    ];
    if (sources.every(({ state }) => state === 'refused')) {
      const failure = noneImported(sources);
      return { value: { error: failure, ...value }, lines, failure };
    }
    const differs = sources.some(
      ({ sha256, rowsRead }) =>
        (input['expect-sha256'] ?? sha256).toLowerCase() !== sha256 ||
        (input['expect-rows'] ?? rowsRead) !== rowsRead,
    );
    return { value, lines, lookAt: differs || sources.some(needsALook) };
  },
});

function needsALook({ state, rowsRejected, rejectedTotal }: SourceRecord): boolean {
  return state === 'refused' || rowsRejected > 0 || rejectedTotal > 0;
}

function noneImported(sources: readonly SourceRecord[]): ErrorReport {
  const [first] = sources;
  const error = first?.error ?? { code: 'internal', message: 'refused without a reason', details: {} };
  return sources.length === 1
    ? error
    : {
        ...error,
        message: `none of ${plural(sources.length, 'file')} was imported; the first: ${error.message}`,
      };
}
