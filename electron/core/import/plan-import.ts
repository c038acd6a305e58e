import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { AppError } from '../../../shared/contract/errors.ts';
import type { IntegrityNote, TimezoneBasis } from '../../../shared/contract/records.ts';
import { sampleRecordsAt } from './csv/sample-records.ts';
import { type CsvShape, sniffCsv } from './csv/sniff.ts';
import { type DateOptions, inferDatePlan } from './dates/infer.ts';
import type { DatePlan, ZoneSetting } from './dates/plan.ts';
import { isKnownZone } from './dates/zones.ts';
import { requireDelimitedText } from './file-kind.ts';
import { type ColumnMapping, mapColumns } from './mapping/map-columns.ts';
import { loadProfiles, matchProfile } from './profiles/load.ts';
import type { Profile } from './profiles/profile.ts';
import { loadProfileFile } from './profiles/profile-file.ts';

/** How a file will be read: everything that was found out or decided before its records are. */
export interface ImportPlan {
  readonly sizeBytes: number;
  readonly shape: CsvShape;
  readonly profile: Profile | null;
  readonly mapping: ColumnMapping;
  readonly datePlan: DatePlan;
  readonly timezoneBasis: TimezoneBasis;
  readonly notes: readonly IntegrityNote[];
}

export interface PlanOptions {
  /** Id of a built-in profile or path of a profile file; undefined: found by headers. */
  readonly profile: string | undefined;
  /** Zone the examiner gives for times without one. */
  readonly timezone: string | undefined;
  readonly caseTimezone: string | null;
}

const headBytes = 1 << 20;
/** Places all over the file where records are sampled: the first rows of a monthly export may hold no day above 12. */
const samplePlaces = 24;

/** Looks at a file and decides how to read it. Throws what refuses it; nothing is written. */
export function planImport(path: string, options: PlanOptions): ImportPlan {
  if (options.timezone !== undefined && !isKnownZone(options.timezone)) {
    throw new AppError(
      'timezone-unknown',
      `there is no time zone ${JSON.stringify(options.timezone)}; use an IANA name such as America/Los_Angeles`,
      { timezone: options.timezone },
    );
  }
  const fd = openInput(path);
  try {
    const stats = fstatSync(fd);
    if (!stats.isFile()) {
      throw new AppError('input-unreadable', `${path} is not a file; name the files themselves`, { path });
    }
    const sizeBytes = stats.size;
    const head = readHead(fd, Math.min(headBytes, sizeBytes));
    requireDelimitedText(path, head);
    const shape = sniffCsv(path, head, head.length === sizeBytes);
    if (shape.dataOffset >= sizeBytes && shape.samples.length === 0) {
      throw new AppError(
        'input-empty',
        `${path} has a header line and no records. Ask for the file again, or say that there were none`,
        { path, headers: shape.headers },
      );
    }
    const places = Array.from({ length: samplePlaces }, (_, i) =>
      Math.floor(shape.dataOffset + ((sizeBytes - shape.dataOffset) * (i + 1)) / (samplePlaces + 1)),
    ).filter((offset) => offset > head.length);
    const rows = [...shape.samples, ...sampleRecordsAt(fd, shape, sizeBytes, places)];
    return { sizeBytes, ...planFromSamples(path, shape, rows, options) };
  } finally {
    closeSync(fd);
  }
}

function planFromSamples(
  path: string,
  shape: CsvShape,
  rows: readonly (readonly string[])[],
  options: PlanOptions,
): Omit<ImportPlan, 'sizeBytes'> {
  const { headers } = shape;
  const profile = chooseProfile(headers, options.profile);
  const samples = headers.map((_, column) => rows.map((row) => row[column] ?? ''));
  const mapping = mapColumns({ headers, samples, profile: profile ?? undefined });
  if (mapping.problems.length > 0 || mapping.at === null) {
    throw new AppError('mapping', `${path}: ${mapping.problems.join('. ')}`, { path, headers });
  }
  const { columns, zone } = mapping.at;
  const times = rows.map((row) => columns.map((column) => row[column] ?? '').join(' '));
  const dateOptions: DateOptions = {
    zone: zoneSetting(zone, profile, options),
    order: profile?.dateOrder ?? undefined,
    twoDigitYearsFrom: profile?.twoDigitYearsFrom ?? undefined,
    serialEpochYear: profile?.serialEpochYear ?? undefined,
  };
  const inferred = inferDatePlan(times, dateOptions);
  const timeHeader = columns.map((column) => JSON.stringify(mapping.columns[column]!.header)).join(' and ');
  if (inferred.kind === 'ambiguous') {
    throw new AppError('date-ambiguous', `${path}, column ${timeHeader}: ${inferred.detail}`, { path });
  }
  if (inferred.kind === 'none') {
    throw new AppError('mapping', `${path}, column ${timeHeader}: ${inferred.detail}`, { path });
  }
  if (inferred.timezoneBasis.basis === 'unknown') {
    throw new AppError(
      'timezone-unknown',
      `${path}: the times in column ${timeHeader} carry no zone, and none was given. Find out from the agency in which zone its system writes, and say it: --timezone America/Los_Angeles, or UTC`,
      { path },
    );
  }
  return {
    shape,
    profile,
    mapping,
    datePlan: inferred.plan,
    timezoneBasis: inferred.timezoneBasis,
    notes: [...mapping.notes, ...inferred.notes, ...zoneNotes(zone, profile, options)],
  };
}

/** Who says the zone of times without one: the column's own name, then the examiner, the profile, the case. */
function zoneSetting(
  named: 'UTC' | null,
  profile: Profile | null,
  options: PlanOptions,
): ZoneSetting | undefined {
  if (named) return { zone: named, basis: 'data' };
  if (options.timezone !== undefined) return { zone: options.timezone, basis: 'option' };
  if (profile?.zone) return { zone: profile.zone, basis: 'profile' };
  if (options.caseTimezone !== null) return { zone: options.caseTimezone, basis: 'case' };
  return undefined;
}

function zoneNotes(named: 'UTC' | null, profile: Profile | null, options: PlanOptions): IntegrityNote[] {
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

function chooseProfile(headers: readonly string[], wanted: string | undefined): Profile | null {
  if (wanted === undefined) return matchProfile(headers)?.profile ?? null;
  if (/\.ya?ml$|[/\\]/i.test(wanted)) return loadProfileFile(wanted);
  const builtIn = loadProfiles();
  const profile = builtIn.find(({ id }) => id === wanted);
  if (profile) return profile;
  const ids = builtIn.map(({ id }) => id).join(', ');
  throw new AppError('not-found', `there is no profile ${JSON.stringify(wanted)}; there are ${ids}`, {
    profile: wanted,
  });
}

function openInput(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    if (code === 'ENOENT')
      throw new AppError('not-found', `there is no file ${path}. Check the path`, { path });
    throw new AppError('input-unreadable', `${path} cannot be opened (${code}). Check its rights`, { path });
  }
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
