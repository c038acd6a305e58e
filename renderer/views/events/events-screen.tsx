import { useCallback, useMemo, useRef, useState } from 'react';
import type { EventRecord } from '../../../shared/contract/records.ts';
import { useCase } from '../../state/case.ts';
import { type Condition, toggleCondition } from '../../state/events.ts';
import type { GridCell } from '../../state/grid.ts';
import { usePreference } from '../../state/preferences.ts';
import { useCommands } from '../../state/use-commands.ts';
import { navigate, useRoute } from '../../state/use-route.ts';
import { Button } from '../../ui/button.tsx';
import { CellText } from '../../ui/cell-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorBanner } from '../../ui/error-banner.tsx';
import { Loading } from '../../ui/loading.tsx';
import { countOf, formatCount } from '../../ui/number-format.ts';
import { Time } from '../../ui/time.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import { ColumnChooser } from './column-chooser.tsx';
import { columnChoices, columnOf, defaultColumns, own } from './columns.ts';
import { FacetPanel } from './facet-panel.tsx';
import { FilterBar } from './filter-bar.tsx';
import { GoToDialog } from './go-to-dialog.tsx';
import { EventGrid, type GridHandle } from './grid/event-grid.tsx';
import { Inspector } from './inspector.tsx';
import { RhythmPanel } from './rhythm-panel.tsx';
import { useEventRows } from './use-event-rows.ts';
import { isTextList, isWidthTable, useJsonPreference } from './use-json-preference.ts';
import './events.css';

const noColumns: readonly string[] = [];
const firstFacets: readonly string[] = ['actor', 'action', 'reasonKind'];
const noWidths: Readonly<Record<string, number>> = {};

/** Every event of the case, narrowed by conditions: grid, counts, rhythm and one event with its bytes. */
export function EventsScreen() {
  const { query } = useRoute();
  const { dir, info } = useCase();
  const where = query.getAll('where');
  const open = readPosition(query.get('open'));
  const whereKey = JSON.stringify(where);
  const { cache, total, error } = useEventRows(dir, whereKey);
  const [active, setActive] = useState<GridCell & { key: string }>({
    row: open ?? 0,
    column: 0,
    key: whereKey,
  });
  const [dialog, setDialog] = useState<'go-to' | 'columns' | null>(null);
  const [said, setSaid] = useState('');
  const [areFacetsShown, showFacets] = usePreference('events.facets', isWide());
  const [isRhythmShown, showRhythm] = usePreference('events.rhythm', false);
  const [facets, setFacets] = useJsonPreference('events.facetFields', firstFacets, isTextList);
  const [chosenColumns, setColumns] = useJsonPreference('events.columns', noColumns, isTextList);
  const [widths, setWidths] = useJsonPreference('events.widths', noWidths, isWidthTable);
  const grid = useRef<GridHandle>(null);

  const firstRow = cache.row(0);
  const choices = useMemo(
    () => columnChoices(info?.sources ?? [], firstRow ? [firstRow] : []),
    [info, firstRow],
  );
  const columnIds = chosenColumns.length > 0 ? chosenColumns : defaultColumns(choices);
  const columns = columnIds.map((id) => columnOf(id, own(widths, id)));
  const cell: GridCell = active.key === whereKey ? active : { row: open ?? 0, column: 0 };

  const onAddress = (nextWhere: readonly string[], nextOpen: number | null) => {
    const next = new URLSearchParams(nextWhere.map((text) => ['where', text]));
    if (nextOpen !== null) next.set('open', String(nextOpen + 1));
    // Back leads to other conditions and to before an event was opened, not through every event that was looked at.
    const isStep = open !== null && nextOpen !== null && JSON.stringify(nextWhere) === whereKey;
    navigate({ screen: 'events', query: next }, { replace: isStep });
  };
  useCommands([
    {
      name: 'events.goTo',
      title: 'Go to a row or time',
      group: 'Events',
      keys: 'g',
      run: () => setDialog('go-to'),
    },
    { name: 'events.columns', title: 'Choose columns', group: 'Events', run: () => setDialog('columns') },
    {
      name: 'events.counts',
      title: 'Show or hide counts by field',
      group: 'Events',
      run: () => showFacets(!areFacetsShown),
    },
    {
      name: 'events.when',
      title: 'Show or hide when the events happened',
      group: 'Events',
      run: () => showRhythm(!isRhythmShown),
    },
    { name: 'events.grid', title: 'Go into the grid', group: 'Events', run: () => grid.current?.focus() },
  ]);
  const setWhere = (next: readonly string[]) => onAddress(next, null);
  const onToggle = (condition: Condition) => setWhere(toggleCondition(where, condition));
  const onShow = useCallback((first: number, end: number) => cache.want(first, end), [cache]);
  const onActive = ({ row, column }: GridCell) => {
    if (row === cell.row && column === cell.column && active.key === whereKey) return;
    setActive({ row, column, key: whereKey });
    if (open !== null && row !== open) onAddress(where, row);
  };
  const goTo = (position: number) => {
    setDialog(null);
    setSaid(`Row ${formatCount(position + 1)} of ${formatCount(total ?? 0)}`);
    // After the dialog gave the focus back.
    setTimeout(() => grid.current?.goTo(position), 50);
  };

  return (
    <div className="events">
      <header className="events__head">
        <h1>Events</h1>
        <p className="events__count" role="status">
          {total === null ? 'Counting…' : countWords(total, info?.events ?? null, where.length > 0)}
        </p>
        <div className="events__tools">
          <Button size="s" isPressed={areFacetsShown} onPress={() => showFacets(!areFacetsShown)}>
            Counts
          </Button>
          <Button size="s" isPressed={isRhythmShown} onPress={() => showRhythm(!isRhythmShown)}>
            When
          </Button>
          <Button size="s" isDisabled={!total} onPress={() => setDialog('go-to')}>
            Go to…
          </Button>
          <Button size="s" onPress={() => setDialog('columns')}>
            Columns…
          </Button>
        </div>
        <FilterBar where={where} onWhere={setWhere} choices={choices} />
      </header>
      {isRhythmShown && <RhythmPanel dir={dir} where={where} onWhere={setWhere} />}
      <div className="events__work">
        {areFacetsShown && (
          <FacetPanel
            dir={dir}
            where={where}
            onWhere={setWhere}
            choices={choices}
            shown={facets}
            onShown={setFacets}
          />
        )}
        <div className="events__rows">
          {Boolean(error) && (
            <ErrorBanner
              error={error}
              what="Some events could not be read."
              actions={
                <Button size="s" onPress={cache.retry}>
                  Try again
                </Button>
              }
            />
          )}
          {total === null && !error && <Loading what="the events" />}
          {total === 0 && <NoEvents hasConditions={where.length > 0} onClear={() => setWhere([])} />}
          {total !== null && total > 0 && info && (
            <EventGrid<EventRecord>
              key={whereKey}
              ref={grid}
              label="Events"
              total={total}
              columns={columns}
              rowAt={cache.row}
              renderCell={renderCell}
              onShow={onShow}
              active={cell}
              onActive={onActive}
              openRow={open}
              onOpen={(row) => onAddress(where, row)}
              onResize={(id, widthPx) => setWidths({ ...widths, [id]: widthPx })}
            />
          )}
        </div>
        {open !== null && (
          <Inspector
            dir={dir}
            where={where}
            position={open}
            total={total}
            zone={info?.case.timezone ?? null}
            onMove={goTo}
            onClose={() => {
              onAddress(where, null);
              setTimeout(() => grid.current?.focus());
            }}
            onToggle={onToggle}
          />
        )}
      </div>
      <p className="visually-hidden" role="status">
        {said}
      </p>
      {dialog === 'go-to' && total !== null && (
        <GoToDialog dir={dir} where={where} total={total} onClose={() => setDialog(null)} onGo={goTo} />
      )}
      {dialog === 'columns' && (
        <ColumnChooser
          choices={choices}
          shown={columnIds}
          widths={widths}
          onShown={setColumns}
          onResize={(id, widthPx) => setWidths({ ...widths, [id]: widthPx })}
          onReset={() => {
            setColumns([]);
            setWidths({});
          }}
          onClose={() => setDialog(null)}
        />
      )}
    </div>
  );
}

