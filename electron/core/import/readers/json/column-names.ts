import { type Field, fieldName } from './fields.ts';

/** The column for what has no column of its own. */
const overflowName = '(more fields)';

export interface ColumnNames {
  readonly names: readonly string[];
  /** Columns whose keys had to be escaped, because another column would have had the same name. */
  readonly escaped: readonly string[];
}

/**
 * Names of columns: keys joined by dots, elements of arrays in brackets (`agent[0].who.display`), without the key of a
 * wrapper. Names are unique: where several fields would have the same (the key `a.b` beside `a` with a key `b`), each is
 * written with its wrapper and with `\` before `.`, `[`, `#` and `\` of its keys, which leaves `a.b` to the nested one and
 * makes the other `a\.b`.
 */
export function columnNames(
  columns: readonly Field[],
  overflows: boolean,
  unwrap: string | null,
): ColumnNames {
  const names = columns.map((field) => fieldName(field, false, unwrap));
  const isFull = new Uint8Array(names.length);
  const escaped: string[] = [];
  for (let clashes = clashing(names); clashes.length > 0; clashes = clashing(names)) {
    const open = clashes.filter((i) => isFull[i] === 0);
    // Full names are unique, so that one of each group is still open and this comes to an end.
    if (open.length === 0) break;
    for (const i of open) {
      isFull[i] = 1;
      const name = fieldName(columns[i]!, true, null);
      if (name !== names[i]) escaped.push(name);
      names[i] = name;
    }
  }
  if (overflows) {
    const taken = new Set(names);
    let name = overflowName;
    for (let n = 2; taken.has(name); n++) name = `${overflowName} #${n}`;
    names.push(name);
  }
  return { names, escaped };
}

/** Places of the names that are there more than once. */
function clashing(names: readonly string[]): number[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts.size === names.length ? [] : names.flatMap((name, i) => (counts.get(name)! > 1 ? [i] : []));
}
