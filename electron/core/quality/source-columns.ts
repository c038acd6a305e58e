import type { CaseDatabase } from '../case-file/database.ts';

/** A column of a source as the store has it. */
export interface SourceColumn {
  /** As the source heads it. */
  readonly header: string;
  /** Name under which slices give it: the canonical field, or the source's own. */
  readonly name: string;
  readonly field: string | null;
}

/** The columns of a source that hold cells, in its order; those of the time are kept apart and not among them. */
export function sourceColumns(db: CaseDatabase, sourceId: number): SourceColumn[] {
  const rows = db
    .prepare(
      `SELECT header, kind, name FROM source_column JOIN event_column USING (column_id)
       WHERE source_id = ? AND kind <> 'structure' ORDER BY position`,
    )
    .all(sourceId) as { header: string; kind: 'canonical' | 'extra'; name: string }[];
  return rows.map(({ header, kind, name }) => ({
    header,
    name,
    field: kind === 'canonical' ? name : null,
  }));
}

/** Slices of a source by index, in order of record. */
export function slicesOfSources(table: {
  readonly sliceCount: number;
  slice(index: number): { readonly sourceSha256: string };
}): ReadonlyMap<string, readonly number[]> {
  const indexes = new Map<string, number[]>();
  for (let index = 0; index < table.sliceCount; index++) {
    const { sourceSha256 } = table.slice(index);
    const known = indexes.get(sourceSha256);
    if (known) known.push(index);
    else indexes.set(sourceSha256, [index]);
  }
  return indexes;
}
