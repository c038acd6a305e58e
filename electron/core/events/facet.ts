import { AppError } from '../../../shared/contract/errors.ts';
import type { MethodArgs } from '../../../shared/contract/methods.ts';
import type { Facet } from '../../../shared/contract/window.ts';
import type { CaseFile } from '../case-file/case-file.ts';
import { CellCounts } from './cell-counts.ts';
import { openEvents } from './open-events.ts';
import { requireField } from './where.ts';

/** Characters of a value that are shown. */
const maxTextLength = 10_000;

/** The contract's events.facet: events that meet all conditions by the cells of a field. Throws usage. */
export function countFacet(caseFile: CaseFile, request: Omit<MethodArgs<'events.facet'>, 'dir'>): Facet {
  const { where, field, most } = request;
  const events = openEvents(caseFile);
  const { table } = events;
  requireField(field, table.columnNames());
  if (field === 'at') {
    throw new AppError('usage', 'times are counted by day and hour: ask for events.rhythm', { field });
  }
  const rows = events.rows(where);
  const mask = events.mask(where);
  const counts = new CellCounts(field);
  for (let index = 0; index < table.sliceCount; index++) {
    const slice = table.slice(index);
    const chosen = mask.subarray(slice.firstRow, slice.firstRow + slice.rowCount);
    if (!counts.add(slice.column(field), chosen)) break;
  }
  const { distinct, values } = counts.most(most);
  return {
    field,
    distinct,
    events: rows.length,
    eventsCounted: counts.counted,
    values: values.map((value) => ({ ...value, text: cut(value.text) })),
  };
}

function cut(text: string): string {
  return text.length > maxTextLength ? `${text.slice(0, maxTextLength)}…` : text;
}
