import type { FindingDetail } from '../../../shared/contract/window.ts';
import type { Disposition } from '../../../shared/vocabulary/dispositions.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { dispositionWord } from '../../ui/disposition-word.ts';
import { Time } from '../../ui/time.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';

interface AnnotationsProps {
  readonly detail: FindingDetail;
  readonly onNote: () => void;
  readonly onTag: () => void;
}

/** What examiners said of a finding: tags, notes, and every decision ever made with its reason. */
export function Annotations({ detail, onNote, onTag }: AnnotationsProps) {
  const { finding, decisions } = detail;
  return (
    <>
      <section className="finding__section">
        <h2>Tags</h2>
        <div className="row">
          {finding.tags.map((tag) => (
            <Chip key={tag}>
              <VisibleText text={tag} />
            </Chip>
          ))}
          {finding.tags.length === 0 && <span className="soft">None.</span>}
          <Button size="s" icon="tag" onPress={onTag}>
            Add tag
          </Button>
        </div>
      </section>
      <section className="finding__section">
        <h2>Notes</h2>
        {finding.notes.length === 0 && <p className="soft">None.</p>}
        <ul className="notes">
          {finding.notes.map((note) => (
            <li key={`${note.at} ${note.text}`} className="note" data-internal={note.internal}>
              <p className="note__text">
                <VisibleText text={note.text} keepLines />
              </p>
              <p className="note__by">
                <b>{note.internal ? 'Internal, never in a report' : 'For the report'}</b> ·{' '}
                <VisibleText text={note.examiner} /> · <Time at={note.at} />
              </p>
            </li>
          ))}
        </ul>
        <Button size="s" icon="note" onPress={onNote}>
          Add note
        </Button>
      </section>
      <section className="finding__section">
        <h2>Decisions</h2>
        <DataTable
          caption="Decisions on this finding, newest first"
          rows={decisions.toReversed()}
          rowKey={({ at }, index) => `${at} ${index}`}
          whenEmpty="None yet. A decision needs a reason; earlier ones stay to be seen."
          columns={[
            {
              key: 'disposition',
              header: 'Disposition',
              isRowHeader: true,
              cell: ({ disposition }) => dispositionWord(disposition as Disposition),
            },
            {
              key: 'reason',
              header: 'Reason',
              isWrapped: true,
              cell: ({ reason }) => <VisibleText text={reason} keepLines />,
            },
            { key: 'examiner', header: 'Examiner', cell: ({ examiner }) => <VisibleText text={examiner} /> },
            { key: 'at', header: 'When', cell: ({ at }) => <Time at={at} /> },
          ]}
        />
      </section>
    </>
  );
}
