import type { IntegrityNote } from '../../../../shared/contract/records.ts';
import type { ArrayElement } from '../profiles/profile.ts';
import { innerNames } from './header-key.ts';

/** Where the elements of a profile stand in a file's arrays, found from samples. */
export interface ElementPlaces {
  /** `agent[user].who` as `agent[2].who`; null where the element was not found. Other names stay. */
  place(reference: string): string | null;
  readonly notes: readonly IntegrityNote[];
}

/**
 * An element is at one place of its array or it is not taken: the records of one log can hold them in different order,
 * and whoever stands at the place would be taken for the actor.
 */
export function findElements(
  elements: readonly ArrayElement[],
  headers: readonly string[],
  samples: readonly (readonly string[])[],
): ElementPlaces {
  const inner = innerNames(headers);
  const places = new Map<string, number | null>();
  const notes: IntegrityNote[] = [];
  for (const element of elements) {
    const found = placesOf(element, inner, samples);
    places.set(`${element.array}[${element.name}]`, found.length === 1 ? found[0]! : null);
    if (found.length > 1) notes.push(severalPlaces(element, found));
  }
  return {
    place: (reference) => {
      const match = /^([^[\]]+\[[a-z][^[\]]*\])(.*)$/is.exec(reference);
      const index = match ? places.get(match[1]!) : undefined;
      if (!match || index === undefined) return reference;
      return index === null ? null : `${match[1]!.slice(0, match[1]!.indexOf('['))}[${index}]${match[2]!}`;
    },
    notes,
  };
}

/** The places at which the element stands first in some sampled record. */
function placesOf(
  { array, key, values }: ArrayElement,
  inner: readonly string[],
  samples: readonly (readonly string[])[],
): number[] {
  const columns: { readonly place: number; readonly cells: readonly string[] }[] = [];
  for (let place = 0; ; place++) {
    const column = inner.indexOf(`${array}[${place}].${key}`);
    if (column !== -1) columns.push({ place, cells: samples[column] ?? [] });
    else if (!inner.some((name) => name.startsWith(`${array}[${place}]`))) break;
  }
  const is = (cell: string) => (values.length === 0 ? cell.trim() !== '' : values.includes(cell.trim()));
  const records = Math.max(0, ...columns.map(({ cells }) => cells.length));
  const found = new Set<number>();
  for (let record = 0; record < records; record++) {
    const first = columns.find(({ cells }) => is(cells[record] ?? ''));
    if (first) found.add(first.place);
  }
  return [...found].toSorted((a, b) => a - b);
}

function severalPlaces({ name, array }: ArrayElement, places: readonly number[]): IntegrityNote {
  const listed = places.map((place) => `${array}[${place}]`).join(', ');
  return {
    check: 'mapping-element',
    severity: 'warning',
    message: `the ${name} of an event stands at different places of ${array} in the sampled records (${listed}): its columns are not taken, because at each place others stand too. Ask for an export in which the order is the same, or name the columns in a profile`,
  };
}
