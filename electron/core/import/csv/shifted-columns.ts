import type { IntegrityNote } from '../../../../shared/contract/records.ts';
import { type CellClass, cellClass } from './cell-classes.ts';

const saysTime = /\b(?:date|time|datetime|timestamp)\b/i;
const saysOtherTime = /frame|zone|span|range|spent|elapsed|taken|duration|time-?out|times/i;
/** Names of columns that may well hold a time without saying so. */
const mayBeTime =
  /date|time|stamp|when|creat|updat|modif|start|end|begin|from|\bto\b|since|until|period|expir|log|last|first|seen|(?:^|[\s_])(?:at|on)$/i;

/**
 * A column that should hold times and holds something else beside a column of times that is called otherwise: the sign
 * of cells that stand one column beside their names. Null where there is none.
 */
export function findShift(
  headers: readonly string[],
  classes: readonly CellClass[],
  samples: readonly (readonly string[])[],
): IntegrityNote | null {
  for (const [column, name] of headers.entries()) {
    if (!saysTime.test(name) || saysOtherTime.test(name) || classes[column] === 'time') continue;
    const held = samples.map((cells) => cells[column]?.trim() ?? '').filter((cell) => cell !== '');
    const times = held.filter((cell) => cellClass(cell) === 'time').length;
    // Days since 1900, seconds since 1970 and 20250131 are times too.
    if (classes[column] === 'number' && held.some((cell) => cell.replaceAll(/\D/g, '').length > 4)) continue;
    if (held.length < 2 || held.length * 2 < samples.length || times * 10 > held.length) continue;
    for (const by of [1, -1]) {
      const beside = headers[column + by];
      if (beside === undefined || classes[column + by] !== 'time' || mayBeTime.test(beside)) continue;
      const direction = by === 1 ? 'right' : 'left';
      const message = `column ${quoted(name)} should hold times but holds for example ${quoted(held[0]!)}, and column ${quoted(beside || `#${column + by + 1}`)} holds times: the cells stand one column further ${direction} than their names, from some column at or before ${quoted(name)} on`;
      return { check: 'shifted-columns', severity: 'warning', message };
    }
  }
  return null;
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
