import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { AppError } from '../../../shared/contract/errors.ts';
import type { ImportChoices } from '../../../shared/contract/import-choices.ts';
import type { IntegrityNote, TimezoneBasis } from '../../../shared/contract/records.ts';
import { sampleRecordsAt } from './csv/sample-records.ts';
import { type CsvChoices, type CsvShape, sniffCsv } from './csv/sniff.ts';
import { inferDatePlan } from './dates/infer.ts';
import type { DatePlan, ZoneSetting } from './dates/plan.ts';
import { isKnownZone } from './dates/zones.ts';
import { kindOf, requireDelimitedText } from './file-kind.ts';
import type { TimeColumns } from './mapping/find-time.ts';
import { type ColumnMapping, mapColumns } from './mapping/map-columns.ts';
import { profileFromChoices } from './profiles/from-choices.ts';
import { loadProfiles, matchProfile } from './profiles/load.ts';
import { ownProfileFolder } from './profiles/own-folder.ts';
import type { Profile } from './profiles/profile.ts';
import { loadProfileFile } from './profiles/profile-file.ts';

export interface SurveyOptions {
  /** Id of a built-in profile or path of a profile file; undefined: found by headers. */
  readonly profile: string | undefined;
  /** Zone the examiner gives for times without one. */
  readonly timezone: string | undefined;
  readonly caseTimezone: string | null;
  readonly choices?: ImportChoices | undefined;
  /** Folders of the examiner's own profiles. */
  readonly profileFolders?: readonly string[] | undefined;
  /** The text is a table written out by us (delivery/text-writer.ts): its dialect is known. */
  readonly rendered?: boolean;
  /** What the file is called in messages, where its path means nothing to people. */
  readonly label?: string;
}

/** What a look at a file finds out. What could not be is null; the first thing that refuses the file is `problem`. */
export interface Survey {
  sizeBytes: number;
  /** The beginning of the file, 1 MiB at most. */
  head: Buffer;
  shape: CsvShape | null;
  profile: Profile | null;
  mapping: ColumnMapping | null;
  /** Cells of records from all over the file, by column. */
  samples: readonly (readonly string[])[];
  /** Cells of the columns that hold the time, joined, of records from all over the file. */
  times: readonly string[];
  datePlan: DatePlan | null;
  timezoneBasis: TimezoneBasis | null;
  notes: readonly IntegrityNote[];
  problem: AppError | null;
}

const headBytes = 1 << 20;
/** Places all over the file where records are sampled: the first rows of a monthly export may hold no day above 12. */
const samplePlaces = 24;

/** Looks at a file and finds out how it can be read, as far as that goes. Throws not-found only; nothing is written. */
export function surveyFile(path: string, options: SurveyOptions): Survey {
  const survey = emptySurvey();
  attempt(survey, () => requireZone(options.timezone));
  const fd = attempt(survey, () => openInput(path));
  if (fd === undefined) {
    if (survey.problem?.code === 'not-found') throw survey.problem;
    return survey;
  }
  try {
    // A zone that there is none is refused already; the rest is looked at without it.
    const known = survey.problem === null ? options : { ...options, timezone: undefined };
    attempt(survey, () => surveyOpen(survey, fd, options.label ?? path, known));
  } finally {
    closeSync(fd);
  }
  return survey;
}

/** Nothing found out yet. */
export function emptySurvey(): Survey {
  return {
    sizeBytes: 0,
    head: Buffer.alloc(0),
    shape: null,
    profile: null,
    mapping: null,
    samples: [],
    times: [],
    datePlan: null,
    timezoneBasis: null,
    notes: [],
    problem: null,
  };
}

/** False for what has to be written out as text before it can be read: workbooks, JSON, archives, other encodings. */
export function isPlainText(path: string, choices: ImportChoices | undefined): boolean {
  if (choices?.encoding !== undefined && !/^utf-?8$/i.test(choices.encoding)) return false;
  let fd: number;
  try {
    fd = openInput(path);
  } catch {
    // Planning the import says what is wrong with it.
    return true;
  }
  try {
    const sizeBytes = fstatSync(fd).size;
    const head = readHead(fd, Math.min(headBytes, sizeBytes));
    const kind = kindOf(head);
    // What cannot be read at all is refused where it is planned.
    if (kind.kind === 'empty' || kind.kind === 'refused') return true;
    if (kind.kind !== 'text' || (kind.encoding !== null && kind.encoding !== 'utf-8')) return false;
    return sniffCsv(path, head, head.length === sizeBytes, csvChoices({ choices })).isPlain;
  } catch (thrown) {
    if (thrown instanceof AppError) return true;
    throw thrown;
  } finally {
    closeSync(fd);
  }
}

