import type { IntegrityNote } from '../../../../shared/contract/records.ts';
import { type FieldName, fieldDefinition } from '../../../../shared/vocabulary/fields.ts';
import { cellState } from '../cells/cell-state.ts';
import type { DateOptions } from '../dates/infer.ts';
import { type ContentKind, cellKind, columnKind, looksLikePlate } from './content-kind.ts';
import type { CandidateColumn } from './mapped-column.ts';

/** Content that a field cannot have: then its name misleads, or the cells are shifted against the header. */
const strange: Partial<Record<FieldName, readonly ContentKind[]>> = {
  actor: ['time', 'ip'],
  actorName: ['time', 'ip', 'uuid', 'number'],
  actorOrganization: ['time', 'ip', 'email'],
  actorUnit: ['time', 'ip', 'uuid'],
  target: ['time'],
  reason: ['time', 'ip', 'uuid', 'email'],
  caseNumber: ['time', 'ip', 'email'],
  purposeCode: ['time', 'ip', 'uuid', 'email'],
  action: ['time', 'ip', 'uuid', 'email'],
  result: ['time', 'ip', 'uuid', 'email'],
  device: ['time', 'email'],
  ipAddress: ['time', 'uuid', 'email', 'number'],
  session: ['time', 'ip', 'email'],
  nativeId: ['time', 'ip', 'email'],
};

const kindWords: Record<ContentKind, string> = {
  time: 'times',
  number: 'numbers',
  uuid: 'UUIDs',
  ip: 'network addresses',
  email: 'e-mail addresses',
  text: 'text',
};

const plateNames = /plate|^lic$|^tag$|matricula|^placa|kennzeichen|immatriculation/;
const oriForm = /^[a-z]{2}[a-z0-9]{5,7}$/i;

/** Where content speaks against the name of a column. The mapping stays: the examiner decides. */
export function contentNotes(columns: readonly CandidateColumn[], options: DateOptions): IntegrityNote[] {
  return columns.flatMap((column) => {
    const { field } = column;
    if (field === null || field === 'at') return [];
    if (fieldDefinition(field)?.type === 'number') return noNumbers(column, field);
    const values = column.samples.filter((cell) => cellState(cell, field) === 'value');
    const kinds = strange[field];
    const kind = kinds && values.length > 0 ? columnKind(values, options) : null;
    if (kind !== null && kinds?.includes(kind)) {
      const what = `is taken for ${field} but holds ${kindWords[kind]},`;
      return [note('mapping-content', column, what, values[0]!)];
    }
    if (field === 'target' && plateNames.test(column.key)) {
      return unlike(column, values, looksLikePlate, 'is named like a license plate but holds');
    }
    if (field === 'ori') {
      const isOri = (text: string) => oriForm.test(text);
      return unlike(column, values, isOri, 'is named like an originating agency identifier but holds');
    }
    return [];
  });
}

/** Columns that could say who or whom by their shape: named to the examiner, never taken. */
export function contentHints(columns: readonly CandidateColumn[]): IntegrityNote[] {
  if (columns.some(({ field }) => field === 'actor')) return [];
  const alike = columns.filter(
    ({ field, samples }) => field === null && isMostly(samples, (text) => cellKind(text) === 'email'),
  );
  if (alike.length === 0) return [];
  const which = alike.map(({ header }) => JSON.stringify(header)).join(', ');
  return [
    {
      check: 'mapping-actor',
      severity: 'notice',
      message: `columns that hold e-mail addresses, none of them taken for the actor by that alone: ${which}`,
    },
  ];
}

/** A column of network addresses only, where none is named so and its name does not say that they are another's. */
export function addressByContent(columns: readonly CandidateColumn[]): CandidateColumn | null {
  if (columns.some(({ field }) => field === 'ipAddress')) return null;
  const alike = columns.filter(
    ({ field, settled, key, header, samples }) =>
      field === null &&
      !settled &&
      // An element of an array is one of several parties.
      !header.includes('[') &&
      !/dest|dst|server|local|target|host/.test(key) &&
      samples.length > 1 &&
      samples.every((cell) => cellKind(cell.trim()) === 'ip'),
  );
  return alike.length === 1 ? alike[0]! : null;
}

/** Columns mapped to a number that hold none. */
function noNumbers(column: CandidateColumn, field: FieldName): IntegrityNote[] {
  const values = column.samples.filter((sample) => cellState(sample, field) === 'value');
  const isNumber = (value: string) => /^-?[\d,]+(?:\.0*)?$/.test(value.trim());
  const numbers = values.filter(isNumber);
  if (numbers.length * 2 >= values.length) return [];
  const example = values.find((value) => !isNumber(value))!;
  return [note('mapping-number', column, 'should hold numbers but holds', example)];
}

function unlike(
  column: CandidateColumn,
  values: readonly string[],
  is: (text: string) => boolean,
  what: string,
): IntegrityNote[] {
  const strangers = values.filter((text) => !is(text.trim()));
  if (strangers.length * 2 <= values.length) return [];
  return [note('mapping-content', column, what, strangers[0]!)];
}

function isMostly(samples: readonly string[], is: (text: string) => boolean): boolean {
  const texts = samples.map((text) => text.trim()).filter((text) => text !== '');
  return texts.length > 0 && texts.filter(is).length * 10 >= texts.length * 9;
}

function note(
  check: 'mapping-content' | 'mapping-number',
  { header }: CandidateColumn,
  what: string,
  example: string,
): IntegrityNote {
  const shown = JSON.stringify(example.trim().slice(0, 60));
  return {
    check,
    severity: 'warning',
    message: `column ${JSON.stringify(header)} ${what} for example ${shown}. The cells may be shifted against the header`,
  };
}
