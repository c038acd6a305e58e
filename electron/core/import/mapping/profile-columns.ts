import type { IntegrityNote } from '../../../../shared/contract/records.ts';
import type { FieldName } from '../../../../shared/vocabulary/fields.ts';
import { cellState } from '../cells/cell-state.ts';
import type { FieldChoice, Profile } from '../profiles/profile.ts';
import { findElements } from './array-elements.ts';
import { columnNames } from './column-reference.ts';
import type { CandidateColumn } from './mapped-column.ts';

/** What a profile makes of the columns of a file. */
export interface ProfileColumns {
  /** The columns that hold the time; they are not assigned yet. */
  readonly times: readonly CandidateColumn[];
  readonly notes: readonly IntegrityNote[];
  readonly problems: readonly string[];
}

/** Gives the profile's fields to its columns, those of the time apart. */
export function assignByProfile(
  columns: readonly CandidateColumn[],
  headers: readonly string[],
  profile: Profile,
): ProfileColumns {
  const names = columnNames(headers);
  const elements = findElements(
    profile.elements,
    headers,
    columns.map(({ samples }) => samples),
  );
  const notes = [...elements.notes];
  const times: CandidateColumn[] = [];
  const find = (reference: string): CandidateColumn | undefined => {
    const placed = elements.place(reference);
    const column = placed === null ? undefined : columns[names.find(placed)];
    return column?.settled === false ? column : undefined;
  };
  const settle = (column: CandidateColumn, field: FieldName | null) => {
    column.settled = true;
    if (field === 'at') times.push(column);
    else if (field !== null) {
      column.field = field;
      column.how = 'profile';
    }
  };
  const lacking: string[] = [];
  for (const { header, field } of profile.required) {
    const column = find(header);
    if (column) settle(column, field);
    else lacking.push(JSON.stringify(header));
  }
  for (const { header, field } of profile.optional) {
    const column = find(header);
    if (column) settle(column, field);
  }
  for (const choice of profile.firstOf) {
    const found = choice.headers.map(find).filter((column) => column !== undefined);
    const fullest = fullestOf(choice, found);
    if (!fullest) continue;
    settle(fullest, choice.field);
    notes.push(...otherwise(choice, fullest, found));
  }
  return { times, notes, problems: [...wrongKind(profile), ...missing(profile, lacking, columns)] };
}

function fullestOf({ field }: FieldChoice, found: readonly CandidateColumn[]): CandidateColumn | undefined {
  const counts = found.map(({ samples }) => samples.filter((cell) => says(cell, field)).length);
  return found[counts.indexOf(Math.max(...counts))];
}

function says(cell: string, field: FieldName): boolean {
  const state = cellState(cell, field);
  return state !== 'empty' && state !== 'placeholder';
}

/** Records in which the column taken is blank and another of the choice is not. */
function otherwise(
  { field }: FieldChoice,
  taken: CandidateColumn,
  found: readonly CandidateColumn[],
): IntegrityNote[] {
  return found.flatMap((other) => {
    if (other === taken) return [];
    const count = other.samples.filter(
      (cell, record) => says(cell, field) && !says(taken.samples[record] ?? '', field),
    ).length;
    if (count === 0) return [];
    return [
      {
        check: 'mapping-choice',
        severity: 'warning',
        message: `column ${JSON.stringify(taken.header)} is taken for ${field}; in ${count} of ${other.samples.length} sampled records it says nothing where ${JSON.stringify(other.header)} does: such events have no ${field}, the other column is kept`,
      } as const,
    ];
  });
}

function wrongKind({ id, title, kind }: Profile): string[] {
  if (kind === 'events') return [];
  return [`this is no log of events (profile ${id}: ${title}). Import it with --as ${kind}`];
}

function missing(
  profile: Profile,
  lacking: readonly string[],
  columns: readonly CandidateColumn[],
): string[] {
  if (lacking.length === 0) return [];
  const seen = columns.map(({ header }) => JSON.stringify(header)).join(', ');
  return [
    `the profile ${profile.id} needs the columns ${lacking.join(', ')}, which this file does not have. Its columns are ${seen}. Use another profile or none`,
  ];
}
