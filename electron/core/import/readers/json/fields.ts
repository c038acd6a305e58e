import { longestName, mostColumns, mostElements, mostFields } from './bounds.ts';

/** A place in records: a key, an element of an array, or what follows the elements that have columns. */
export interface Field {
  readonly parent: Field | null;
  readonly key: string;
  /** 1, or 2 and more for a key that the same object has again. */
  readonly occurrence: number;
  /** Element of an array; -1 for a key; `mostElements` for the rest of an array. */
  readonly element: number;
  /** The key as it was written first, to find it again without making text; empty for elements. */
  readonly keyBytes: Buffer;
  readonly nameLength: number;
  /** Place among the children of the parent. */
  readonly position: number;
  /** Number of the column for values that stand here; -1 = none. */
  column: number;
  /** The record that had a value here last, and how often. */
  seenIn: number;
  seenTimes: number;
  /** Keys of objects that stand here, in order of first appearance. */
  readonly children: Field[];
  readonly byKey: Map<string, Field>;
  /** Elements of arrays that stand here, the rest at `mostElements`. */
  readonly elements: (Field | undefined)[];
  /** The same key for the second and further times in one object. */
  readonly again: Field[];
}

/** All fields of a table, and which of them are columns: learned from records, a broken record being unlearned. */
export interface Fields {
  readonly root: Field;
  readonly columns: Field[];
  count: number;
  /** Number of the record that is being tried. */
  attempt: number;
  /** Whether something had to go without a column. */
  overflows: boolean;
  /** What to undo if the record turns out to be broken, newest last. */
  readonly undo: (() => void)[];
}

/** Characters of ` #65536` or `[8…]`. */
const longestMark = 7;
const noBytes = Buffer.alloc(0);

export function createFields(): Fields {
  return {
    root: newField(null, '', 1, -1, noBytes, 0),
    columns: [],
    count: 1,
    attempt: 0,
    overflows: false,
    undo: [],
  };
}

function newField(
  parent: Field | null,
  key: string,
  occurrence: number,
  element: number,
  keyBytes: Buffer,
  nameLength: number,
): Field {
  return {
    parent,
    key,
    occurrence,
    element,
    keyBytes,
    nameLength,
    position: element < 0 && parent !== null ? parent.children.length : -1,
    column: -1,
    seenIn: -1,
    seenTimes: 0,
    children: [],
    byKey: new Map(),
    elements: [],
    again: [],
  };
}

/** Learns a key of the objects at `parent`; null where the bounds allow no more. */
export function addKey(fields: Fields, parent: Field, key: string, keyBytes: Buffer): Field | null {
  const nameLength = parent.nameLength + key.length + 1;
  if (full(fields, nameLength)) return null;
  const field = newField(parent, key, 1, -1, keyBytes, nameLength);
  parent.children.push(field);
  parent.byKey.set(key, field);
  fields.count++;
  fields.undo.push(() => {
    parent.children.pop();
    parent.byKey.delete(key);
    fields.count--;
  });
  return field;
}

/** Learns that an object has a key once more than any before it; null where the bounds allow no more. */
export function addAgain(fields: Fields, field: Field): Field | null {
  const { parent, key, again } = field;
  const nameLength = field.nameLength + longestMark;
  if (full(fields, nameLength)) return null;
  const repeated = newField(parent, key, again.length + 2, -1, noBytes, nameLength);
  again.push(repeated);
  fields.count++;
  fields.undo.push(() => {
    again.pop();
    fields.count--;
  });
  return repeated;
}

/** The field of an element of the arrays at `parent`, or of the rest; null where the bounds allow no more. */
export function addElement(fields: Fields, parent: Field, element: number): Field | null {
  const nameLength = parent.nameLength + longestMark;
  if (full(fields, nameLength)) return null;
  const field = newField(parent, '', 1, element, noBytes, nameLength);
  parent.elements[element] = field;
  fields.count++;
  fields.undo.push(() => {
    parent.elements[element] = undefined;
    fields.count--;
  });
  return field;
}

function full(fields: Fields, nameLength: number): boolean {
  const room = fields.count < mostFields && fields.columns.length < mostColumns;
  if (room && nameLength <= longestName) return false;
  fields.overflows = true;
  return true;
}

/** Makes a field a column, if there is room. */
export function addColumn(fields: Fields, field: Field): void {
  if (fields.columns.length >= mostColumns) {
    fields.overflows = true;
    return;
  }
  field.column = fields.columns.push(field) - 1;
  fields.undo.push(() => {
    fields.columns.pop();
    field.column = -1;
  });
}

/** Keeps what the last record taught. */
export function keepLearned(fields: Fields): void {
  if (fields.undo.length > 0) fields.undo.length = 0;
}

/** Forgets what the last record taught. */
export function forgetLearned(fields: Fields): void {
  while (fields.undo.length > 0) fields.undo.pop()!();
}

/** Name of a field: its keys joined by dots, `key #2` for a repeated one, `[0]` for elements and `[8…]` for their rest. */
export function fieldName(field: Field, escaped: boolean, unwrap: string | null): string {
  const { parent } = field;
  if (parent === null) return '';
  if (field.element >= 0) {
    const place = field.element === mostElements ? `${mostElements}…` : `${field.element}`;
    return `${fieldName(parent, escaped, unwrap)}[${place}]`;
  }
  const key = escaped ? field.key.replaceAll(/[\\.[#]/g, '\\$&') : field.key;
  const name = field.occurrence === 1 ? key : `${key} #${field.occurrence}`;
  if (parent.parent === null || isWrapper(parent, unwrap)) return name;
  return `${fieldName(parent, escaped, unwrap)}.${name}`;
}

function isWrapper(field: Field, unwrap: string | null): boolean {
  return unwrap !== null && field.parent?.parent === null && field.key === unwrap && field.occurrence === 1;
}
