import { closeSync, openSync, readSync } from 'node:fs';
import type { ImportChoices } from '../../../../shared/contract/import-choices.ts';
import { requireDelimitedText } from '../file-kind.ts';
import type { Contents } from './table-candidate.ts';

export interface ContentsRequest {
  readonly choices: ImportChoices | undefined;
  /** Where members that need random access may be unpacked. */
  readonly workFolder: string;
}

/** Finds the tables in a delivered file that is not plain delimited text. Throws what refuses all of it. */
export async function listContents(path: string, name: string, _: ContentsRequest): Promise<Contents> {
  const fd = openSync(path, 'r');
  const head = Buffer.alloc(65_536);
  const got = readSync(fd, head, 0, head.length, 0);
  closeSync(fd);
  requireDelimitedText(name, head.subarray(0, got));
  return { candidates: [], notRead: [], refused: [], close: async () => {} };
}
