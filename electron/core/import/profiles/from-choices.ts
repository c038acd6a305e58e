import { AppError } from '../../../../shared/contract/errors.ts';
import { type FieldName, fieldDefinition } from '../../../../shared/vocabulary/fields.ts';
import type { CellMarkers } from '../cells/markers.ts';
import type { EpochUnitName } from '../dates/infer.ts';
import type { DateOrder } from '../dates/plan.ts';
import { type ColumnNames, columnNames } from '../mapping/column-reference.ts';
import { columnKind } from '../mapping/content-kind.ts';
import { isUnnamed } from '../mapping/header-key.ts';
import type { ColumnContent, Profile, ProfileColumn } from './profile.ts';

/** What an examiner decides of how a file's columns are read. What is left out stays as `base` or the names have it. */
export interface ProfileChoices {
  /** Field by column: its header, or `#3`, or `Name #3`. Null: the source's own. */
  readonly fields?: Readonly<Record<string, string | null>> | undefined;
  readonly zone?: string | undefined;
  readonly dateOrder?: DateOrder | undefined;
  readonly serialEpochYear?: 1900 | 1904 | undefined;
  readonly epochUnit?: EpochUnitName | undefined;
  readonly markers?: CellMarkers | undefined;
}

export interface ChosenProfile {
  readonly id: string;
  readonly title: string;
  /** The profile that would count without the choices. */
  readonly base?: Profile | null | undefined;
  /** Cells by column: a file without a header is told by what its columns hold. */
  readonly samples?: readonly (readonly string[])[] | undefined;
}

const unnamed: ChosenProfile = { id: 'choices', title: 'As the examiner chose for this file' };

/**
 * The profile of a file with these columns that says what was chosen; later files with exactly these columns match it.
 * Throws mapping for a column the file does not have or a field that is given to several columns.
 */
export function profileFromChoices(
  headers: readonly string[],
  choices: ProfileChoices,
  { id, title, base, samples }: ChosenProfile = unnamed,
): Profile {
  const names = columnNames(headers);
  const chosen = chosenColumns(headers, names, choices.fields ?? {});
  const fields = new Set([...chosen.values()].filter((field) => field !== null));
  const isOpen = ({ header, field }: ProfileColumn) =>
    !chosen.has(names.find(header)) && (field === null || !fields.has(field));
  return {
    id,
    title,
    kind: base?.kind ?? 'events',
    source: null,
    system: fields.has('system') ? null : (base?.system ?? null),
    required: [
      ...[...chosen].map(([index, field]) => ({ header: names.reference(index), field })),
      ...(base?.required ?? []).filter(isOpen),
    ],
    optional: (base?.optional ?? []).filter(isOpen),
    firstOf: (base?.firstOf ?? []).flatMap(({ field, headers: candidates }) => {
      const left = candidates.filter((header) => isOpen({ header, field }));
      return left.length === 0 ? [] : [{ field, headers: left }];
    }),
    absent: [],
    elements: base?.elements ?? [],
    headers: headers.map((_, index) => names.reference(index)),
    contents: headers.every(isUnnamed) ? contentsOf(samples ?? []) : [],
    zone: choices.zone ?? base?.zone ?? null,
    dateOrder: choices.dateOrder ?? base?.dateOrder ?? null,
    twoDigitYearsFrom: base?.twoDigitYearsFrom ?? null,
    serialEpochYear:
      choices.epochUnit === undefined ? (choices.serialEpochYear ?? base?.serialEpochYear ?? null) : null,
    epochUnit: choices.serialEpochYear === undefined ? (choices.epochUnit ?? base?.epochUnit ?? null) : null,
    markers: choices.markers ?? base?.markers ?? null,
    notes: base?.notes ?? [],
    cannotTell: base?.cannotTell ?? [],
  };
}

/** Field by position. */
function chosenColumns(
  headers: readonly string[],
  names: ColumnNames,
  fields: Readonly<Record<string, string | null>>,
): Map<number, FieldName | null> {
  const chosen = new Map<number, FieldName | null>();
  const columns = new Map<FieldName, string[]>();
  for (const [reference, field] of Object.entries(fields)) {
    const index = indexOf(names, headers, reference);
    if (index === -1) {
      throw wrongChoice(`there is no column ${JSON.stringify(reference)}`, { column: reference });
    }
    if (field !== null && fieldDefinition(field)?.kind !== 'canonical') {
      throw wrongChoice(`${JSON.stringify(field)} is not a canonical field`, { field });
    }
    if (chosen.has(index)) {
      throw wrongChoice(`column ${JSON.stringify(reference)} is chosen twice`, { column: reference });
    }
    chosen.set(index, field as FieldName | null);
    if (field !== null) {
      columns.set(field as FieldName, [...(columns.get(field as FieldName) ?? []), reference]);
    }
  }
  for (const [field, references] of columns) {
    if (references.length <= (field === 'at' ? 2 : 1)) continue;
    const listed = references.map((reference) => JSON.stringify(reference)).join(', ');
    throw wrongChoice(`${field} is chosen for ${references.length} columns: ${listed}`, { field });
  }
  return chosen;
}

/** In a choice `#3` means the third column, whatever its name: the examiner looked at this very file. */
function indexOf(names: ColumnNames, headers: readonly string[], reference: string): number {
  const index = names.find(reference);
  const place = /^#([1-9]\d{0,4})$/.exec(reference.trim());
  if (index !== -1 || !place) return index;
  return Number(place[1]) <= headers.length ? Number(place[1]) - 1 : -1;
}

function contentsOf(samples: readonly (readonly string[])[]): ColumnContent[] {
  return samples.flatMap((cells, index) => {
    const content = columnKind(cells, {});
    return content === null || content === 'text' ? [] : [{ header: `#${index + 1}`, content }];
  });
}

function wrongChoice(what: string, details: Readonly<Record<string, unknown>>): AppError {
  return new AppError(
    'mapping',
    `the choice of columns cannot be used: ${what}. Mend it and try again`,
    details,
  );
}
