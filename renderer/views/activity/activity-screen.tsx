import { useState } from 'react';
import type { LogEntry } from '../../../shared/contract/records.ts';
import { useCase } from '../../state/case.ts';
import { useCall } from '../../state/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { ErrorBanner } from '../../ui/error-banner.tsx';
import { Loading } from '../../ui/loading.tsx';
import { countOf, formatCount } from '../../ui/number-format.ts';
import { Screen } from '../../ui/screen.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Time } from '../../ui/time.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import { verifyOpenCase } from '../cases/case-actions.ts';
import { type ActivityFilter, activityWords, filterActivity } from './activity-words.ts';
import { EntryDetails } from './entry-details.tsx';
import './activity.css';

interface ActivityScreenProps {
  readonly dir: string;
  readonly filter: ActivityFilter;
  readonly onFilter: (filter: ActivityFilter) => void;
}

const pageRows = 200;

/** Everything done in the case, by whom and when, newest first; each entry carries the hash of the one before it. */
export function ActivityScreen({ dir, filter, onFilter }: ActivityScreenProps) {
  const { info, lastCheck } = useCase();
  const { value: log, error } = useCall('log', { dir });
  const [shownRows, setShownRows] = useState(pageRows);
  const entries = filterActivity(log ?? [], filter).toReversed();
  const choices = (pick: (entry: LogEntry) => string) => [...new Set((log ?? []).map(pick))].toSorted();
  return (
    <Screen
      title="Activity"
      about="Everything done in this case. Entries are only ever added; a changed or missing one breaks the chain of hashes."
      actions={
        <Button icon="seal" onPress={() => void verifyOpenCase()}>
          Check the chain
        </Button>
      }
    >
      {error != null && <ErrorBanner error={error} what="The activity log cannot be read." />}
      <div className="activity__filter">
        <TextField
          label="Search"
          type="search"
          value={filter.text}
          onChange={(text) => onFilter({ ...filter, text })}
          placeholder="In details, names and hashes"
        />
        <Select
          label="Action"
          value={filter.action}
          onChange={(action) => onFilter({ ...filter, action })}
          options={[
            { value: '', label: 'All actions' },
            ...choices(({ action }) => action).map((action) => ({
              value: action,
              label: activityWords(action),
            })),
          ]}
        />
        <Select
          label="By"
          value={filter.actor}
          onChange={(actor) => onFilter({ ...filter, actor })}
          options={[
            { value: '', label: 'Everyone' },
            ...choices(({ actor }) => actor).map((actor) => ({ value: actor, label: actor })),
          ]}
        />
      </div>
      {!log && error == null && <Loading what="the activity log" />}
      {log && (
        <>
          <p className="soft" role="status">
            {formatCount(entries.length)} of {countOf(log.length, 'entry', 'entries')}
            {lastCheck && (
              <>
                {' '}
                · chain {lastCheck.ok ? 'whole' : 'or another check failed'} when checked{' '}
                <Time at={lastCheck.at} isToSecond />
              </>
            )}
          </p>
          <DataTable
            caption="Activity log, newest first"
            rows={entries.slice(0, shownRows)}
            rowKey={(row) => String(row.seq)}
            whenEmpty="No entry fits."
            columns={[
              { key: 'seq', header: 'No.', align: 'end', cell: (row) => formatCount(row.seq) },
              { key: 'at', header: 'Time', cell: (row) => <Time at={row.at} isShort isToSecond /> },
              { key: 'actor', header: 'By', cell: (row) => <VisibleText text={row.actor} /> },
              {
                key: 'action',
                header: 'Action',
                isRowHeader: true,
                cell: (row) => activityWords(row.action),
              },
              {
                key: 'details',
                header: 'Details',
                isWrapped: true,
                cell: (row) => <EntryDetails entry={row} />,
              },
              {
                key: 'hash',
                header: 'Hash',
                cell: (row) => (
                  <span className="code" title={row.hash}>
                    {row.hash.slice(0, 10)}…
                  </span>
                ),
              },
            ]}
          />
          {entries.length > shownRows && (
            <div className="row">
              <Button onPress={() => setShownRows(shownRows + pageRows)}>
                Show {formatCount(Math.min(pageRows, entries.length - shownRows))} more
              </Button>
            </div>
          )}
          <p className="soft">
            Newest hash <span className="hash">{info?.logHead}</span>. The whole log as JSON:{' '}
            <code>scrutineer log {'<case folder>'} --json</code>
          </p>
        </>
      )}
    </Screen>
  );
}
