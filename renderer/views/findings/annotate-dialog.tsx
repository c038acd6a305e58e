import { type FormEvent, useId, useRef, useState } from 'react';
import type { MethodInput } from '../../../shared/contract/methods.ts';
import type { Disposition } from '../../../shared/vocabulary/dispositions.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { dispositionWord } from '../../ui/disposition-word.ts';
import { ErrorBanner } from '../../ui/error-banner.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';

export type AnnotationKind =
  | { readonly kind: 'disposition'; readonly disposition: Disposition }
  | { readonly kind: 'note' }
  | { readonly kind: 'tag' };

/** What is recorded; the finding and the case are added by the view. */
export type Annotation = Omit<MethodInput<'annotate'>, 'dir' | 'finding' | 'examiner'>;

interface AnnotateDialogProps {
  readonly about: AnnotationKind;
  /** Whom the finding is about, for the reader to be sure. */
  readonly subject: string;
  /** Tags of other findings, to be chosen again. */
  readonly knownTags: readonly string[];
  readonly onSave: (annotation: Annotation) => Promise<void>;
  readonly onClose: () => void;
}

/** Asks for the reason of a disposition, a note, or a tag, and records it. */
export function AnnotateDialog({ about, subject, knownTags, onSave, onClose }: AnnotateDialogProps) {
  const [text, setText] = useState('');
  const [isInternal, setIsInternal] = useState(true);
  const [missing, setMissing] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isSaving, setIsSaving] = useState(false);
  const form = useId();
  const line = useRef<HTMLInputElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '') {
      (line.current ?? area.current)?.focus();
      setMissing(
        about.kind === 'disposition'
          ? 'Write why. A decision without a reason is not recorded.'
          : 'Write something.',
      );
      return;
    }
    setIsSaving(true);
    setError(null);
    try {
      await onSave(annotationOf(about, text.trim(), isInternal));
    } catch (thrown) {
      setError(thrown);
      setIsSaving(false);
    }
  };

  return (
    <Dialog
      title={titleOf(about)}
      isOpen
      onClose={onClose}
      size="s"
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button isDisabled={isSaving} onPress={() => requestSubmit(form)}>
            Record
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="stack"
        onSubmit={(event) => void submit(event)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && event.ctrlKey) requestSubmit(form);
        }}
      >
        <p className="soft">
          Finding: <VisibleText text={subject} longest={200} />
        </p>
        {about.kind === 'tag' ? (
          <>
            <TextField
              ref={line}
              label="Tag"
              value={text}
              onChange={setText}
              error={missing}
              maxLength={100}
              autoFocus
            />
            {knownTags.length > 0 && (
              <fieldset className="row">
                <legend className="visually-hidden">Tags in use</legend>
                {knownTags.slice(0, 12).map((tag) => (
                  <Button key={tag} size="s" onPress={() => setText(tag)}>
                    {tag}
                  </Button>
                ))}
              </fieldset>
            )}
          </>
        ) : (
          <TextArea
            ref={area}
            label={about.kind === 'disposition' ? 'Reason' : 'Note'}
            description={
              about.kind === 'disposition'
                ? 'Stands in the activity log and in the report. Ctrl+Enter records it.'
                : 'Ctrl+Enter records it.'
            }
            value={text}
            onChange={setText}
            error={missing}
            rows={5}
            autoFocus
          />
        )}
        {about.kind === 'note' && <NoteKind isInternal={isInternal} onChange={setIsInternal} />}
        {Boolean(error) && <ErrorBanner error={error} />}
      </form>
    </Dialog>
  );
}

interface NoteKindProps {
  readonly isInternal: boolean;
  readonly onChange: (isInternal: boolean) => void;
}

function NoteKind({ isInternal, onChange }: NoteKindProps) {
  return (
    <fieldset className="note-kind">
      <legend className="visually-hidden">Where the note may appear</legend>
      <label>
        <input type="radio" name="note-kind" checked={isInternal} onChange={() => onChange(true)} /> Internal
        <small className="note-kind__hint soft">never in a report</small>
      </label>
      <label>
        <input type="radio" name="note-kind" checked={!isInternal} onChange={() => onChange(false)} /> For the
        report
        <small className="note-kind__hint soft">printed with the finding</small>
      </label>
    </fieldset>
  );
}

function titleOf(about: AnnotationKind): string {
  if (about.kind === 'disposition') return `Decide: ${dispositionWord(about.disposition)}`;
  return about.kind === 'note' ? 'Add a note' : 'Add a tag';
}

function annotationOf(about: AnnotationKind, text: string, internal: boolean): Annotation {
  if (about.kind === 'disposition') return { disposition: about.disposition, reason: text };
  return about.kind === 'note' ? { note: text, internal } : { tags: [text] };
}

function requestSubmit(form: string): void {
  const element = document.getElementById(form);
  if (element instanceof HTMLFormElement) element.requestSubmit();
}
