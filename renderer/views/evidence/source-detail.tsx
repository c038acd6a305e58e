import type { SourceRecord } from '../../../shared/contract/records.ts';
import { formatRoute } from '../../state/route.ts';
import { useCall } from '../../state/use-call.ts';
import { ErrorBanner } from '../../ui/error-banner.tsx';
import { KeyValueList } from '../../ui/key-value-list.tsx';
import { Loading } from '../../ui/loading.tsx';
import { countOf, formatBytes, formatCount } from '../../ui/number-format.ts';
import { Screen } from '../../ui/screen.tsx';
import { Time } from '../../ui/time.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import { MappingTable } from './mapping-table.tsx';
import { QualityNotes } from './quality-notes.tsx';
import { RejectedRows } from './rejected-rows.tsx';
import { RowSum } from './row-sum.tsx';
import { zoneBasisWords } from './zone-basis-words.ts';

interface SourceDetailProps {
  readonly dir: string;
  readonly record: SourceRecord;
}

/** One source: its seal, delivery, rows, zone, quality and the rows that could not be read. */
export function SourceDetail({ dir, record }: SourceDetailProps) {
  const { value: account, error } = useCall('source.account', { dir, source: record.id });
  return (
    <Screen
      title={record.file}
      about={
        <>
          <a href={formatRoute({ screen: 'evidence' })}>Evidence</a> · source {record.id} · {record.kind} ·{' '}
          {formatBytes(record.bytes)}
        </>
      }
    >
      {error != null && <ErrorBanner error={error} what="The account of this source cannot be shown." />}
      <RowSum record={record} />
      <div className="evidence__columns">
        <section className="card section">
          <h2>Seal and reading</h2>
          <KeyValueList
            items={[
              { name: 'SHA-256', value: <span className="hash">{record.sha256}</span> },
              { name: 'Size', value: countOf(record.bytes, 'byte') },
              { name: 'Format', value: `${record.format}, ${record.encoding || 'encoding not known'}` },
              {
                name: 'Profile',
                value: (
                  <VisibleText text={record.profile ?? 'none: columns were found by name and content'} />
                ),
              },
              { name: 'Zone', value: zoneBasisWords(record.timezoneBasis) },
              {
                name: 'First event',
                value: record.firstEventAt ? <Time at={record.firstEventAt} /> : 'none',
              },
              { name: 'Last event', value: record.lastEventAt ? <Time at={record.lastEventAt} /> : 'none' },
              ...(account ? [{ name: 'Time zone data', value: account.timezoneData }] : []),
            ]}
          />
        </section>
        <section className="card section">
          <h2>Delivery</h2>
          {account ? (
            <KeyValueList
              items={[
                { name: 'Imported', value: <Time at={account.importedAt} isToSecond /> },
                { name: 'By', value: <VisibleText text={account.importedBy} /> },
                { name: 'Received from', value: orNotStated(account.receivedFrom) },
                { name: 'Authority', value: orNotStated(account.authority) },
                {
                  name: 'Stated SHA-256',
                  value: account.statedSha256 ? (
                    <span className="hash">
                      {account.statedSha256} –{' '}
                      {account.statedSha256.toLowerCase() === record.sha256
                        ? 'the same as sealed'
                        : 'not the sealed one'}
                    </span>
                  ) : (
                    orNotStated(null)
                  ),
                },
                {
                  name: 'Stated rows',
                  value:
                    account.statedRows === null
                      ? orNotStated(null)
                      : `${formatCount(account.statedRows)} – ${formatCount(record.rowsRead)} were read`,
                },
              ]}
            />
          ) : (
            <Loading what="the delivery" />
          )}
        </section>
      </div>
      <QualityNotes record={record} account={account ?? null} />
      <RejectedRows dir={dir} record={record} />
      <MappingTable record={record} />
    </Screen>
  );
}

function orNotStated(text: string | null) {
  return text === null || text === '' ? (
    <span className="soft">not stated</span>
  ) : (
    <VisibleText text={text} />
  );
}