/** Counts stand beside the grid where there is room for both; until the reader chooses. */
function isWide(): boolean {
  return window.matchMedia('(width >= 75rem)').matches;
}

/** A 1-based position from the address as a 0-based one. */
function readPosition(text: string | null): number | null {
  return text !== null && /^[1-9]\d{0,9}$/.test(text) ? Number(text) - 1 : null;
}

function NoEvents({
  hasConditions,
  onClear,
}: {
  readonly hasConditions: boolean;
  readonly onClear: () => void;
}) {
  if (!hasConditions) {
    return (
      <EmptyState title="No events yet">Import a log under Evidence; its events appear here.</EmptyState>
    );
  }
  return (
    <EmptyState
      title="No event meets all conditions"
      actions={<Button onPress={onClear}>Clear all conditions</Button>}
    >
      Take one away, or write another. A hidden cell – redacted, withheld or not exported – equals no value
      and contains none.
    </EmptyState>
  );
}

function renderCell(event: EventRecord, column: string) {
  if (column === 'at') return <Time at={event.at} original={event.atOriginal} />;
  if (column === 'source') {
    return (
      <span className="events__source">
        <VisibleText text={event.file} />:{formatCount(event.row)}
      </span>
    );
  }
  const fact = own(event.facts, column);
  if (fact !== undefined) return <VisibleText text={String(fact)} />;
  const state = own(event.states, column);
  const canonical = own(event, column);
  if (canonical !== undefined || state !== undefined) {
    return <CellText text={canonical as string | number | undefined} state={state} longest={400} />;
  }
  const extra = own(event.extra, column);
  return extra === undefined ? null : (
    <CellText text={extra} state={extra === '' ? 'empty' : 'value'} longest={400} />
  );
}

function countWords(total: number, all: number | null, isNarrowed: boolean): string {
  return isNarrowed && all !== null
    ? `${formatCount(total)} of ${countOf(all, 'event')}`
    : countOf(total, 'event');
}
