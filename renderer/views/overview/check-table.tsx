import type { VerifyCheck } from '../../../shared/contract/records.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';

/** Each check of a case with its result and what it looked at. */
export function CheckTable({ checks }: { readonly checks: readonly VerifyCheck[] }) {
  return (
    <DataTable
      caption="Checks of the case"
      rows={checks}
      rowKey={(row) => row.check}
      columns={[
        { key: 'check', header: 'Check', isRowHeader: true, cell: (row) => row.check },
        { key: 'result', header: 'Result', cell: (row) => (row.ok ? 'passed' : <b>failed</b>) },
        {
          key: 'detail',
          header: 'What was found',
          isWrapped: true,
          cell: (row) => <VisibleText text={row.detail} />,
        },
      ]}
    />
  );
}
