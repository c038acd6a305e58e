import { columnKeys, columnName, headerKey, innerNames, isUnnamed } from './header-key.ts';

const position = /^#([1-9]\d{0,4})$/;
const named = /^(.*\S)\s+#([1-9]\d{0,4})$/s;

/** The columns of a file as profiles and choices refer to them. */
export interface ColumnNames {
  /**
   * Position of the column that a reference means: its name; `#3` for a third column that has no name, or one that
   * others have too; `Name #3` for the third column where several are called Name. -1 if there is none.
   */
  find(reference: string): number;
  /** A reference that means this column and no other. */
  reference(index: number): string;
}

export function columnNames(headers: readonly string[]): ColumnNames {
  const whole = headers.map((header) => header.trim());
  const inner = innerNames(headers);
  const keys = columnKeys(headers);
  const byHeader = firstPositions(whole);
  const byName = firstPositions(inner);
  const byKey = firstPositions(keys);
  const shared = sharedTexts(keys);
  const isTold = (index: number) =>
    keys[index] === '' || shared.has(keys[index]!) || position.test(whole[index]!);

  const find = (reference: string): number => {
    const text = reference.trim();
    const place = position.exec(text);
    if (place) {
      const index = Number(place[1]) - 1;
      return index < keys.length && isTold(index) ? index : -1;
    }
    const exact = text === '' ? undefined : (byHeader.get(text) ?? byName.get(text));
    if (exact !== undefined) return exact;
    const key = headerKey(text);
    const alike = key === '' ? undefined : byKey.get(key);
    if (alike !== undefined) return alike;
    const told = named.exec(text);
    const index = told ? Number(told[2]) - 1 : keys.length;
    return told && index < keys.length && isSame(told[1]!, index) ? index : -1;
  };

  function isSame(name: string, index: number): boolean {
    return whole[index] === name || (keys[index] !== '' && keys[index] === headerKey(name));
  }

  return {
    find,
    reference: (index) => {
      const place = `#${index + 1}`;
      if (isUnnamed(headers[index]!, index)) return place;
      const name = columnName(headers[index]!, index);
      return [name, `${name} ${place}`].find((text) => find(text) === index) ?? place;
    },
  };
}

function firstPositions(texts: readonly string[]): Map<string, number> {
  const positions = new Map<string, number>();
  for (const [index, text] of texts.entries()) if (!positions.has(text)) positions.set(text, index);
  return positions;
}

function sharedTexts(texts: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const text of texts) (seen.has(text) ? shared : seen).add(text);
  return shared;
}
