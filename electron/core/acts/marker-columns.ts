import type { EventSlice, EventTable } from '../events/table.ts';
import { hashText } from '../events/text-hash.ts';
import { cellState } from '../import/cells/cell-state.ts';
import { headerKey } from '../import/mapping/header-key.ts';

/** Names of columns that say which records belong together, by what they hold; case, blanks and punctuation do not count. */
const markers = {
  statement: ['statement id', 'stmt id', 'statementid'],
  substatement: ['substatement id', 'sub statement id', 'substmt id'],
  sequence: ['sequence number', 'sequence'],
  session: ['session', 'session id', 'process id', 'pid', 'sid'],
  request: ['x request id', 'request id', 'trace id', 'requestid', 'traceid'],
  party: [
    'producer type',
    'source observer reference',
    'source observer display',
    'source observer identifier value',
    'source site',
  ],
  query: ['query id', 'inquiry id', 'query number', 'transaction id', 'request id'],
} as const;

export type Marker = keyof typeof markers;

const keys = Object.fromEntries(
  Object.entries(markers).map(([marker, names]) => [marker, new Set(names.map(headerKey))]),
) as unknown as Record<Marker, ReadonlySet<string>>;

/** Columns of the table with such a name, whether canonical or a source's own. */
export function markerColumns(table: EventTable, marker: Marker): string[] {
  return table.columnNames().filter((name) => keys[marker].has(headerKey(name)));
}

/** Text of a row's cell where it says something. */
export type ReadText = (index: number) => string | undefined;

export function textReader(slice: EventSlice, name: string): ReadText {
  const column = slice.column(name);
  if (column?.kind === 'inline') {
    return (i) => {
      const text = column.text(i);
      return text !== undefined && says(text, name) ? text : undefined;
    };
  }
  if (column?.kind !== 'terms') return () => undefined;
  const { codes, dictionary } = column;
  return (i) => {
    const term = codes[i]!;
    if (term === 0 || dictionary.state(term) !== 'value') return undefined;
    return dictionary.text(term);
  };
}

/** The first of several columns that says something. */
export function firstText(slice: EventSlice, names: readonly string[]): ReadText {
  const readers = names
    .filter((name) => slice.column(name) !== undefined)
    .map((name) => textReader(slice, name));
  return (i) => {
    for (const read of readers) {
      const text = read(i);
      if (text !== undefined) return text;
    }
    return undefined;
  };
}

function says(text: string, name: string): boolean {
  return cellState(text, name) === 'value';
}

/** One key of several texts; 0 where one of them is missing. */
export function keyOf(...texts: readonly (string | undefined)[]): number {
  if (texts.some((text) => text === undefined)) return 0;
  return hashText(texts.map((text) => `${text!.length}:${text}`).join(''));
}

const entityKind = /^entity\[(\d{1,2})\]\.type\.code$/;

/** The request of a FHIR AuditEvent: an entity of type XrequestId, wherever in the array it stands (IHE BALP). */
export function fhirRequestReader(slice: EventSlice, table: EventTable): ReadText {
  const places = table.columnNames().flatMap((name) => {
    const place = entityKind.exec(name)?.[1];
    if (place === undefined || slice.column(name) === undefined) return [];
    const id = textReader(slice, `entity[${place}].what.identifier.value`);
    return [{ kind: textReader(slice, name), id }];
  });
  return (i) => places.find(({ kind }) => kind(i) === 'XrequestId')?.id(i);
}

/** Whether a table has FHIR entities by their kind. */
export function hasFhirEntities(table: EventTable): boolean {
  return table.columnNames().some((name) => entityKind.test(name));
}
