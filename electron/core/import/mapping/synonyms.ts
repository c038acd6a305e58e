import type { FieldName } from '../../../../shared/vocabulary/fields.ts';
import { fieldNameLists, momentNameList } from './field-names.ts';
import { headerKey } from './header-key.ts';

/** Name keys by field, in the order in which fields choose their columns; the value is the rank, surest 0. */
export const fieldNames: readonly (readonly [FieldName, ReadonlyMap<string, number>])[] = (
  Object.entries(fieldNameLists) as [FieldName, string][]
).map(([field, list]) => [field, rankedKeys(list)]);

/** Whether a name key belongs to a field other than the time. */
export function isFieldName(key: string): boolean {
  return fieldNames.some(([, ranks]) => ranks.has(key));
}

/** Say who or whom, but not which: taken for the actor only where another column names the target. */
export const openNameKeys: ReadonlySet<string> = new Set(['name', 'nombre', 'nom']);

/** Name keys of columns that hold the moment of the event, or its date or its time alone; the value is the rank. */
export const momentNames = rankedKeys(momentNameList);

function rankedKeys(list: string): ReadonlyMap<string, number> {
  return new Map(list.split(',').map((name, rank) => [headerKey(name), rank]));
}
