import { useState } from 'react';
import type { EventRecord } from '../../../shared/contract/records.ts';
import type { FindingDetail } from '../../../shared/contract/window.ts';
import type { CellState } from '../../../shared/vocabulary/cell-states.ts';
import { writeCondition } from '../../state/events.ts';
import { useTimeDisplay } from '../../state/time-display.ts';
import { Button } from '../../ui/button.tsx';
import { CellText } from '../../ui/cell-text.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { countOf, formatCount } from '../../ui/number-format.ts';
import { Time } from '../../ui/time.tsx';
import { visibleString } from '../../ui/visible-pieces.ts';
import { VisibleText } from '../../ui/visible-text.tsx';
import { fieldTitle } from '../events/columns.ts';
import { eventHref, shortName } from './finding-names.ts';

const shownFields = [
  'actor',
  'target',
  'system',
  'action',
  'caseNumber',
  'reason',
  'offenseType',
  'device',
  'ipAddress',
] as const;

const rowsAtFirst = 100;

/** The rows of a finding; each leads to its event and its bytes. */
export function FindingEvents({ detail }: { readonly detail: FindingDetail }) {
  const { words } = useTimeDisplay();
  const [most, setMost] = useState(rowsAtFirst);
  const { events, total, finding } = detail;
  const one = { actor: finding.actors.length === 1, target: finding.targets.length === 1 };
  const known = shownFields.filter((field) => {
    if ((field === 'actor' && one.actor) || (field === 'target' && one.target)) return false;
    return events.some((event) => event[field] !== undefined || isMasked(event.states[field]));
  });
  const columns: TableColumn<EventRecord>[] = [
    {
      key: 'at',
      header: 'Time',
      isRowHeader: true,
      cell: ({ at, atOriginal }) => <Time at={at} original={atOriginal} />,
    },
    ...known.map((field) => ({
      key: field,
      header: fieldTitle(field),
      cell: (event: EventRecord) => (
        <CellText text={event[field] as string | undefined} state={event.states[field]} longest={200} />
      ),
    })),
    {
      key: 'source',
      header: 'File and record',
      cell: (event) => (
        <a
          className="code"
          title={visibleString(event.file)}
          href={eventHref({ ...event, nativeId: nativeId(event) }, conditionsOf(event))}
        >
          <VisibleText text={shortName(event.file, 24)} />:{formatCount(event.row)}
        </a>
      ),
    },
  ];
  return (
    <section className="finding__section">
      <h2>
        Events{' '}
        <small>
          {formatCount(Math.min(most, events.length))} of {countOf(total, 'event')} · times {words} · the
          record leads to its original bytes
        </small>
      </h2>
      <DataTable
        caption="Events of the finding"
        columns={columns}
        rows={events.slice(0, most)}
        rowKey={({ file, row, sheet, member }) => `${file} ${member ?? ''} ${sheet ?? ''} ${row}`}
        whenEmpty="The records of this finding could not be read."
      />
      {events.length > most && (
        <Button size="s" onPress={() => setMost(events.length)}>
          {events.length === total
            ? `Show all ${formatCount(total)}`
            : `Show the first ${formatCount(events.length)} of ${formatCount(total)}`}
        </Button>
      )}
    </section>
  );
}

function isMasked(state: CellState | undefined): boolean {
  return state !== undefined && state !== 'not-exported';
}

function nativeId(event: EventRecord): string | null {
  return typeof event.nativeId === 'string' ? event.nativeId : null;
}

function conditionsOf(event: EventRecord): string[] {
  return (['actor', 'target'] as const).flatMap((field) => {
    const value = event[field];
    return typeof value === 'string' ? [writeCondition({ field, operator: '=', value })] : [];
  });
}
