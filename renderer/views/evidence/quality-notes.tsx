import type { IntegrityNote, SourceRecord } from '../../../shared/contract/records.ts';
import type { SourceAccount } from '../../../shared/contract/window.ts';
import { Banner } from '../../ui/banner.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { countOf } from '../../ui/number-format.ts';
import { VisibleText } from '../../ui/visible-text.tsx';

interface QualityNotesProps {
  readonly record: SourceRecord;
  readonly account: SourceAccount | null;
}

/** What was noticed about the log itself, what its profile says of it, what it cannot tell, and where its bytes went. */
export function QualityNotes({ record, account }: QualityNotesProps) {
  const bytes = Object.entries(account?.byteAccount ?? {}).filter(([, count]) => count > 0);
  return (
    <section className="section">
      <h2>Quality of the log</h2>
      <NoteList notes={record.integrity} />
      {account && account.cannotTell.length > 0 && (
        <div className="card section">
          <h3>What this log cannot tell</h3>
          <TextList texts={account.cannotTell} />
        </div>
      )}
      {account && account.profileNotes.length > 0 && (
        <div className="card section">
          <h3>Known of logs of this kind</h3>
          <TextList texts={account.profileNotes} />
        </div>
      )}
      {bytes.length > 0 && (
        <DataTable
          caption="Where the bytes of the file went"
          isCaptionShown
          rows={bytes}
          rowKey={([part]) => part}
          columns={[
            { key: 'part', header: 'Part', isRowHeader: true, cell: ([part]) => partWords(part) },
            { key: 'bytes', header: 'Bytes', align: 'end', cell: ([, count]) => countOf(count, 'byte') },
          ]}
        />
      )}
    </section>
  );
}

/** Notes of the checks made at import, each by its weight. */
export function NoteList({ notes }: { readonly notes: readonly IntegrityNote[] }) {
  if (notes.length === 0) return <p className="soft">The checks found nothing to note.</p>;
  return (
    <div className="stack stack--tight">
      {notes.map(({ check, severity, message }) => (
        <Banner
          key={`${check} ${message}`}
          kind={severity}
          what={<VisibleText text={check} />}
          kept={<VisibleText text={message} />}
        />
      ))}
    </div>
  );
}

function TextList({ texts }: { readonly texts: readonly string[] }) {
  return (
    <ul>
      {texts.map((text) => (
        <li key={text}>
          <VisibleText text={text} />
        </li>
      ))}
    </ul>
  );
}

/** `lineEnds` as `line ends`. */
function partWords(part: string): string {
  return part.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