/** Runs a step; what refuses the file becomes the survey's problem unless there is one already. */
function attempt<T>(survey: Survey, step: () => T): T | undefined {
  try {
    return step();
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    survey.problem ??= thrown;
    return undefined;
  }
}

function surveyOpen(survey: Survey, fd: number, path: string, options: SurveyOptions): void {
  const sizeBytes = fstatSync(fd).size;
  survey.sizeBytes = sizeBytes;
  survey.head = readHead(fd, Math.min(headBytes, sizeBytes));
  const { head } = survey;
  requireDelimitedText(path, head);
  const shape = sniffCsv(path, head, head.length === sizeBytes, csvChoices(options));
  survey.shape = shape;
  survey.notes = shape.notes;
  if (shape.problem)
    attempt(survey, () => {
      throw shape.problem;
    });
  const places = Array.from({ length: samplePlaces }, (_, i) =>
    Math.floor(shape.dataOffset + ((sizeBytes - shape.dataOffset) * (i + 1)) / (samplePlaces + 1)),
  ).filter((offset) => offset > head.length);
  const rows = [...shape.samples, ...sampleRecordsAt(fd, shape, sizeBytes, places)];
  const samples = shape.headers.map((_, column) => rows.map((row) => row[column] ?? ''));
  survey.samples = samples;
  survey.profile = attempt(survey, () => chooseProfile(shape.headers, samples, options)) ?? null;
  surveyRecords(survey, shape, rows, path, options);
}

/** A table written out by us is what delivery/text-writer.ts makes. */
export function csvChoices({
  rendered,
  choices = {},
}: Pick<SurveyOptions, 'rendered' | 'choices'>): CsvChoices {
  if (rendered) return { delimiter: ',', quote: '"', escape: '"', headerLine: 1, isOneTable: true };
  const { delimiter, quote, escape: escaped, headerLine, unnamedColumn, nameWithoutColumn } = choices;
  return {
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(quote === undefined ? {} : { quote }),
    ...(escaped === undefined ? {} : { escape: escaped }),
    ...(headerLine === undefined ? {} : { headerLine }),
    ...(unnamedColumn === undefined ? {} : { unnamedColumn }),
    ...(nameWithoutColumn === undefined ? {} : { nameWithoutColumn }),
  };
}

function surveyRecords(
  survey: Survey,
  shape: CsvShape,
  rows: readonly (readonly string[])[],
  path: string,
  options: SurveyOptions,
): void {
  const { headers } = shape;
  const { profile } = survey;
  const samples = headers.map((_, column) => rows.map((row) => row[column] ?? ''));
  const mapping = mapColumns({ headers, samples, profile: profile ?? undefined });
  survey.mapping = mapping;
  survey.notes = [...survey.notes, ...mapping.notes];
  if (profile?.markers) survey.notes = [...survey.notes, markersNotUsed];
  if (profile !== null && profile.kind !== 'events') throw notEvents(path, profile);
  if (shape.dataOffset >= survey.sizeBytes && shape.samples.length === 0) {
    throw new AppError(
      'input-empty',
      `${path} has a header line and no records. Ask for the file again, or say that there were none`,
      { path, headers },
    );
  }
  if (mapping.problems.length > 0 || mapping.at === null) {
    throw new AppError('mapping', `${path}: ${mapping.problems.join('. ')}`, { path, headers });
  }
  surveyTimes(survey, path, mapping.at, options, rows);
}

function surveyTimes(
  survey: Survey,
  path: string,
  { columns, zone: named }: TimeColumns,
  options: SurveyOptions,
  rows: readonly (readonly string[])[],
): void {
  const { profile } = survey;
  survey.times = rows.map((row) => columns.map((column) => row[column] ?? '').join(' '));
  const header = columns
    .map((column) => JSON.stringify(survey.mapping!.columns[column]!.header))
    .join(' and ');
  const inferred = inferDatePlan(survey.times, {
    zone: zoneSetting(named, profile, options),
    order: profile?.dateOrder ?? undefined,
    twoDigitYearsFrom: profile?.twoDigitYearsFrom ?? undefined,
    serialEpochYear: profile?.serialEpochYear ?? undefined,
    epochUnit: profile?.epochUnit ?? undefined,
  });
  if (inferred.kind !== 'plan') {
    const code = inferred.kind === 'ambiguous' ? 'date-ambiguous' : 'mapping';
    throw new AppError(code, `${path}, column ${header}: ${inferred.detail}`, { path });
  }
  survey.timezoneBasis = inferred.timezoneBasis;
  survey.notes = [...survey.notes, ...inferred.notes, ...zoneNotes(named, profile, options)];
  if (inferred.timezoneBasis.basis === 'unknown') {
    throw new AppError(
      'timezone-unknown',
      `${path}: the times in column ${header} carry no zone, and none was given. Find out from the agency in which zone its system writes, and say it: --timezone America/Los_Angeles, or UTC`,
      { path },
    );
  }
  survey.datePlan = inferred.plan;
}

