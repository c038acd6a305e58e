import type { CellState } from '../../../../shared/vocabulary/cell-states.ts';
import type { Disposition } from '../../../../shared/vocabulary/dispositions.ts';

/** How the report words what the model holds as codes and numbers. */

/** Digits in groups of three, such as 1,234,567. */
export function count(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A count and its noun, such as `1 record` or `2,000 records`. */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${count(number)} ${number === 1 ? one : many}`;
}

export const dispositionWords: Readonly<Record<Disposition | 'none', string>> = {
  substantiated: 'substantiated',
  unsubstantiated: 'unsubstantiated',
  explained: 'explained',
  'needs-information': 'needs information',
  referred: 'referred',
  none: 'no disposition yet',
};

export function dispositionWord(disposition: Disposition | null): string {
  return dispositionWords[disposition ?? 'none'];
}

/** What stands beside or in place of a cell's text; null for a cell that simply has a value. */
export const stateWords: Readonly<Record<CellState, string | null>> = {
  value: null,
  empty: '[empty]',
  redacted: '[redacted]',
  withheld: '[withheld]',
  partial: '[partly masked]',
  placeholder: '[placeholder]',
  'not-exported': '[not exported]',
};

/** A canonical field as people say it, such as `case number` for caseNumber. */
export function fieldWords(name: string): string {
  return name === 'at' ? 'time' : name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** Hex digits in groups of four. */
export function inFours(hex: string): string {
  return (hex.match(/.{1,4}/g) ?? []).join(' ');
}

/** The first characters of a text and how many more it has. */
export function clip(text: string, most: number): { readonly shown: string; readonly more: number } {
  if (text.length <= most) return { shown: text, more: 0 };
  let characters = 0;
  let units = 0;
  let shownUnits = text.length;
  for (const character of text) {
    if (characters === most) shownUnits = units;
    characters++;
    units += character.length;
  }
  return { shown: text.slice(0, shownUnits), more: Math.max(0, characters - most) };
}
