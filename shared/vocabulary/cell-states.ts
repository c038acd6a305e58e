/**
 * What a cell of a log says about its own content. Redacted is not blank is not missing, and every rule must be
 * able to tell them apart (markers seen in real releases: reference domain.md §1.1).
 */
export const cellStates = [
  'value', // there is content
  'empty', // the column is there, the cell is blank
  'redacted', // a mask such as *** or REDACTED stands where content was
  'withheld', // an exemption is cited where content was
  'partial', // part of the content is masked
  'placeholder', // n/a, none, -, null: typed, but says nothing
  'not-exported', // the source has no such column
] as const;

export type CellState = (typeof cellStates)[number];

/** States in which the log hides what was there: a rule about content cannot tell. */
export function isHidden(state: CellState): boolean {
  return state === 'redacted' || state === 'withheld' || state === 'partial' || state === 'not-exported';
}