/** Who says the zone of times without one: the column's own name, then the examiner, the profile, the case. */
function zoneSetting(
  named: 'UTC' | null,
  profile: Profile | null,
  options: SurveyOptions,
): ZoneSetting | undefined {
  if (named) return { zone: named, basis: 'data' };
  if (options.timezone !== undefined) return { zone: options.timezone, basis: 'option' };
  if (profile?.zone) return { zone: profile.zone, basis: 'profile' };
  if (options.caseTimezone !== null) return { zone: options.caseTimezone, basis: 'case' };
  return undefined;
}

function zoneNotes(named: 'UTC' | null, profile: Profile | null, options: SurveyOptions): IntegrityNote[] {
  const { timezone } = options;
  if (timezone === undefined) return [];
  const note = (message: string): IntegrityNote => ({ check: 'time-zone', severity: 'warning', message });
  if (named && timezone !== named) {
    return [note(`the column's name says ${named}, so the zone given, ${timezone}, is not used`)];
  }
  if (!named && profile?.zone && profile.zone !== timezone) {
    return [note(`times are read in ${timezone} as given; the profile ${profile.id} says ${profile.zone}`)];
  }
  return [];
}

/** The profile asked for, else the one that fits; with what the examiner chose put over it. */
function chooseProfile(
  headers: readonly string[],
  samples: readonly (readonly string[])[],
  { profile: wanted, choices, profileFolders }: SurveyOptions,
): Profile | null {
  const base = baseProfile(headers, samples, wanted, profileFolders ?? [ownProfileFolder()]);
  const { fields, dateOrder, serialEpochYear, epochUnit, markers } = choices ?? {};
  const chosen = { fields, dateOrder, serialEpochYear, epochUnit, markers };
  if (Object.values(chosen).every((choice) => choice === undefined)) return base;
  const id = base?.id ?? 'choices';
  const title =
    base === null ? 'As the examiner chose for this file' : `${base.title}, with choices of the examiner`;
  return profileFromChoices(headers, chosen, { id, title, base, samples });
}

function baseProfile(
  headers: readonly string[],
  samples: readonly (readonly string[])[],
  wanted: string | undefined,
  profileFolders: readonly string[],
): Profile | null {
  if (wanted !== undefined && /\.ya?ml$|[/\\]/i.test(wanted)) return loadProfileFile(wanted);
  // A saved profile that is broken must not stop files it has nothing to do with.
  const profiles = loadProfiles({ profileFolders, onProblem: () => {} });
  if (wanted === undefined) return matchProfile(headers, profiles, samples)?.profile ?? null;
  const profile = profiles.find(({ id }) => id === wanted);
  if (profile) return profile;
  const ids = profiles.map(({ id }) => id).join(', ');
  throw new AppError('not-found', `there is no profile ${JSON.stringify(wanted)}; there are ${ids}`, {
    profile: wanted,
  });
}

const markersNotUsed: IntegrityNote = {
  check: 'markers',
  severity: 'warning',
  message:
    'texts that stand for something else in this source are named, and this version does not use them yet: such cells count as what they look like',
};

function notEvents(path: string, { title, kind }: Profile): AppError {
  return new AppError(
    'mapping',
    `${path} is a table of ${kind} (${title}), not a log of events. Ask for the log itself, or, if it is one, choose its columns`,
    { path, kind },
  );
}

function openInput(path: string): number {
  let fd: number;
  try {
    // A pipe would be waited for; what is no file is refused right below.
    fd = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    if (code === 'ENOENT')
      throw new AppError('not-found', `there is no file ${path}. Check the path`, { path });
    throw new AppError('input-unreadable', `${path} cannot be opened (${code}). Check its rights`, { path });
  }
  if (fstatSync(fd).isFile()) return fd;
  closeSync(fd);
  throw new AppError('input-unreadable', `${path} is not a file; name the files themselves`, { path });
}

function requireZone(timezone: string | undefined): void {
  if (timezone === undefined || isKnownZone(timezone)) return;
  throw new AppError(
    'timezone-unknown',
    `there is no time zone ${JSON.stringify(timezone)}; use an IANA name such as America/Los_Angeles`,
    { timezone },
  );
}

function readHead(fd: number, length: number): Buffer {
  const head = Buffer.alloc(length);
  let got = 0;
  while (got < length) {
    const read = readSync(fd, head, got, length - got, got);
    if (read === 0) break;
    got += read;
  }
  return head.subarray(0, got);
}
