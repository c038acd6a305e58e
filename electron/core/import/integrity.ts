import type { IntegrityNote } from '../../../shared/contract/records.ts';
import type { ReceiptFacts } from './receipt.ts';

/** The facts of a receipt, and how many records were read, those that no text was made of among them. */
export type ReadFacts = ReceiptFacts & { readonly rowsRead: number };

/** What can be said of a delivery once all of it is read: shown with the source before any finding. */
export function integrityNotes(facts: ReadFacts): IntegrityNote[] {
  return [
    ...agreement(facts),
    ...shapeNotes(facts),
    ...mendedNotes(facts),
    ...repeatNotes(facts),
    ...timeNotes(facts),
  ];
}

const info = (check: string, message: string): IntegrityNote => ({ check, severity: 'info', message });
const notice = (check: string, message: string): IntegrityNote => ({ check, severity: 'notice', message });
const warning = (check: string, message: string): IntegrityNote => ({ check, severity: 'warning', message });

/** The agency's own hash and row count against ours. */
function agreement({ request, delivered, sha256: textSha256, rowsRead }: ReadFacts): IntegrityNote[] {
  const notes: IntegrityNote[] = [];
  const sha256 = delivered?.sha256 ?? textSha256;
  const stated = request.expectSha256?.toLowerCase();
  if (stated !== undefined) {
    notes.push(
      stated === sha256
        ? info('stated-sha256', 'the SHA-256 is the one that was stated for this file')
        : warning(
            'stated-sha256',
            `the SHA-256 is ${sha256}; ${stated} was stated for this file: it is not that file`,
          ),
    );
  }
  const rows = request.expectRows;
  if (rows !== undefined) {
    notes.push(
      rows === rowsRead
        ? info('stated-rows', `the file has the number of records that was stated, ${rows}`)
        : warning(
            'stated-rows',
            `the file has ${records(rowsRead)}; ${rows} were stated: ${difference(rowsRead - rows)}`,
          ),
    );
  }
  return notes;
}

function difference(records: number): string {
  return records < 0 ? `${-records} are missing` : `${records} more`;
}

/** Row counts at which exports are known or suspected to be cut off. */
const exportCaps = [
  1000, 5000, 10_000, 20_000, 25_000, 50_000, 55_000, 65_535, 65_536, 100_000, 1_000_000, 1_048_575,
  1_048_576,
];

function shapeNotes({ plan, totals, found, rowsRead }: ReadFacts): IntegrityNote[] {
  const notes: IntegrityNote[] = [];
  const { preambleLines, headerOffset, bomBytes } = plan.shape;
  if (preambleLines > 0) {
    const bytes = headerOffset - bomBytes;
    notes.push(
      notice(
        'preamble',
        `${lines(preambleLines)} before the header (${bytes} bytes) ${preambleLines === 1 ? 'is' : 'are'} kept in the sealed file and not read as records`,
      ),
    );
  }
  if (totals.blankBytes > 0) {
    notes.push(info('blank-lines', `blank lines between records take ${totals.blankBytes} bytes`));
  }
  if (found.tally.rejectedTotal > 0) {
    notes.push(
      warning(
        'rejected',
        `${found.tally.rejectedTotal} of ${records(rowsRead)} could not be read as events; each is listed with place and reason`,
      ),
    );
  }
  if (exportCaps.includes(rowsRead)) {
    notes.push(
      notice(
        'round-row-count',
        `the file has exactly ${records(rowsRead)}: exports are often cut off at such a number. Ask whether it is complete`,
      ),
    );
  }
  return notes;
}

/** Records that were read although they are not written as they should be: over all of the file, not its sample. */
function mendedNotes({ found }: ReadFacts): IntegrityNote[] {
  const { short, strayQuote } = found.tally.flagged;
  const notes: IntegrityNote[] = [];
  if (short > 0) {
    notes.push(
      notice(
        'short-records-read',
        `${records(short)} without cells at the end: read, and what they lack is no cell`,
      ),
    );
  }
  if (strayQuote > 0) {
    notes.push(
      notice(
        'stray-quotes-read',
        `${records(strayQuote)} with a quote that is not doubled, and one way only to read it: read in that way`,
      ),
    );
  }
  return notes;
}

function repeatNotes({ found, hasOwnIds }: ReceiptFacts): IntegrityNote[] {
  const notes: IntegrityNote[] = [];
  const { rowsDuplicate, idsAtOtherTimes } = found;
  if (rowsDuplicate > 0) {
    const how = hasOwnIds
      ? 'an id and time that the case already has (or, without an id, a whole record repeated). Kept as further occurrences of those events and counted once'
      : 'a whole record that the case already has. The log has no ids, so it cannot tell a repeated record from a second search that looks the same in the same second. Kept as further occurrences and counted once';
    notes.push(notice('repeats', `${records(rowsDuplicate)}: ${how}`));
  }
  if (idsAtOtherTimes > 0) {
    notes.push(
      warning(
        'id-at-other-time',
        `an id that also stands at another time: ${records(idsAtOtherTimes)}, each kept as an event of its own`,
      ),
    );
  }
  return notes;
}

function timeNotes({ found, plan, totals }: ReceiptFacts): IntegrityNote[] {
  const notes: IntegrityNote[] = [];
  const { flagged, backwards } = found.tally;
  const { zone } = plan.timezoneBasis;
  if (flagged.repeated > 0) {
    notes.push(
      warning(
        'clock-change',
        `times in an hour that ${zone} has twice when clocks go back: ${flagged.repeated}. The earlier of the two is taken, and each is flagged`,
      ),
    );
  }
  if (flagged.skipped > 0) {
    notes.push(
      warning(
        'clock-change',
        `times in an hour that ${zone} does not have when clocks go forward: ${flagged.skipped}. Each is flagged; the zone may be wrong`,
      ),
    );
  }
  if (flagged.withoutZone > 0) {
    notes.push(
      warning(
        'time-zone',
        `times without a zone although others have one: ${flagged.withoutZone}. Read in ${zone}, each is flagged`,
      ),
    );
  }
  if (flagged.leapSecond > 0) {
    notes.push(info('leap-second', `times that name second 60: ${flagged.leapSecond}`));
  }
  if (backwards > 0 && backwards * 2 < totals.rows) {
    notes.push(
      info('order', `the file is not in order of time: ${records(backwards)} after one with a later time`),
    );
  }
  return notes;
}

function records(count: number): string {
  return count === 1 ? '1 record' : `${count} records`;
}

function lines(count: number): string {
  return count === 1 ? '1 line' : `${count} lines`;
}
