import type { ControlTotals, QualityNote } from '../../../shared/contract/quality.ts';
import type { Receipt } from '../import/receipt.ts';
import { counted, grouped, note } from './note.ts';

/** What of the receipt the account is made of. */
export type Account = Pick<
  Receipt,
  | 'bytes'
  | 'byteAccount'
  | 'accountOf'
  | 'rowsRead'
  | 'rowsImported'
  | 'rowsRejected'
  | 'rowsDuplicate'
  | 'sha256'
> & { readonly delivery: Pick<Receipt['delivery'], 'statedSha256' | 'statedRows'> };

/** Where rows and bytes went, and whether that is what the agency said. */
export function controlTotals(receipt: Account): ControlTotals {
  const { rowsRead, rowsImported, rowsRejected, rowsDuplicate, delivery } = receipt;
  const { statedSha256, statedRows } = delivery;
  return {
    rowsRead,
    rowsImported,
    rowsRejected,
    rowsRepeated: rowsDuplicate,
    rowsBalance: rowsRead === rowsImported + rowsRejected + rowsDuplicate,
    bytesOf: receipt.accountOf,
    bytes: Object.values(receipt.byteAccount).reduce((sum, bytes) => sum + bytes, 0),
    bytesBy: receipt.byteAccount,
    statedSha256:
      statedSha256 === null
        ? null
        : { stated: statedSha256, agrees: statedSha256.toLowerCase() === receipt.sha256 },
    statedRows: statedRows === null ? null : { stated: statedRows, agrees: statedRows === rowsRead },
  };
}

export function controlNotes(control: ControlTotals): QualityNote[] {
  const notes: QualityNote[] = [];
  const { rowsRead, rowsImported, rowsRejected, rowsRepeated, statedSha256, statedRows } = control;
  const parts = `${grouped(rowsImported)} imported + ${grouped(rowsRejected)} rejected + ${grouped(rowsRepeated)} repeats`;
  if (!control.rowsBalance) {
    notes.push(
      note(
        'rows-balance',
        'warning',
        `${counted(rowsRead, 'record')} read are not ${parts}`,
        'records read = imported + rejected + repeats',
        [Math.abs(rowsRead - rowsImported - rowsRejected - rowsRepeated), rowsRead],
      ),
    );
  }
  if (statedSha256 && !statedSha256.agrees) {
    notes.push(
      note(
        'stated-sha256',
        'warning',
        `the SHA-256 of the file is not the one that was stated for it (${statedSha256.stated}): it is not that file`,
        'stated SHA-256 = SHA-256 of the file',
        [1, 1],
      ),
    );
  }
  if (statedRows && !statedRows.agrees) {
    const difference = rowsRead - statedRows.stated;
    notes.push(
      note(
        'stated-rows',
        'warning',
        `${counted(rowsRead, 'record')} read, ${grouped(statedRows.stated)} were stated: ${grouped(Math.abs(difference))} ${difference < 0 ? 'fewer' : 'more'}`,
        'stated number of records = records read',
        [Math.abs(difference), statedRows.stated],
      ),
    );
  }
  if (rowsRejected > 0) {
    notes.push(
      note(
        'rejected',
        'warning',
        `${grouped(rowsRejected)} of ${counted(rowsRead, 'record')} could not be read as events; each is listed with place and reason`,
        'every record that cannot be read as an event',
        [rowsRejected, rowsRead],
      ),
    );
  }
  return notes;
}
