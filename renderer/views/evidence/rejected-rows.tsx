import { useState } from 'react';
import type { SourceRecord } from '../../../shared/contract/records.ts';
import { useCall } from '../../state/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { ErrorBanner } from '../../ui/error-banner.tsx';
import { Loading } from '../../ui/loading.tsx';
import { countOf, formatCount } from '../../ui/number-format.ts';
import { VisibleText } from '../../ui/visible-text.tsx';

interface RejectedRowsProps {
  readonly dir: string;
  readonly record: SourceRecord;
}

const pageRows = 50;

/** The records that are no events: where each stands, why it was not read, and its text as it stands in the file. */
export function RejectedRows({ dir, record }: RejectedRowsProps) {
  const [offset, setOffset] = useState(0);
  const { value, error } = useCall(
    'source.rejected',
    record.rejectedTotal === 0 ? null : { dir, source: record.id, limit: pageRows, offset },
  );
  return (
    <section className="section">
      <div className="section__head">
        <h2>Rejected rows</h2>
        {record.rejectedTotal > 0 && (
          <span className="soft">{countOf(record.rejectedTotal, 'row')}, kept in the sealed file</span>
        )}
      </div>
      {record.rejectedTotal === 0 && <p className="soft">Every row was read.</p>}
      {error != null && <ErrorBanner error={error} what="The rejected rows cannot be shown." />}
      {record.rejectedTotal > 0 && !value && error == null && <Loading what="the rejected rows" />}
      {value && (
        <>
          <DataTable
            caption="Rejected rows"
            rows={value.rejected}
            rowKey={(row) => `${row.row} ${row.offset}`}
            columns={[
              {
                key: 'row',
                header: 'Row',
                align: 'end',
                isRowHeader: true,
                cell: (row) => formatCount(row.row),
              },
              { key: 'offset', header: 'At byte', align: 'end', cell: (row) => formatCount(row.offset) },
              {
                key: 'reason',
                header: 'Why',
                isWrapped: true,
                cell: (row) => <VisibleText text={row.reason} />,
              },
              {
                key: 'text',
                header: 'As it stands in the file',
                isWrapped: true,
                cell: (row) => (
                  <span className="rejected-text">
                    <VisibleText text={row.text.replace(/\r?\n$/, '')} longest={600} keepLines />
                    {row.length > row.text.length && (
                      <span className="soft"> ({countOf(row.length, 'byte')} in all)</span>
                    )}
                  </span>
                ),
              },
            ]}
          />
          {value.total > pageRows && (
            <div className="row">
              <Button
                size="s"
                icon="back"
                isDisabled={offset === 0}
                onPress={() => setOffset(offset - pageRows)}
              >
                Previous
              </Button>
              <span className="soft number">
                {formatCount(offset + 1)} – {formatCount(Math.min(offset + pageRows, value.total))} of{' '}
                {formatCount(value.total)}
              </span>
              <Button
                size="s"
                icon="forward"
                isDisabled={offset + pageRows >= value.total}
                onPress={() => setOffset(offset + pageRows)}
              >
                Next
              </Button>
            </div>
          )}
        </>
      )}
    </section>
  );
}
