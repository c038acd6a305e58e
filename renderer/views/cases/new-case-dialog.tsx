import { useEffect, useState } from 'react';
import { call } from '../../state/client.ts';
import { Button } from '../../ui/button.tsx';
import { ComboField } from '../../ui/combo-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorBanner } from '../../ui/error-banner.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { openAndShow } from './case-actions.ts';
import { folderName } from './folder-name.ts';
import { timeZones } from './time-zones.ts';

interface NewCaseDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

const empty = { name: '', examiner: '', agency: '', matter: '', timezone: '' };

/** Asks what a case is about and where its folder goes, makes it and opens it. */
export function NewCaseDialog({ isOpen, onClose }: NewCaseDialogProps) {
  const [draft, setDraft] = useState(empty);
  const [error, setError] = useState<unknown>(null);
  const [isTried, setIsTried] = useState(false);
  useEffect(() => {
    if (!isOpen) return;
    setError(null);
    setIsTried(false);
    setDraft(empty);
    call('host.info', {}).then(
      ({ userName }) => setDraft((before) => ({ ...before, examiner: before.examiner || userName })),
      () => {},
    );
  }, [isOpen]);

  const set = (field: keyof typeof empty) => (value: string) => setDraft({ ...draft, [field]: value });
  const required = (field: 'name' | 'examiner', what: string) =>
    isTried && draft[field].trim() === '' ? `${what} is needed.` : null;

  const create = async () => {
    setIsTried(true);
    if (draft.name.trim() === '' || draft.examiner.trim() === '') return;
    try {
      const dir = await call('host.pickSavePath', {
        title: 'Where the case folder goes',
        defaultName: folderName(draft.name),
      });
      if (dir === null) return;
      const { timezone, ...texts } = draft;
      await call('case.create', { dir, ...texts, ...(timezone === '' ? {} : { timezone }) });
      onClose();
      await openAndShow(dir);
    } catch (thrown) {
      setError(thrown);
    }
  };

  return (
    <Dialog
      title="New case"
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" onPress={() => void create()}>
            Choose the folder and create
          </Button>
        </>
      }
    >
      <form
        className="new-case"
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <TextField
          label="Name of the case"
          autoFocus
          value={draft.name}
          onChange={set('name')}
          error={required('name', 'A name')}
        />
        <TextField
          label="Examiner"
          description="Whose decisions the activity log records."
          value={draft.examiner}
          onChange={set('examiner')}
          error={required('examiner', 'The examiner’s name')}
        />
        <TextField
          label="Matter"
          description="Number or reference."
          isOptional
          value={draft.matter}
          onChange={set('matter')}
        />
        <TextField label="Agency" isOptional value={draft.agency} onChange={set('agency')} />
        <ComboField
          label="Time zone of the case"
          description="In it hours, shifts and days are read, and times without a zone of their own."
          isOptional
          options={timeZones()}
          value={draft.timezone}
          onChange={set('timezone')}
          placeholder="Type a city, such as Chicago"
        />
        {error !== null && <ErrorBanner error={error} what="The case was not created." />}
        {/* Enter in a field sends the form. */}
        <button type="submit" className="visually-hidden" tabIndex={-1} aria-hidden="true">
          Create
        </button>
      </form>
    </Dialog>
  );
}
