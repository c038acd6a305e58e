import type { LogEntry } from '../../../../../shared/contract/records.ts';
import { canonicalJson } from '../../../canonical-json.ts';
import { paragraph, span } from '../blocks.ts';
import type { Span } from '../lines.ts';
import { styles } from '../styles.ts';
import type { Tag } from '../surface.ts';
import { count } from '../words.ts';
import { cellCharactersCap, clipped, type Writing } from '../writing.ts';

/** Everything done in the case up to this report: who did what and when on one line, what it was done with below. */
export function* activityLog({ model, flow }: Writing, parent: Tag): Generator<void> {
  paragraph(flow, parent, [
    span(
      'Every action of an examiner in the case, oldest first: its number, what was done, when (UTC), by whom, and its hash. The ' +
        'hash of an entry covers the hash of the one before it, so that no entry can be changed, added or taken out without ' +
        'changing all that follow. activity-log.jsonl has the entries as they were written.',
    ),
  ]);
  for (const entry of model.activityLog) {
    const { seq, at, actor, action, hash } = entry;
    flow.ensure(40);
    paragraph(
      flow,
      parent,
      [
        span(`${seq}.  `, styles.cellStrong),
        ...clipped(action, styles.cellStrong, cellCharactersCap, 'activity-log.jsonl'),
        span(`  ${at}  `, styles.cellLog),
        ...clipped(actor, styles.cell, cellCharactersCap, 'activity-log.jsonl'),
        // as small as lets an entry stand on one line
        span(`  ${hash}`, { ...styles.cellLogMuted, size: 6.2 }),
      ],
      { after: 1 },
    );
    const details = detailSpans(entry);
    if (details.length > 0) paragraph(flow, parent, details, { indent: 16, after: 1 });
    flow.gap(5);
    yield;
  }
}

/** Details as names and values. Nothing deeper than this is taken apart. */
const deepest = 3;
/** Most names of one entry that are printed. */
const namesPrinted = 60;

function detailSpans({ details }: LogEntry): Span[] {
  const pairs = [...flat(details, '', 1)];
  const spans = pairs
    .slice(0, namesPrinted)
    .flatMap(([name, value], index) => [
      span(`${index > 0 ? ';  ' : ''}${name} `, { ...styles.cellMuted, size: 7.4 }),
      ...clipped(value, styles.cellLog, cellCharactersCap, 'activity-log.jsonl'),
    ]);
  const more = pairs.length - namesPrinted;
  return more > 0
    ? [...spans, span(` … (${count(more)} more in activity-log.jsonl)`, { ...styles.cellState, size: 7.4 })]
    : spans;
}

/** Names with dots in them for what stands within another, such as `delivery.authority`. */
function* flat(
  value: Readonly<Record<string, unknown>>,
  prefix: string,
  depth: number,
): Generator<[string, string]> {
  for (const [name, each] of Object.entries(value)) {
    const inner = typeof each === 'object' && each !== null && !Array.isArray(each);
    if (inner && depth < deepest && Object.keys(each).length > 0) {
      yield* flat(each as Record<string, unknown>, `${prefix}${name}.`, depth + 1);
    } else {
      yield [prefix + name, shown(each)];
    }
  }
}

function shown(value: unknown): string {
  if (typeof value === 'string') return value;
  // without quotes a line can be broken between the entries
  const plain = Array.isArray(value) && value.every((each) => typeof each === 'string');
  return plain ? value.join(', ') : canonicalJson(value);
}
