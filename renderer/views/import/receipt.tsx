import { AppError } from '../../../shared/contract/errors.ts';
import type { SourceRecord } from '../../../shared/contract/records.ts';
import { formatRoute } from '../../state/route.ts';
import { Banner } from '../../ui/banner.tsx';
import { errorWords } from '../../ui/error-words.ts';
import { KeyValueList } from '../../ui/key-value-list.tsx';
import { formatBytes } from '../../ui/number-format.ts';
import { Time } from '../../ui/time.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import { NoteList } from '../evidence/quality-notes.tsx';
import { RowSum } from '../evidence/row-sum.tsx';
import { zoneBasisWords } from '../evidence/zone-basis-words.ts';
import '../evidence/evidence.css';

/** What became of each file: its seal, its rows as a sum, its notes, or why it was refused. */
export function Receipt({ sources }: { readonly sources: readonly SourceRecord[] }) {
  return (
    <div className="stack">
      {sources.map((source) => (
        <section key={`${source.id} ${source.sha256} ${source.file}`} className="card section">
          <h2>
            <VisibleText text={source.file} />
          </h2>
          <SourceReceipt source={source} />
        </section>
      ))}
    </div>
  );
}

function SourceReceipt({ source }: { readonly source: SourceRecord }) {
  if (source.state === 'refused') {
    const error = source.error;
    const words = errorWords(
      error
        ? new AppError(error.code, error.message, error.details)
        : new AppError('internal', 'refused without a reason'),
    );
    return (
      <Banner
        kind="warning"
        what="Refused: nothing of this file is in the case"
        kept={<VisibleText text={words.message} />}
        todo={words.todo}
      />
    );
  }
  return (
    <>
      {source.state === 'already-imported' && (
        <Banner
          kind="notice"
          what="This file was in the case already"
          kept="A file with the same SHA-256 is a source of the case. Nothing was changed."
        />
      )}
      <RowSum record={source} />
      <KeyValueList
        items={[
          { name: 'SHA-256', value: <span className="hash">{source.sha256}</span> },
          {
            name: 'Size and format',
            value: `${formatBytes(source.bytes)}, ${source.format}, ${source.encoding}`,
          },
          { name: 'Zone', value: zoneBasisWords(source.timezoneBasis) },
          {
            name: 'Events',
            value:
              source.firstEventAt && source.lastEventAt ? (
                <>
                  <Time at={source.firstEventAt} /> to <Time at={source.lastEventAt} />
                </>
              ) : (
                'none'
              ),
          },
        ]}
      />
      <NoteList notes={source.integrity} />
      <p>
        <a href={formatRoute({ screen: 'evidence', path: [source.id] })}>
          All about this source, rejected rows included
        </a>
      </p>
    </>
  );
}
