import { useState } from 'react';
import { call } from '../../state/client.ts';
import { useCall } from '../../state/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorBanner } from '../../ui/error-banner.tsx';
import { KeyValueList } from '../../ui/key-value-list.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Time } from '../../ui/time.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import { CreateIdentityDialog } from './create-identity-dialog.tsx';

interface ChooseIdentityProps {
  readonly file: string;
  readonly onFile: (file: string) => void;
  readonly error: string | null;
  readonly examiner: string;
  readonly agency: string;
}

/** The file with the signer's sealed key: an existing one, or a new one. */
export function ChooseIdentity({ file, onFile, error, examiner, agency }: ChooseIdentityProps) {
  const [isCreating, setIsCreating] = useState(false);
  const { value: identity, error: readError } = useCall('identity.show', file === '' ? null : { file });
  const pick = async () => {
    const [picked] = await call('host.pickFiles', { title: 'The identity file' });
    if (picked) onFile(picked);
  };
  return (
    <>
      <div className="report__file">
        <TextField label="Identity file" value={file} onChange={onFile} error={error} isCode />
        <Button onPress={() => void pick()}>Choose…</Button>
        <Button onPress={() => setIsCreating(true)}>Create…</Button>
      </div>
      {file !== '' && Boolean(readError) && (
        <ErrorBanner error={readError} what="This file is not an identity." />
      )}
      {identity && (
        <KeyValueList
          items={[
            { name: 'Signer', value: <VisibleText text={identity.subject} /> },
            { name: 'Fingerprint', value: <span className="hash">{groups(identity.fingerprint)}</span> },
            {
              name: 'Valid',
              value: (
                <>
                  <Time at={identity.notBefore} isShort /> – <Time at={identity.notAfter} isShort />
                </>
              ),
            },
          ]}
        />
      )}
      {isCreating && (
        <CreateIdentityDialog
          examiner={examiner}
          agency={agency}
          onClose={() => setIsCreating(false)}
          onCreated={(created) => {
            setIsCreating(false);
            onFile(created);
          }}
        />
      )}
    </>
  );
}

/** Upper case in fours, as on the paper certification. */
function groups(fingerprint: string): string {
  return (fingerprint.toUpperCase().match(/.{1,4}/g) ?? []).join(' ');
}
