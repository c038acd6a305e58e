import { useState } from 'react';
import { call } from '../../state/client.ts';
import { useCall } from '../../state/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { ComboField } from '../../ui/combo-field.tsx';
import { ErrorBanner } from '../../ui/error-banner.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Select } from '../../ui/select.tsx';
import { timeZones } from '../cases/time-zones.ts';
import { FilePreview } from './file-preview.tsx';
import { fileName, type ImportPlan } from './import-plan.ts';

interface PreviewStepProps {
  readonly dir: string;
  readonly plan: ImportPlan;
  readonly onChange: (part: Partial<ImportPlan>) => void;
  readonly onBack: () => void;
  readonly onNext: () => void;
}

const other = '\u0000file';

/** How each file would be read, before anything is written, and the choices that change it. */
export function PreviewStep({ dir, plan, onChange, onBack, onNext }: PreviewStepProps) {
  const [file, setFile] = useState(plan.files[0] ?? '');
  const [error, setError] = useState<unknown>(null);
  const { profile, timezone } = plan;
  const preview = useCall('import.preview', {
    dir,
    file,
    ...(profile === '' ? {} : { profile }),
    ...(timezone === '' ? {} : { timezone }),
  });
  const profiles = preview.value?.profiles ?? [];
  const isOwn = profile !== '' && !profiles.some(({ id }) => id === profile);

  const chooseProfile = async (chosen: string) => {
    if (chosen !== other) {
      onChange({ profile: chosen });
      return;
    }
    try {
      const [path] = await call('host.pickFiles', {
        title: 'A profile file',
        filters: [{ name: 'Profiles', extensions: ['yml', 'yaml'] }],
      });
      if (path !== undefined) onChange({ profile: path });
    } catch (thrown) {
      setError(thrown);
    }
  };

  return (
    <div className="stack">
      <div className="import__choices">
        <Select
          label="File shown"
          value={file}
          onChange={setFile}
          options={plan.files.map((path) => ({ value: path, label: fileName(path) }))}
        />
        <Select
          label="Profile"
          description="What is known of logs of this kind: their columns, their zone, their traps."
          value={profile}
          onChange={(chosen) => void chooseProfile(chosen)}
          options={[
            { value: '', label: 'Found from headers and content' },
            ...profiles.map(({ id, title }) => ({ value: id, label: title })),
            ...(isOwn ? [{ value: profile, label: fileName(profile) }] : []),
            { value: other, label: 'A profile file …' },
          ]}
        />
        <ComboField
          label="Zone of times without one"
          description="Only where the log does not say."
          isOptional
          options={timeZones()}
          value={timezone}
          onChange={(zone) => onChange({ timezone: zone })}
          placeholder="As found, else of the case"
        />
      </div>
      {error !== null && <ErrorBanner error={error} />}
      {preview.error != null && <ErrorBanner error={preview.error} what="This file cannot be previewed." />}
      {preview.value ? (
        <FilePreview preview={preview.value} />
      ) : (
        preview.error == null && <Loading what="the beginning of the file" />
      )}
      <div className="row import__foot">
        <Button onPress={onBack}>Back</Button>
        <span className="row__end">
          <Button
            variant="primary"
            onPress={onNext}
            isDisabled={preview.value?.problem != null && plan.files.length === 1}
          >
            Delivery
          </Button>
        </span>
      </div>
    </div>
  );
}
