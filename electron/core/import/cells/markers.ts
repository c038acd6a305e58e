import type { CellState } from '../../../../shared/vocabulary/cell-states.ts';

/** Texts that stand for something else in the cells of one source, by the state they stand for. */
export interface CellMarkers {
  readonly redacted?: readonly string[] | undefined;
  readonly withheld?: readonly string[] | undefined;
  readonly placeholder?: readonly string[] | undefined;
  /** Content, although it looks like a marker. */
  readonly value?: readonly string[] | undefined;
}

/** The markers of one source, ready to be asked. Texts are compared without case and with runs of blanks as one. */
export type MarkerTable = ReadonlyMap<string, CellState>;

/** `value` counts before `redacted`, that before `withheld`, that before `placeholder`. */
export function markerTable(markers: CellMarkers | null | undefined): MarkerTable {
  const table = new Map<string, CellState>();
  for (const state of ['value', 'redacted', 'withheld', 'placeholder'] as const) {
    for (const text of markers?.[state] ?? []) {
      const key = markerKey(text);
      if (key !== '' && !table.has(key)) table.set(key, state);
    }
  }
  return table;
}

/** How long a marker can be; what is longer is not looked up. */
export const maxMarkerLength = 200;

export function markerKey(text: string): string {
  return text.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
}
