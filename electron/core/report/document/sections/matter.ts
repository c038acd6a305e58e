import type { Tag } from '../surface.ts';
import { facts } from '../table.ts';
import { notStated, type Writing } from '../writing.ts';
import { timeWithZone } from '../zoned-time.ts';

/** Under what authority the examination was made, and what it was to answer. */
export function* matter({ model, flow }: Writing, parent: Tag): Generator<void> {
  const { case: record } = model;
  yield* facts(flow, parent, [
    ['Matter', notStated(record.matter)],
    ['Agency whose logs', notStated(record.agency)],
    ['Case', notStated(`${record.name} (${record.caseId})`)],
    ['Case opened', notStated(timeWithZone(record.createdAt, record.timezone))],
    ['Case zone', notStated(record.timezone)],
    ['Examiner', notStated(model.examiner)],
    ['Legal authority', notStated(model.legalAuthority)],
    ['Scope', notStated(model.scope)],
  ]);
}
