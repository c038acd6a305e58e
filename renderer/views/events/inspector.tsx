import { useEffect, useRef } from 'react';
import type { EventDetail } from '../../../shared/contract/window.ts';
import type { CellState } from '../../../shared/vocabulary/cell-states.ts';
import { fields } from '../../../shared/vocabulary/fields.ts';
import { type Condition, writeCondition } from '../../state/events.ts';
import { formatRoute } from '../../state/route.ts';
import { useCall } from '../../state/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { CellText } from '../../ui/cell-text.tsx';
import { ErrorBanner } from '../../ui/error-banner.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { KeyValueList } from '../../ui/key-value-list.tsx';
import { Loading } from '../../ui/loading.tsx';
import { formatCount } from '../../ui/number-format.ts';
import { formatTime } from '../../ui/time-format.ts';
import { visibleString } from '../../ui/visible-pieces.ts';
import { VisibleText } from '../../ui/visible-text.tsx';
import { fieldTitle } from './columns.ts';
import { CopyCitation } from './copy-citation.tsx';
import { useSteady } from './use-steady.ts';
import './inspector.css';

interface InspectorProps {
  readonly dir: string;
  readonly where: readonly string[];
  readonly position: number;
  readonly total: number | null;
  readonly zone: string | null;
  readonly onMove: (position: number) => void;
  readonly onClose: () => void;
  readonly onToggle: (condition: Condition) => void;
}

