import { useCallback, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { RecentCase } from '../../../shared/contract/host.ts';
import { useCase } from '../../state/case.ts';
import { call } from '../../state/client.ts';
import { jobsStore } from '../../state/jobs.ts';
import { navigate } from '../../state/use-route.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { ErrorBanner } from '../../ui/error-banner.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Time } from '../../ui/time.tsx';
import { visibleString } from '../../ui/visible-pieces.ts';
import { VisibleText } from '../../ui/visible-text.tsx';
import { openAndShow, openSampleCase, pickAndOpenCase } from './case-actions.ts';
import { NewCaseDialog } from './new-case-dialog.tsx';
import './cases.css';

/** Where one begins: recent cases, a new one, one on disk, the sample. */
export function CasesScreen({ isNew }: { readonly isNew: boolean }) {
  const { status, error, dir } = useCase();
  const { cases, forget } = useRecentCases(dir);
  const isSampleUnderWay = useStore(jobsStore, ({ jobs }) =>
    jobs.some(({ title }) => title === 'Making the sample case'),
  );
  return (
    <Screen
      title="Cases"
      about="A case is a folder: sealed copies of the evidence, what was found, and a log of everything done."
    >
      {status === 'failed' && <ErrorBanner error={error} what={`The case in ${dir} cannot be opened.`} />}
      <div className="case-starts">
        <div className="card case-start">
          <h2>New case</h2>
          <p className="soft">Name it, say who examines it and in which time zone its hours are read.</p>
          <Button
            variant="primary"
            icon="add"
            onPress={() => navigate({ screen: 'cases', query: { new: '1' } })}
          >
            New case
          </Button>
        </div>
        <div className="card case-start">
          <h2>Open</h2>
          <p className="soft">
            A case folder on this computer or a drive. Its lock keeps two people from writing at once.
          </p>
          <Button icon="open" onPress={() => void pickAndOpenCase()} keys="Ctrl+O">
            Open a case
          </Button>
        </div>
        <div className="card case-start">
          <h2>Sample</h2>
          <p className="soft">
            A made-up agency’s year with known answers. Nobody in it exists. Made on first use.
          </p>
          <Button icon="cases" onPress={() => void openSampleCase()} isDisabled={isSampleUnderWay}>
            Open the sample case
          </Button>
        </div>
      </div>
      <section className="section">
        <h2>Recent cases</h2>
        <DataTable<RecentCase>
          caption="Recent cases"
          rows={cases}
          rowKey={(row) => row.dir}
          whenEmpty="No case was opened on this computer yet."
          columns={[
            {
              key: 'name',
              header: 'Case',
              isRowHeader: true,
              cell: (row) =>
                row.exists ? (
                  <button type="button" className="link-button" onClick={() => void openAndShow(row.dir)}>
                    <VisibleText text={row.name} />
                  </button>
                ) : (
                  <span>
                    <VisibleText text={row.name} /> <span className="soft">· folder not there</span>
                  </span>
                ),
            },
            { key: 'opened', header: 'Opened', cell: (row) => <Time at={row.openedAt} isShort isToSecond /> },
            { key: 'dir', header: 'Folder', isWrapped: true, cell: (row) => <VisibleText text={row.dir} /> },
            {
              key: 'forget',
              header: <span className="visually-hidden">Actions</span>,
              align: 'end',
              cell: (row) => (
                <Button
                  size="s"
                  variant="quiet"
                  label={`Remove from list: ${visibleString(row.name)}`}
                  onPress={() => forget(row.dir)}
                >
                  Remove from list
                </Button>
              ),
            },
          ]}
        />
      </section>
      <NewCaseDialog isOpen={isNew} onClose={() => navigate({ screen: 'cases' }, { replace: true })} />
    </Screen>
  );
}

function useRecentCases(openDir: string) {
  const [cases, setCases] = useState<readonly RecentCase[]>([]);
  const read = useCallback(() => {
    call('host.recentCases', {}).then(setCases, () => setCases([]));
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: opening a case changes the list
  useEffect(read, [read, openDir]);
  const forget = (dir: string) => {
    call('host.forgetCase', { dir }).then(read, read);
  };
  return { cases, forget };
}
