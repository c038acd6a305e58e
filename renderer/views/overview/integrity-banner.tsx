import { useState } from 'react';
import { useStore } from 'zustand';
import type { VerifyCheck } from '../../../shared/contract/records.ts';
import { caseChanged, useCase } from '../../state/case.ts';
import { jobsStore, runJob } from '../../state/jobs.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorBanner } from '../../ui/error-banner.tsx';
import { Time } from '../../ui/time.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import { CheckTable } from './check-table.tsx';

const title = 'Verifying the case';

/** What was checked of the case, when, by whom and with which result; and the way to check it anew. */
export function IntegrityBanner() {
  const { dir, lastCheck } = useCase();
  const [checks, setChecks] = useState<readonly VerifyCheck[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const isUnderWay = useStore(jobsStore, ({ jobs }) => jobs.some((job) => job.title === title));
  const verify = async () => {
    setError(null);
    try {
      const result = await runJob('case.verify', { dir }, { title });
      setChecks(result.checks);
      await caseChanged();
    } catch (thrown) {
      setError(thrown);
    }
  };
  const button = (
    <Button size="s" icon="seal" isDisabled={isUnderWay} onPress={() => void verify()}>
      {isUnderWay ? 'Verifying' : lastCheck ? 'Verify again' : 'Verify now'}
    </Button>
  );
  return (
    <div className="stack stack--tight">
      {error !== null && <ErrorBanner error={error} what="The check did not finish." />}
      {lastCheck ? (
        <Banner
          kind={lastCheck.ok ? 'good' : 'error'}
          what={lastCheck.ok ? 'The case was whole when it was last checked' : 'A check of the case failed'}
          kept={
            <>
              Sealed files, blocks, rows and activity log were checked <Time at={lastCheck.at} isToSecond />{' '}
              by <VisibleText text={lastCheck.actor} />.
            </>
          }
          todo={
            lastCheck.ok
              ? undefined
              : 'Copy the case folder as it is before doing anything else, then verify again to see which check failed.'
          }
          actions={button}
        />
      ) : (
        <Banner
          kind="notice"
          what="This case was not checked yet"
          kept="A check hashes the sealed files again and compares every block, row and log entry with what was recorded."
          actions={button}
        />
      )}
      {checks && <CheckTable checks={checks} />}
    </div>
  );
}
