import { type FormEvent, useId, useState } from 'react';
import { call } from '../../state/client.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorBanner } from '../../ui/error-banner.tsx';
import { TextField } from '../../ui/text-field.tsx';

interface CreateIdentityDialogProps {
  readonly examiner: string;
  readonly agency: string;
  readonly onClose: () => void;
  /** Called with the path of the new file. */
  readonly onCreated: (file: string) => void;
}

/** The least that core takes. */
const shortestPassphrase = 12;

/** Makes a signing identity: a key sealed with a passphrase in a file of its own. */
export function CreateIdentityDialog({ examiner, agency, onClose, onCreated }: CreateIdentityDialogProps) {
  const [name, setName] = useState(examiner);
  const [organization, setOrganization] = useState(agency);
  const [file, setFile] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const [hasTried, setHasTried] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const form = useId();

  const length = [...passphrase.normalize('NFKC')].length;
  const problems = {
    name: name.trim() === '' ? 'Write the name of the signer.' : null,
    file: file === '' ? 'Choose where the file goes.' : null,
    passphrase:
      length < shortestPassphrase ? `At least ${shortestPassphrase} characters; this has ${length}.` : null,
    repeated: passphrase === repeated ? null : 'The two differ.',
  };
  const problem = (key: keyof typeof problems) => (hasTried ? problems[key] : null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setHasTried(true);
    if (isBusy || Object.values(problems).some((one) => one !== null)) return;
    setIsBusy(true);
    setError(null);
    try {
      await call('identity.create', { file, name, agency: organization, passphrase });
      onCreated(file);
    } catch (thrown) {
      setError(thrown);
      setIsBusy(false);
    }
  };
  const pick = async () => {
    const picked = await call('host.pickSavePath', {
      title: 'Where the identity file goes',
      defaultName: 'examiner.identity',
    });
    if (picked) setFile(picked);
  };

  return (
    <Dialog
      title="Create a signing identity"
      isOpen
      onClose={onClose}
      isAlert
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            variant="primary"
            isDisabled={isBusy}
            onPress={() => {
              const element = document.getElementById(form);
              if (element instanceof HTMLFormElement) element.requestSubmit();
            }}
          >
            {isBusy ? 'Creating …' : 'Create'}
          </Button>
        </>
      }
    >
      <form id={form} className="stack" onSubmit={(event) => void submit(event)}>
        <p>
          The identity is a file you keep. Its fingerprint goes on paper to those who check your reports: that
          is how they know that a report is yours. Nobody else can vouch for it.
        </p>
        <TextField
          label="Name of the signer"
          value={name}
          onChange={setName}
          error={problem('name')}
          maxLength={64}
        />
        <TextField label="Agency" isOptional value={organization} onChange={setOrganization} maxLength={64} />
        <div className="report__file">
          <TextField label="File" value={file} onChange={setFile} error={problem('file')} isCode />
          <Button onPress={() => void pick()}>Choose…</Button>
        </div>
        <TextField
          label="Passphrase"
          type="password"
          value={passphrase}
          onChange={setPassphrase}
          error={problem('passphrase')}
          description={`At least ${shortestPassphrase} characters. It cannot be recovered: without it the identity cannot sign.`}
        />
        <TextField
          label="Passphrase again"
          type="password"
          value={repeated}
          onChange={setRepeated}
          error={problem('repeated')}
        />
        {Boolean(error) && <ErrorBanner error={error} what="The identity was not created." />}
        <button type="submit" hidden>
          Create
        </button>
      </form>
    </Dialog>
  );
}
