import type { ImportPreview } from '../../../shared/contract/window.ts';
import { fieldDefinition } from '../../../shared/vocabulary/fields.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';

const how = {
  profile: 'by the profile',
  name: 'by its name',
  content: 'by its content',
} as const;

/** Each column of the file, the field it would be read as, and what that rests on. */
export function ColumnFields({ columns }: { readonly columns: ImportPreview['columns'] }) {
  return (
    <DataTable
      caption="Columns of the file and the fields they would be read as"
      rows={columns}
      rowKey={(_, index) => String(index)}
      whenEmpty="No column can be told yet."
      columns={[
        {
          key: 'header',
          header: 'Column of the file',
          isRowHeader: true,
          cell: (row) => <VisibleText text={row.header} />,
        },
        {
          key: 'field',
          header: 'Field',
          cell: (row) =>
            row.field ? (
              <span className="code">{row.field}</span>
            ) : (
              <span className="soft">kept as the source’s own</span>
            ),
        },
        { key: 'how', header: 'Found', cell: (row) => (row.how ? how[row.how] : '') },
        {
          key: 'about',
          header: 'Meaning',
          isWrapped: true,
          cell: (row) => (
            <span className="soft">{row.field ? (fieldDefinition(row.field)?.description ?? '') : ''}</span>
          ),
        },
      ]}
    />
  );
}
