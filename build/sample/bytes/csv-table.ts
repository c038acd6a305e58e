import { OutputFile, type WrittenFile } from './output-file.ts';
import { RowBytes } from './row-bytes.ts';

/** A plain CSV table with snake_case headers, LF line ends and quotes only where needed. */
export class CsvTable {
  readonly #file: OutputFile;
  readonly #row = new RowBytes();
  records = 0;

  constructor(path: string, headers: readonly string[]) {
    this.#file = new OutputFile(path);
    this.#write(headers);
  }

  add(cells: readonly string[]): void {
    this.#write(cells);
    this.records++;
  }

  close(): WrittenFile {
    return this.#file.close();
  }

  #write(cells: readonly string[]): void {
    const row = this.#row;
    row.clear();
    for (const [at, cell] of cells.entries()) {
      if (at > 0) row.byte(0x2c);
      row.cell(cell);
    }
    row.byte(10);
    this.#file.append(row.bytes, row.length);
  }
}
