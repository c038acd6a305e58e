import type { SourceRecord } from '../../../shared/contract/records.ts';
import { useCase } from '../../state/case.ts';
import { formatRoute } from '../../state/route.ts';
import { navigate } from '../../state/use-route.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatBytes, formatCount } from '../../ui/number-format.ts';
import { Screen } from '../../ui/screen.tsx';
import { Time } from '../../ui/time.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import { verifyOpenCase } from '../cases/case-actions.ts';
import { SourceDetail } from './source-detail.tsx';
import './evidence.css';

interface EvidenceScreenProps {
  readonly dir: string;
  /** Id of the source that is shown in full. */
  readonly source: string | null;
}

/** The sealed sources of the case: what came, what became of every row, and what the log lacks. */
export function EvidenceScreen({ dir, source }: EvidenceScreenProps) {
  const { info } = useCase();
  const sources = info?.sources ?? [];
  const shown = sources.find(({ id }) => id === source);
  if (shown) return <SourceDetail dir={dir} record={shown} />;
  return (
    <Screen
      title="Evidence"
      about="Every file is sealed as it was delivered: a read-only copy, named by its SHA-256. Rows read = imported + rejected + repeated."
      actions={
        <>
          <Button icon="seal" onPress={() => void verifyOpenCase()} isDisabled={sources.length === 0}>
            Verify again
          </Button>
          <Button
            variant="primary"
            icon="import"
            keys="Ctrl+I"
            onPress={() => navigate({ screen: 'import' })}
          >
            Import files
          </Button>
        </>
      }
    >
      {sources.length === 0 ? (
        <EmptyState title="No evidence yet">
          <p>
            Import the files the agency delivered. They are copied and sealed; the originals are not touched.
          </p>
        </EmptyState>
      ) : (
        <DataTable<SourceRecord>
          caption="Sources of the case"
          rows={sources}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'file',
              header: 'File and seal',
              isRowHeader: true,
              cell: (row) => (
                <>
                  <a className="source-name" href={formatRoute({ screen: 'evidence', path: [row.id] })}>
                    <VisibleText text={row.file} />
                  </a>
                  <span className="source-seal">
                    {row.kind} · {formatBytes(row.bytes)} · SHA-256{' '}
                    <span className="code" title={row.sha256}>
                      {row.sha256.slice(0, 16)}…
                    </span>
                  </span>
                </>
              ),
            },
            { key: 'read', header: 'Rows read', align: 'end', cell: (row) => formatCount(row.rowsRead) },
            {
              key: 'imported',
              header: 'Imported',
              align: 'end',
              cell: (row) => formatCount(row.rowsImported),
            },
            {
              key: 'rejected',
              header: 'Rejected',
              align: 'end',
              cell: (row) => formatCount(row.rowsRejected),
            },
            {
              key: 'repeated',
              header: 'Repeated',
              align: 'end',
              cell: (row) => formatCount(row.rowsDuplicate),
            },
            {
              key: 'from',
              header: 'First event',
              cell: (row) =>
                row.firstEventAt ? (
                  <Time at={row.firstEventAt} isShort />
                ) : (
                  <span className="soft">none</span>
                ),
            },
            {
              key: 'to',
              header: 'Last event',
              cell: (row) =>
                row.lastEventAt ? <Time at={row.lastEventAt} isShort /> : <span className="soft">none</span>,
            },
          ]}
        />
      )}
    </Screen>
  );
}
