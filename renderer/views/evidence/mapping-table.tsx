import type { SourceRecord } from '../../../shared/contract/records.ts';
import { fieldDefinition } from '../../../shared/vocabulary/fields.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';

/** Which columns of the file were read as which fields. */
export function MappingTable({ record }: { readonly record: SourceRecord }) {
  const rows = Object.entries(record.mapping);
  return (
    <section className="section">
      <h2>Columns and fields</h2>
      <DataTable
        caption="Columns of the file and the fields they were read as"
        rows={rows}
        rowKey={([field]) => field}
        whenEmpty="No column was read as a field."
        columns={[
          {
            key: 'field',
            header: 'Field',
            isRowHeader: true,
            cell: ([field]) => <span className="code">{field}</span>,
          },
          {
            key: 'columns',
            header: 'Columns of the file',
            isWrapped: true,
            cell: ([, columns]) => <VisibleText text={columns.join(' + ')} />,
          },
          {
            key: 'about',
            header: 'Meaning',
            isWrapped: true,
            cell: ([field]) => <span className="soft">{fieldDefinition(field)?.description ?? ''}</span>,
          },
        ]}
      />
    </section>
  );
}