/** One event: all its cells and what is derived from them, the record as it stands in the sealed file, and where. */
export function Inspector(props: InspectorProps) {
  const { dir, where, position, total, onMove, onClose } = props;
  const {
    value: detail,
    error,
    isOld,
    isLoading,
    reload,
  } = useSteady(useCall('event.detail', { dir, where: [...where], position }));
  const frame = useRef<HTMLElement>(null);
  useEffect(() => {
    // Where it stands below the grid it may be out of sight when it opens.
    frame.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <aside ref={frame} className="inspector" aria-label="Event" aria-busy={isLoading} data-old={isOld}>
      <header className="inspector__head">
        <h2>
          Event <span className="number">{formatCount(position + 1)}</span>
          {total !== null && <small className="soft"> of {formatCount(total)}</small>}
        </h2>
        <IconButton
          icon="up"
          label="Event before"
          isDisabled={position === 0}
          onPress={() => onMove(position - 1)}
        />
        <IconButton
          icon="down"
          label="Event after"
          isDisabled={total !== null && position >= total - 1}
          onPress={() => onMove(position + 1)}
        />
        <IconButton icon="close" label="Close event" onPress={onClose} />
      </header>
      {Boolean(error) && (
        <ErrorBanner
          error={error}
          actions={
            <Button size="s" onPress={reload}>
              Try again
            </Button>
          }
        />
      )}
      {!detail && !error && <Loading what="the event" />}
      {detail && <EventBody {...props} detail={detail} />}
    </aside>
  );
}

function EventBody({ detail, zone, where, onToggle }: InspectorProps & { readonly detail: EventDetail }) {
  const { event } = detail;
  const cells = fields.filter(
    ({ name, kind }) =>
      kind === 'canonical' && name !== 'at' && (event[name] !== undefined || event.states[name]),
  );
  const present = cells.filter(({ name }) => event.states[name] !== 'not-exported');
  const absent = cells.filter(({ name }) => event.states[name] === 'not-exported');
  return (
    <div className="inspector__body">
      <section aria-label="Time">
        <KeyValueList items={timesOf(detail, zone)} />
      </section>
      <section>
        <h3>Findings that cite it</h3>
        {detail.findings.length === 0 ? (
          <p className="soft">None.</p>
        ) : (
          <ul className="inspector__findings">
            {detail.findings.map(({ id, title }) => (
              <li key={id}>
                <a href={formatRoute({ screen: 'findings', path: [id] })}>
                  <VisibleText text={title} />
                </a>{' '}
                <span className="code soft">{id}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
      {event.occurrences && (
        <section>
          <h3>Further occurrences</h3>
          <p className="soft">The same event stands in these records too. It is counted once.</p>
          <ul className="inspector__findings">
            {event.occurrences.map(({ file, row }) => (
              <li key={`${file} ${row}`}>
                <VisibleText text={file} />, record {formatCount(row)}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3>
          As it stands in the sealed file{' '}
          {event.row > 0 && <small className="soft">record {formatCount(event.row)}</small>}
        </h3>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
        <section className="inspector__record" tabIndex={0} aria-label="Original text of the record">
          <pre>
            <VisibleText text={detail.originalText} keepLines longest={100_000} />
          </pre>
        </section>
        <KeyValueList
          items={[
            { name: 'File', value: <VisibleText text={event.file} /> },
            ...(event.member === undefined
              ? []
              : [{ name: 'Member', value: <VisibleText text={event.member} /> }]),
            ...(event.sheet === undefined
              ? []
              : [{ name: 'Sheet', value: <VisibleText text={event.sheet} /> }]),
            { name: 'Record', value: formatCount(event.row) },
            {
              name: 'Bytes',
              value: `${formatCount(detail.originalLength)} from offset ${formatCount(event.offset)}`,
            },
            { name: 'SHA-256 of the file', value: <span className="hash">{detail.sourceSha256}</span> },
            {
              name: 'Place in the case',
              value: `event ${formatCount(detail.position + 1)} in order of time`,
            },
          ]}
        />
        <CopyCitation detail={detail} />
      </section>
      <section>
        <h3>Cells</h3>
        <KeyValueList
          items={present.map(({ name }) => ({
            name: fieldTitle(name),
            value: (
              <FilterableCell
                field={name}
                text={textOf(event[name])}
                state={event.states[name] ?? 'value'}
                isChosen={where.includes(
                  writeCondition({ field: name, operator: '=', value: textOf(event[name]) }),
                )}
                onToggle={onToggle}
              />
            ),
          }))}
        />
        {absent.length > 0 && (
          <p className="inspector__note">
            Not exported by this source: {absent.map(({ name }) => fieldTitle(name)).join(', ')}. Whether the
            agency’s system holds them, the log cannot tell.
          </p>
        )}
      </section>
      {Object.keys(event.extra).length > 0 && (
        <section>
          <h3>Further columns of the log</h3>
          <KeyValueList
            items={Object.entries(event.extra).map(([name, text]) => ({
              name: visibleString(name),
              value: <CellText text={text} state={text === '' ? 'empty' : 'value'} />,
            }))}
          />
        </section>
      )}
      <section>
        <h3>
          Derived facts <small className="soft">computed from the cells, not in the log</small>
        </h3>
        <KeyValueList
          items={Object.entries(event.facts).map(([name, value]) => ({
            name: fieldTitle(name),
            value: <VisibleText text={String(value)} />,
          }))}
        />
      </section>
    </div>
  );
}

interface FilterableCellProps {
  readonly field: string;
  readonly text: string;
  readonly state: CellState;
  readonly isChosen: boolean;
  readonly onToggle: (condition: Condition) => void;
}

function FilterableCell({ field, text, state, isChosen, onToggle }: FilterableCellProps) {
  const isSearchable = text.length <= 1000 && text === text.trimEnd();
  return (
    <span className="inspector__cell">
      <CellText text={text} state={state} isFull />
      {isSearchable && (
        <button
          type="button"
          className="inspector__only"
          aria-pressed={isChosen}
          onClick={() => onToggle({ field, operator: '=', value: text })}
        >
          only these<span className="visually-hidden"> with this {fieldTitle(field)}</span>
        </button>
      )}
    </span>
  );
}

function timesOf({ event }: EventDetail, zone: string | null) {
  return [
    ...(zone !== null && zone !== 'UTC' ? [{ name: zone, value: formatTime(event.at, zone) }] : []),
    { name: 'UTC', value: formatTime(event.at, 'UTC') },
    { name: 'As written', value: <VisibleText text={event.atOriginal} /> },
  ];
}

function textOf(cell: unknown): string {
  return cell === undefined || cell === null ? '' : String(cell);
}
