import type { ReadTable } from '../table-reader.ts';
import { type HeldBytes, heldBytes } from './bounds.ts';
import { columnNames } from './column-names.ts';
import { createFields } from './fields.ts';
import { jsonNotes } from './notes.ts';
import { readDocuments } from './read-documents.ts';
import { readElements } from './read-elements.ts';
import { readLines } from './read-lines.ts';
import { pass, type Reading, startReading } from './reading.ts';
import { changedMeanwhile, RecordReader } from './record-reader.ts';
import type { JsonShape } from './shape.ts';

/**
 * Reads JSON of a shape as a table, in two passes: the first learns the columns (the fields of all records, in order of
 * first appearance; `RecordReader` says how values become cells), the second reads. Memory is bounded by the bounds on
 * records and columns, whatever the size. `bytes` of the account: records, rejected, envelope, separators, byteOrderMark.
 * `held` is for tests of what must not depend on it.
 */
export function readJson(shape: JsonShape, held: HeldBytes = heldBytes): ReadTable {
  return async (source, sink, job, limit = Number.POSITIVE_INFINITY) => {
    const fields = createFields();
    const learner = new RecordReader(fields, true, shape.unwrap);
    const learned = await run(
      startReading(source, learner, null, job, limit, 'finding the columns of', held),
      shape,
    );
    const { names, escaped } = columnNames(fields.columns, fields.overflows, shape.unwrap);
    sink.header(names);
    const reader = new RecordReader(fields, false, shape.unwrap);
    const reading = await run(startReading(source, reader, sink, job, limit, 'reading', held), shape);
    await sink.drained();
    if (learned.records !== reading.records || learned.window.offset !== reading.window.offset) {
      throw changedMeanwhile();
    }
    return { bytes: reading.bytes, notes: jsonNotes(shape, reading, escaped) };
  };
}

async function run(reading: Reading, shape: JsonShape): Promise<Reading> {
  const { window } = reading;
  try {
    while (window.to < 3 && (await window.more()));
    const { bytes } = window;
    if (window.to >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
      pass(reading, 3, 'byteOrderMark');
    if (shape.kind === 'lines') await readLines(reading);
    else if (shape.kind === 'values') await readElements(reading, false);
    else await readDocuments(reading, shape.path);
  } finally {
    await window.close();
  }
  return reading;
}
