import { columnLetters } from './cell-values.ts';
import type { DerivedColumn } from './workbook.ts';

/** Finds the columns in which most values are worked out by formulas. */
export class FormulaColumns {
  readonly #formulas: number[] = [];
  readonly #values: number[] = [];
  readonly #examples: string[] = [];

  add(column: number, text: string): void {
    this.#formulas[column] = (this.#formulas[column] ?? 0) + 1;
    if (text !== '') this.#examples[column] ??= text;
  }

  count(columns: readonly number[], cellCount: number): void {
    for (let i = 0; i < cellCount; i++) {
      const column = columns[i]!;
      this.#values[column] = (this.#values[column] ?? 0) + 1;
    }
  }

  derived(): DerivedColumn[] {
    const found: DerivedColumn[] = [];
    this.#formulas.forEach((count, column) => {
      if (count * 2 > (this.#values[column] ?? 0)) {
        found.push({
          column: columnLetters(column),
          formula: (this.#examples[column] ?? '').slice(0, 200),
        });
      }
    });
    return found;
  }
}
