import { useState } from 'react';
import { useCase } from '../../state/case.ts';
import { call } from '../../state/client.ts';
import { useCall } from '../../state/use-call.ts';
import { useJob } from '../../state/use-job.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorBanner } from '../../ui/error-banner.tsx';
import { Loading } from '../../ui/loading.tsx';
import { countOf } from '../../ui/number-format.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Screen } from '../../ui/screen.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { ChooseFindings } from './choose-findings.tsx';
import { ChooseIdentity } from './choose-identity.tsx';
import { Preview } from './preview.tsx';
import { ReportResult } from './report-result.tsx';
import './report.css';

/** From findings to a signed package: which findings, who signs, where to; then the result and how others check it. */
export function ReportScreen() {
  const { dir, info } = useCase();
  const { value: findings, error } = useCall('findings', { dir, events: false });
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const [identity, setIdentity] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [out, setOut] = useState('');
  const [hasTried, setHasTried] = useState(false);
  // Once used, the passphrase is gone from the window.
  const build = useJob('report', () => {
    setPassphrase('');
    setHasTried(false);
  });

  if (error) return <ErrorBanner error={error} what="The findings could not be read." />;
  if (!findings) return <Loading what="the findings" />;
  const chosen = findings.filter(({ id }) => !leftOut.has(id));
  /** undefined for all. */
  const chosenIds = leftOut.size > 0 ? chosen.map(({ id }) => id) : undefined;
  const missing = {
    identity: identity === '' ? 'Choose or create an identity.' : null,
    passphrase: passphrase === '' ? 'Write the passphrase of the identity.' : null,
    out: out === '' ? 'Choose where the package goes.' : null,
  };
  const isComplete = Object.values(missing).every((problem) => problem === null);
  const problem = (name: keyof typeof missing) => (hasTried ? missing[name] : null);

  const start = () => {
    setHasTried(true);
    if (!isComplete || build.job) return;
    void build.start(
      {
        dir,
        out,
        identity,
        passphrase,
        ...(chosenIds ? { findings: chosenIds } : {}),
      },
      'Build the report',
    );
  };
  const pickOut = async () => {
    const name = `${(info?.case.name ?? 'report').replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')}-report`;
    const picked = await call('host.pickSavePath', {
      title: 'Where the report package goes',
      defaultName: name,
    });
    if (picked) setOut(picked);
  };

  return (
    <Screen
      title="Report"
      about="A package that anyone can check without this program: the report as PDF/A, findings and cited rows as data, hashes of the evidence, and a signature over all of it."
    >
      {findings.length === 0 && (
        <EmptyState title="No findings yet">
          A report can still be built: it says what was looked at, how, and that no finding came of it.
        </EmptyState>
      )}
      <ChooseFindings findings={findings} leftOut={leftOut} onLeftOut={setLeftOut} />
      <Preview dir={dir} findings={chosenIds} />
      <section className="section report__step">
        <h2>3 · Who signs</h2>
        <ChooseIdentity
          file={identity}
          onFile={setIdentity}
          error={problem('identity')}
          examiner={info?.case.examiner ?? ''}
          agency={info?.case.agency ?? ''}
        />
        <div className="report__field">
          <TextField
            label="Passphrase"
            type="password"
            value={passphrase}
            onChange={setPassphrase}
            error={problem('passphrase')}
            description="Opens the identity’s key for this one signature. It is never stored."
          />
        </div>
      </section>
      <section className="section report__step">
        <h2>4 · Where to</h2>
        <div className="report__file">
          <TextField
            label="Folder to be made; a zip of it comes beside it"
            value={out}
            onChange={setOut}
            error={problem('out')}
            isCode
          />
          <Button onPress={() => void pickOut()}>Choose…</Button>
        </div>
      </section>
      <section className="section report__step">
        <h2>5 · Build and sign</h2>
        {build.job ? (
          <ProgressBar
            title={build.job.isCancelling ? 'Stopping …' : 'Build the report'}
            progress={build.job.progress}
            elapsedMs={Date.now() - build.job.stageStartedAtMs}
            onCancel={build.job.cancel}
          />
        ) : (
          <div className="row">
            <Button variant="primary" onPress={start}>
              {`Build and sign a report on ${countOf(chosen.length, 'finding')}`}
            </Button>
            {hasTried && !isComplete && <span className="soft">Something is missing above.</span>}
          </div>
        )}
        {Boolean(build.error) && !build.job && (
          <ErrorBanner
            error={build.error}
            what="No report was built."
            kept="The case is unchanged; nothing was left where the package was to go."
          />
        )}
        {build.result && !build.job && <ReportResult result={build.result} />}
      </section>
    </Screen>
  );
}
