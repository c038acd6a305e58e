import { useState } from 'react';
import { AppError } from '../../../shared/contract/errors.ts';
import type { ImportPreview } from '../../../shared/contract/window.ts';
import { Banner } from '../../ui/banner.tsx';
import { CellText } from '../../ui/cell-text.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { errorWords } from '../../ui/error-words.ts';
import { KeyValueList } from '../../ui/key-value-list.tsx';
import { countOf, formatBytes } from '../../ui/number-format.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { formatTime } from '../../ui/time-format.ts';
import { VisibleText } from '../../ui/visible-text.tsx';
import { NoteList } from '../evidence/quality-notes.tsx';
import { zoneBasisWords } from '../evidence/zone-basis-words.ts';
import { ColumnFields } from './column-fields.tsx';

/** How one file would be read: what was found, its rows beside its raw text, its columns, and what stands against it. */
export function FilePreview({ preview }: { readonly preview: ImportPreview }) {
  const [tab, setTab] = useState('rows');
  const { problem, sampledTimes, timezoneBasis, profile } = preview;
  return (
    <div className="stack">
      {problem && <Refusal problem={new AppError(problem.code, problem.message, problem.details)} />}
      <div className="card">
        <KeyValueList
          isWide
          items={[
            { name: 'Format', value: preview.format },
            { name: 'Encoding', value: preview.encoding || 'not known' },
            { name: 'Columns set apart by', value: delimiterWord(preview.delimiter) },
            { name: 'Lines before the header', value: String(preview.preambleLines) },
            { name: 'Size', value: formatBytes(preview.bytes) },
            {
              name: 'Profile',
              value: <VisibleText text={profile?.title ?? 'none fits; columns by name and content'} />,
            },
            { name: 'Zone', value: timezoneBasis ? zoneBasisWords(timezoneBasis) : 'cannot be told yet' },
            {
              name: 'Times, of the rows sampled',
              value: sampledTimes ? (
                <>
                  {formatTime(sampledTimes.first, timezoneBasis?.zone ?? 'UTC')} to{' '}
                  {formatTime(sampledTimes.last, timezoneBasis?.zone ?? 'UTC')}; the first is written “
                  <VisibleText text={sampledTimes.original} />”
                </>
              ) : (
                'cannot be read yet'
              ),
            },
          ]}
        />
      </div>
      <Tabs
        label="Preview of the file"
        selected={tab}
        onSelect={setTab}
        tabs={[
          { id: 'rows', label: 'Rows and raw text', content: <RowsAndRaw preview={preview} /> },
          {
            id: 'columns',
            label: 'Columns to fields',
            count: preview.columns.length,
            content: <ColumnFields columns={preview.columns} />,
          },
          {
            id: 'notes',
            label: 'Notes',
            count: preview.notes.length + (profile?.notes.length ?? 0),
            content: (
              <div className="stack stack--tight">
                <NoteList notes={preview.notes} />
                {profile?.notes.map((note) => (
                  <Banner
                    key={note}
                    kind="info"
                    what={<VisibleText text={`Known of ${profile.title}`} />}
                    kept={<VisibleText text={note} />}
                  />
                ))}
              </div>
            ),
          },
        ]}
      />
    </div>
  );
}

function Refusal({ problem }: { readonly problem: AppError }) {
  const todo: Partial<Record<AppError['code'], string>> = {
    'date-ambiguous':
      'Choose a profile that says whether day or month comes first, or a profile file of your own.',
    'timezone-unknown': 'Choose the zone of times without one above.',
    mapping: 'Choose a profile that names the columns, or a profile file of your own.',
    'input-empty': 'Ask the agency for the file again.',
  };
  return (
    <Banner
      kind="warning"
      isLive
      what="As things stand this file would be refused"
      kept={<VisibleText text={problem.message} />}
      todo={todo[problem.code] ?? errorWords(problem).todo}
    />
  );
}

function RowsAndRaw({ preview }: { readonly preview: ImportPreview }) {
  return (
    <div className="import__beside">
      <div className="import__rows">
        <DataTable
          caption={`First ${countOf(preview.rows.length, 'row')}, as they would be read`}
          isCaptionShown
          rows={preview.rows}
          rowKey={(_, index) => String(index)}
          whenEmpty="No row can be read yet."
          columns={[
            { key: '#', header: 'Row', align: 'end', isRowHeader: true, cell: (_, index) => index + 1 },
            ...preview.columns.map((column, index) => ({
              key: `${index}`,
              header: (
                <>
                  <VisibleText text={column.header} />
                  <br />
                  <span className="import__field">{column.field ?? 'own column'}</span>
                </>
              ),
              cell: (row: ImportPreview['rows'][number]) => (
                <CellText text={row[index]?.text} state={row[index]?.state} longest={80} />
              ),
            })),
          ]}
        />
      </div>
      <figure className="import__raw">
        <figcaption className="table__caption">Raw text of the file’s beginning</figcaption>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
        <section className="import__raw-text" tabIndex={0} aria-label="Raw text of the file’s beginning">
          <pre>
            <VisibleText text={preview.rawText} keepLines longest={16_384} />
          </pre>
        </section>
      </figure>
    </div>
  );
}

function delimiterWord(delimiter: string): string {
  const words: Record<string, string> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' };
  return delimiter === '' ? 'not known' : (words[delimiter] ?? delimiter);
}
