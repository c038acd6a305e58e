import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { MethodArgs } from '../../../../shared/contract/methods.ts';
import type { JobContext } from '../../job.ts';
import { surveyTable } from '../survey-table.ts';
import { profileFromChoices } from './from-choices.ts';
import { loadProfiles } from './load.ts';
import { ownProfileFolder } from './own-folder.ts';
import { writeProfileFile } from './write.ts';

/**
 * The contract's profile.save: keeps what was chosen for a file as a profile of one's own, that later files with the same
 * columns match. Throws exists for an id that is taken, and what refuses the file.
 */
export async function saveProfile(
  { file, table, profile, timezone, choices, id, title }: Omit<MethodArgs<'profile.save'>, 'dir'>,
  caseTimezone: string | null,
  job: JobContext,
): Promise<{ id: string; path: string }> {
  const folder = ownProfileFolder();
  if (loadProfiles({ profileFolders: [folder], onProblem: () => {} }).some((known) => known.id === id)) {
    throw new AppError('exists', `there is a profile ${id} already; give this one another id`, { id });
  }
  const options = { table, profile, timezone, choices, caseTimezone };
  const { survey } = await surveyTable(file, options, job);
  const { shape, samples, profile: base } = survey;
  if (shape === null) throw survey.problem ?? new Error(`${file} was looked at without a shape`);
  const { fields, dateOrder, serialEpochYear, epochUnit, markers } = choices ?? {};
  const chosen = { fields, dateOrder, serialEpochYear, epochUnit, markers, zone: timezone };
  const made = profileFromChoices(shape.headers, chosen, { id, title, base, samples });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${id}.yml`);
  writeProfileFile(path, made);
  return { id, path };
}
