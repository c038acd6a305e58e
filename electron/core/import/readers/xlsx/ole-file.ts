import { open } from 'node:fs/promises';
import type { AppError } from '../../../../../shared/contract/errors.ts';
import { fileFailure, notRead } from './refusals.ts';

const magic = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/**
 * The refusal of a compound file, which is what workbooks with a password and old ones (XLS) are; undefined for any other
 * file. Its directory is at the sector that its header names ([MS-CFB] 2.2, 2.6). Throws `not-found`, `input-unreadable`.
 */
export async function refusalOfOle(path: string, label: string): Promise<AppError | undefined> {
  const file = await open(path, 'r').catch((thrown: NodeJS.ErrnoException) => {
    throw fileFailure(label, thrown);
  });
  try {
    const header = Buffer.alloc(512);
    const { bytesRead } = await file.read(header, 0, 512, 0);
    if (bytesRead < 512 || !header.subarray(0, 8).equals(magic)) return undefined;
    const sectorBytes = 2 ** Math.min(12, header.readUInt16LE(30));
    const directory = Buffer.alloc(4096);
    await file.read(directory, 0, 4096, (header.readUInt32LE(48) + 1) * sectorBytes);
    return directory.includes(Buffer.from('EncryptedPackage', 'utf16le'))
      ? notRead(
          label,
          'a workbook with a password',
          'ask for it without one, or open it with the password, save a copy without one and keep the original beside it',
        )
      : notRead(
          label,
          'an old Excel workbook or another Office file (XLS)',
          'ask for the log as CSV, or save it as XLSX or CSV (UTF-8) and keep the original beside it',
        );
  } catch (thrown) {
    throw (thrown as NodeJS.ErrnoException).code === 'EISDIR'
      ? fileFailure(label, thrown as NodeJS.ErrnoException)
      : thrown;
  } finally {
    await file.close();
  }
}
