import { useState } from 'react';
import type { MethodResult } from '../../../shared/contract/methods.ts';
import { caseChanged } from '../../state/case.ts';
import { call } from '../../state/client.ts';
import { runJob } from '../../state/jobs.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorBanner } from '../../ui/error-banner.tsx';
import { Screen } from '../../ui/screen.tsx';
import { DeliveryStep } from './delivery-step.tsx';
import { FilesStep } from './files-step.tsx';
import { type ImportPlan, importArguments, newPlan } from './import-plan.ts';
import { ImportProgress } from './import-progress.tsx';
import { PreviewStep } from './preview-step.tsx';
import { Receipt } from './receipt.tsx';
import { StepList } from './step-list.tsx';
import './import.css';

const steps = ['Files', 'Preview', 'Delivery', 'Import', 'Receipt'] as const;
type StepName = (typeof steps)[number];

/** From delivered files to a receipt, one decision at a time. Nothing is written before the fourth step. */
export function ImportScreen({ dir }: { readonly dir: string }) {
  const [step, setStep] = useState<StepName>('Files');
  const [plan, setPlan] = useState<ImportPlan>(newPlan);
  const [error, setError] = useState<unknown>(null);
  const [sources, setSources] = useState<MethodResult<'import'>['sources'] | null>(null);
  const change = (part: Partial<ImportPlan>) => setPlan({ ...plan, ...part });

  const pick = async () => {
    try {
      const chosen = await call('host.pickFiles', { title: 'Files to import', many: true });
      change({ files: [...new Set([...plan.files, ...chosen])] });
    } catch (thrown) {
      setError(thrown);
    }
  };

  const run = async () => {
    setError(null);
    setStep('Import');
    try {
      const result = await runJob('import', importArguments(dir, plan), { title: 'Import' });
      setSources(result.sources);
      setStep('Receipt');
    } catch (thrown) {
      setError(thrown);
      setStep('Delivery');
    }
    await caseChanged().catch(() => {
      // The views say themselves what they cannot read.
    });
  };

  const again = () => {
    setPlan(newPlan());
    setSources(null);
    setError(null);
    setStep('Files');
  };

  return (
    <Screen title="Import" about="Files are copied into the case and sealed. The originals are only read.">
      <StepList steps={steps} current={step} />
      {error !== null && (
        <ErrorBanner
          error={error}
          what="The import did not finish."
          kept="Files that were imported before it stopped are in the case; of the others nothing is."
        />
      )}
      {step === 'Files' && (
        <FilesStep
          plan={plan}
          onChange={change}
          onPick={() => void pick()}
          onNext={() => setStep('Preview')}
        />
      )}
      {step === 'Preview' && (
        <PreviewStep
          dir={dir}
          plan={plan}
          onChange={change}
          onBack={() => setStep('Files')}
          onNext={() => setStep('Delivery')}
        />
      )}
      {step === 'Delivery' && (
        <DeliveryStep
          plan={plan}
          onChange={change}
          onBack={() => setStep('Preview')}
          onNext={() => void run()}
        />
      )}
      {step === 'Import' && <ImportProgress />}
      {step === 'Receipt' && sources && (
        <>
          {sources.some(({ state }) => state === 'refused') && (
            <Banner
              kind="warning"
              isLive
              what="Not every file was imported"
              kept="The others are in the case. A refused file leaves nothing behind but an entry in the activity log."
              todo="Each refusal below says what to do."
            />
          )}
          <Receipt sources={sources} />
          <div className="row">
            <Button icon="import" onPress={again}>
              Import more files
            </Button>
          </div>
        </>
      )}
    </Screen>
  );
}
