import { formatShows, type ShownAs } from './number-formats.ts';
import { scanPart } from './read-part.ts';
import type { ZipDirectory, ZipPart } from './zip-directory.ts';

/** What the numbers of a cell with style `s` show, by `s`; a style beyond the list shows plain numbers. */
export async function readStyles(zip: ZipDirectory, part: ZipPart | undefined): Promise<readonly ShownAs[]> {
  if (part === undefined) return [];
  const codes = new Map<number, string>();
  const formatIds: number[] = [];
  /** The list at hand: formats stand in others too, for conditions and named styles. */
  let list = '';
  await scanPart(zip, part, {
    open(name, scanner) {
      if (name === 'numFmts' || name === 'cellXfs') {
        list = name;
      } else if (name === 'numFmt' && list === 'numFmts') {
        const code = scanner.attribute('formatCode');
        if (code !== undefined) codes.set(Number(scanner.attribute('numFmtId')), code);
      } else if (name === 'xf' && list === 'cellXfs') {
        formatIds.push(Number(scanner.attribute('numFmtId') ?? 0));
      }
    },
    close(name) {
      if (name === list) list = '';
    },
    text() {},
  });
  return formatIds.map((id) => formatShows(id, codes.get(id)));
}
