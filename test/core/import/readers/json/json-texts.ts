import fc from 'fast-check';

/** A JSON value as somebody wrote it, and what the reader should make of it. */
export type Written =
  | { readonly kind: 'scalar'; readonly text: string; readonly cell: string | null }
  | {
      readonly kind: 'object';
      readonly text: string;
      readonly entries: readonly (readonly [string, Written])[];
    }
  | { readonly kind: 'array'; readonly text: string; readonly elements: readonly Written[] };

export type WrittenObject = Extract<Written, { kind: 'object' }>;

const gap = fc.constantFrom('', '', '', ' ', '\t ', ' \r');
/** Without the characters that names of columns treat in a special way. */
const keys = fc.constantFrom(
  'a',
  'b',
  'c',
  'user',
  'time',
  'ä',
  'x y',
  '__proto__',
  'constructor',
  'toString',
  '',
);

/** One text in one of the ways JSON can write it. */
const written = (text: string, escapes: number): string =>
  `"${[...text].map((character, i) => (escapes & (1 << (i % 16)) ? escapedUnits(character) : JSON.stringify(character).slice(1, -1))).join('')}"`;

function escapedUnits(character: string): string {
  return Array.from(
    { length: character.length },
    (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`,
  ).join('');
}

const string = fc
  .tuple(fc.string({ unit: 'binary', maxLength: 6 }), fc.nat({ max: 0xffff }))
  .map(([text, escapes]): Written => ({ kind: 'scalar', text: written(text, escapes), cell: text }));
const number = fc
  .constantFrom('0', '-0', '12', '-3.50', '0.10', '1e400', '1E+2', '12345678901234567890', '0e-1')
  .map((text): Written => ({ kind: 'scalar', text, cell: text }));
const word = fc
  .constantFrom('true', 'false', 'null')
  .map((text): Written => ({ kind: 'scalar', text, cell: text === 'null' ? null : text }));

function objectOf(
  entries: readonly (readonly [string, Written])[],
  gaps: readonly string[],
  escapes: number,
): WrittenObject {
  const gapAt = (i: number): string => gaps[i % gaps.length]!;
  const text = entries.map(
    ([key, value], i) =>
      `${gapAt(i)}${written(key, escapes)}${gapAt(i + 1)}:${gapAt(i + 2)}${value.text}${gapAt(i + 3)}`,
  );
  return { kind: 'object', text: `{${text.join(',') || gapAt(0)}}`, entries };
}

function arrayOf(elements: readonly Written[], gaps: readonly string[]): Written {
  const text = elements.map(
    (element, i) => `${gaps[i % gaps.length]}${element.text}${gaps[(i + 1) % gaps.length]}`,
  );
  return { kind: 'array', text: `[${text.join(',') || gaps[0]}]`, elements };
}

const gaps = fc.array(gap, { minLength: 1, maxLength: 4 });

const { object } = fc.letrec<{ value: Written; object: WrittenObject; array: Written }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    string,
    number,
    word,
    tie('object'),
    tie('array'),
  ),
  object: fc
    .tuple(
      fc.uniqueArray(fc.tuple(keys, tie('value')), { maxLength: 5, selector: ([key]) => key }),
      gaps,
      fc.constantFrom(0, 0, 0xffff, 5),
    )
    .map(([entries, between, escapes]) => objectOf(entries, between, escapes)),
  array: fc
    .tuple(
      fc.oneof(fc.array(tie('value'), { maxLength: 4 }), fc.array(tie('object'), { maxLength: 11 })),
      gaps,
    )
    .map(([elements, between]) => arrayOf(elements, between)),
}));

/** An object with anything in it, on one line. */
export const writtenObject: fc.Arbitrary<WrittenObject> = object;

/** The cells of a record by column, in order of appearance: what the reader promises, said once more and simply. */
export function expectedCells(record: WrittenObject): Map<string, string | null> {
  const cells = new Map<string, string | null>();
  addObject(cells, '', record, 0);
  return cells;
}

function addObject(
  cells: Map<string, string | null>,
  prefix: string,
  value: WrittenObject,
  arrays: number,
): void {
  for (const [key, child] of value.entries) addValue(cells, `${prefix}${key}`, child, arrays);
}

function addValue(cells: Map<string, string | null>, name: string, value: Written, arrays: number): void {
  if (value.kind === 'scalar') cells.set(name, value.cell);
  else if (value.kind === 'object') {
    if (value.entries.length === 0) cells.set(name, '{}');
    else addObject(cells, `${name}.`, value, arrays);
  } else addArray(cells, name, value.text, value.elements, arrays);
}

function addArray(
  cells: Map<string, string | null>,
  name: string,
  text: string,
  elements: readonly Written[],
  arrays: number,
): void {
  const objects = elements.filter((element) => element.kind === 'object');
  if (objects.length > 0 && objects.length === elements.length && arrays < 4) {
    for (const [i, element] of objects.slice(0, 8).entries())
      addValue(cells, `${name}[${i}]`, element, arrays + 1);
    if (objects.length > 8) cells.set(`${name}[8…]`, 'rest');
  } else {
    const [only] = elements;
    const isSingle = elements.length === 1 && only!.kind === 'scalar' && only!.cell !== null;
    cells.set(name, isSingle ? (only as { cell: string }).cell : text);
  }
}
