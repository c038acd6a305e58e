import { type JobContext, throwIfCancelled } from '../../../job.ts';
import { giveTurns } from './give-turns.ts';
import { readPart } from './read-part.ts';
import { partFailure } from './refusals.ts';
import { type CellContext, type SheetListener, SheetScanner } from './sheet-scanner.ts';
import { XmlScanner } from './xml-scanner.ts';
import type { ZipDirectory, ZipPart } from './zip-directory.ts';

export interface SheetScan {
  readonly zip: ZipDirectory;
  readonly name: string;
  readonly part: ZipPart;
  readonly context: CellContext;
  readonly listener: SheetListener;
  readonly job: JobContext;
  /** Called with the bytes scanned so far, between pieces; true ends the scan. */
  afterPiece(bytes: number): boolean | Promise<boolean>;
}

/**
 * Runs a sheet through a listener piece by piece, with turns for the event loop between. Throws `input-format` with sheet and
 * row where its XML breaks, `input-unreadable`, `cancelled`.
 */
export async function scanSheet(scan: SheetScan): Promise<void> {
  const { zip, name, part, job } = scan;
  const sheetScanner = new SheetScanner(scan.context, scan.listener);
  const scanner = new XmlScanner(sheetScanner);
  const turns = giveTurns();
  let bytes = 0;
  try {
    for await (const piece of readPart(zip, part)) {
      throwIfCancelled(job);
      scanner.push(piece);
      bytes += piece.length;
      if (await scan.afterPiece(bytes)) return;
      await turns();
    }
    scanner.finish();
  } catch (thrown) {
    const where = `sheet ${JSON.stringify(name)}, in or after row ${sheetScanner.reached},`;
    throw partFailure(zip.label, where, thrown);
  }
}
