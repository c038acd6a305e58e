import type { EventTable } from '../events/table.ts';
import { microsPerSecond } from '../import/dates/civil.ts';
import type { ActLinks } from './act-links.ts';
import { joinRows, runsWithin } from './joined-rows.ts';
import { keyOf, type Marker, markerColumns } from './marker-columns.ts';

/** More records are no one act. */
const mostOfOne = 500;
const requestSeconds = 300;
const chainSeconds = 120;
const sessionChainSeconds = 30;

/** What a vehicle query is called, and what it runs by itself: words of systems, and NCIC/Nlets message keys. */
const vehicleQuery = /\b(?:vehicle|plate|registration|QV|RQ|RQG)\b/i;
const personQuery = /\b(?:driver|name|person|wanted|DQ|KQ|QW|QWA|QH|IQ)\b/i;

/** Joins one request that client and server both tell (FHIR X-Request-Id, Palantir trace id and producer type). */
export function* joinClientServer(table: EventTable, links: ActLinks): Generator<void> {
  const party = markerColumns(table, 'party');
  if (party.length === 0) return;
  yield* joinRows(
    table,
    {
      by: ['request'],
      keyOf: (_source, { request, action }, i) => keyOf(request!(i), action!(i) ?? ''),
      wanted: { party },
      mostRows: mostOfOne,
    },
    (rows, micros, { party: parties }) => {
      const told = new Set<string>();
      let first = -1;
      for (let at = 0; at < rows.length; at++) {
        const by = parties![at];
        if (by === undefined) continue;
        const near = first !== -1 && micros[at]! - micros[first]! <= requestSeconds * microsPerSecond;
        // Each party tells a request once: the same party again is another request of the trace.
        if (near && !told.has(by)) links.add(rows[at]!, rows[first]!, 'client-server', 'copy');
        else {
          first = at;
          told.clear();
        }
        told.add(by);
      }
    },
  );
}

/** Joins what one query ran by itself: by a query or request id, or by kind of query within a session. */
export function* joinChains(table: EventTable, links: ActLinks): Generator<void> {
  if (!table.columnNames().includes('actor')) return;
  yield* joinByQuery(table, links, 'query');
  if (table.columnNames().includes('action')) yield* joinBySession(table, links);
}

function* joinByQuery(table: EventTable, links: ActLinks, by: Marker): Generator<void> {
  yield* joinRows(
    table,
    {
      by: [by],
      keyOf: (source, readers, i) => keyOf(source, readers[by]!(i), readers.actor!(i)),
      wanted: { action: ['action'], target: ['target'] },
      mostRows: mostOfOne,
    },
    (rows, micros, { action, target }) => {
      for (const run of runsWithin(micros, chainSeconds)) {
        const first = run[0]!;
        for (const at of run.slice(1)) {
          // The same query of the same thing was asked again.
          if (action![at] === action![first] && target![at] === target![first]) continue;
          links.add(rows[at]!, rows[first]!, 'chained', 'derived');
        }
      }
    },
  );
}

function* joinBySession(table: EventTable, links: ActLinks): Generator<void> {
  const isStep = new Map<string, boolean>();
  const step = (action: string): boolean => {
    let known = isStep.get(action);
    if (known === undefined) {
      const short = action.slice(0, 200);
      known = vehicleQuery.test(short) || personQuery.test(short);
      if (isStep.size < 10_000) isStep.set(action, known);
    }
    return known;
  };
  yield* joinRows(
    table,
    {
      by: ['session'],
      keyOf: (source, { session, actor, action }, i) => {
        const does = action!(i);
        return does === undefined || !step(does) ? 0 : keyOf(source, session!(i), actor!(i));
      },
      wanted: { action: ['action'] },
      // A session has many queries; what is near each other is told apart below.
      mostRows: 100_000,
    },
    (rows, micros, { action }) => {
      let first = -1;
      for (let at = 0; at < rows.length; at++) {
        const near = first !== -1 && micros[at]! - micros[first]! <= sessionChainSeconds * microsPerSecond;
        if (vehicleQuery.test(action![at]!.slice(0, 200))) first = at;
        else if (near) links.add(rows[at]!, rows[first]!, 'chained', 'derived');
      }
    },
  );
}
