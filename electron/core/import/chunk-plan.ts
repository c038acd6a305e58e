import type { FieldName } from '../../../shared/vocabulary/fields.ts';
import type { HashSeeds } from '../case-file/case-file.ts';
import type { StructureColumn } from '../events/columns.ts';
import type { WrittenColumn } from '../events/store-writer.ts';
import type { ChunkColumn, ChunkPlan } from './csv/chunk.ts';
import type { ImportPlan } from './plan-import.ts';

/** Rows of a slice of the store at most. */
const maxRowsPerSlice = 65_536;
const maxRecordBytes = 4 << 20;

/** Fields that rules group by: always a dictionary. The event's own id differs in every row: never one. */
const grouped: readonly FieldName[] = ['actor', 'target', 'caseNumber', 'actorUnit', 'actorOrganization'];

export interface ParsingPlan {
  readonly chunk: ChunkPlan;
  /** What the columns of the parsed parts are in the store, in their order. */
  readonly written: readonly WrittenColumn[];
}

/** What parser threads and the writer need for a file. `path` is where its bytes are read from. */
export function parsingPlan(plan: ImportPlan, path: string, seeds: HashSeeds): ParsingPlan {
  const { shape, mapping, datePlan } = plan;
  const time = mapping.at!.columns;
  const columns: ChunkColumn[] = [];
  const written: WrittenColumn[] = [];
  const taken = new Set<string>();
  for (const { index, header, field } of mapping.columns) {
    if (field === 'at') {
      const name: StructureColumn = time.indexOf(index) === 0 ? 'timeText' : 'timeText2';
      columns.push({ position: index, storage: 'spans' });
      written.push({ kind: 'structure', name });
    } else if (field !== null) {
      columns.push({ position: index, storage: storageOf(field) });
      written.push({ kind: 'canonical', name: field });
    } else {
      // Two columns of one name are told apart by position.
      const name = taken.has(header) ? `${header} #${index + 1}` : header;
      taken.add(name);
      columns.push({ position: index, storage: 'auto' });
      written.push({ kind: 'extra', name });
    }
  }
  const key = mapping.columns.find(({ field }) => field === 'nativeId');
  return {
    chunk: {
      path,
      sizeBytes: plan.sizeBytes,
      dialect: shape.dialect,
      cellCount: shape.headers.length,
      maxRecordBytes,
      maxRows: maxRowsPerSlice,
      columns,
      timePositions: time,
      timeHeader: time.map((position) => mapping.columns[position]!.header).join(' + '),
      datePlan,
      keyPosition: key?.index ?? null,
      termSeed: seeds.term,
      keySeeds: seeds.key,
      headerBytes: Uint8Array.from(shape.headerBytes),
      absentCells: plan.isRendered,
      headers: shape.headers,
      shortRecords: shape.mayBeShort ? shape.classes : null,
    },
    written,
  };
}

function storageOf(field: FieldName): ChunkColumn['storage'] {
  if (field === 'nativeId') return 'spans';
  return grouped.includes(field) ? 'terms' : 'auto';
}
