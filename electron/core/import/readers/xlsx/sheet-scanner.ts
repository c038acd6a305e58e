import { type CellType, cellTypes, flagText, type NumberOddities, numberText } from './cell-values.ts';
import { type ShownAs, shownAs } from './number-formats.ts';
import type { SharedTexts } from './shared-texts.ts';
import { TextRuns } from './text-runs.ts';
import { XmlProblem } from './xml-problem.ts';
import type { XmlHandler, XmlScanner } from './xml-scanner.ts';
import { decodeEscapes, decodeText } from './xml-text.ts';

/** What the cells of a sheet refer to. */
export interface CellContext {
  /** Null: nobody asks for the values of cells, each is a placeholder. */
  readonly texts: SharedTexts | null;
  readonly styles: readonly ShownAs[];
  readonly isFrom1904: boolean;
  readonly oddities: NumberOddities;
}

/** A row as it stands in the sheet. The same object serves all rows: it is valid until the next one. */
export interface SheetRow {
  /** 1-based. */
  sheetRow: number;
  /** Bytes of its element in the part. */
  offset: number;
  length: number;
  isHidden: boolean;
  /** Cells with a value, in the order of the sheet; `columns` count from 0. */
  cellCount: number;
  readonly columns: number[];
  readonly values: string[];
  readonly types: CellType[];
  /** Of all its values, in UTF-16 units. */
  textLength: number;
  /** How many formulas have no value that was saved with them. */
  formulasWithoutValue: number;
  /** Why it cannot be a record: more than 4 MiB, a text that is not there. */
  problem: string | null;
}

export interface SheetListener {
  row(row: SheetRow): void;
  /** A cell holds a formula; its text is "" for the further cells of a shared one. Null: nobody asks. */
  readonly formula: ((column: number, text: string) => void) | null;
}

/** The value of every cell that has one, where nobody asks for it. */
const unaskedValue = '\u2026';
const recordBytesCap = 4 << 20;
const columnCap = 16_384;

const places = {
  outside: 0,
  rows: 1,
  row: 2,
  cell: 3,
  value: 4,
  formula: 5,
  inline: 6,
} as const;

/** Turns the XML of a worksheet into rows of texts: a handler for `XmlScanner`. */
export class SheetScanner implements XmlHandler {
  readonly #context: CellContext;
  readonly #listener: SheetListener;
  readonly #row: SheetRow = {
    sheetRow: 0,
    offset: 0,
    length: 0,
    isHidden: false,
    cellCount: 0,
    columns: [],
    values: [],
    types: [],
    textLength: 0,
    formulasWithoutValue: 0,
    problem: null,
  };
  readonly #runs = new TextRuns(recordBytesCap);
  #place: number = places.outside;
  #isInOrder = true;

  #column = -1;
  #type: CellType = cellTypes.number;
  #style = 0;
  #value = '';
  #hasValue = false;
  /** The value is the text already: a whole number, or an inline text. */
  #isText = false;
  #hasFormula = false;
  #formula = '';
  #sharedIndex = -1;

  constructor(context: CellContext, listener: SheetListener) {
    this.#context = context;
    this.#listener = listener;
  }

  /** The last row that was begun. */
  get reached(): number {
    return this.#row.sheetRow;
  }

  open(name: string, scanner: XmlScanner): void {
    switch (this.#place) {
      case places.outside:
        if (scanner.depth === 1 && name !== 'worksheet') {
          throw new XmlProblem('it is no worksheet', scanner.tagStart);
        }
        if (name === 'sheetData' && scanner.depth === 2) this.#place = places.rows;
        return;
      case places.rows:
        if (name === 'row' && scanner.depth === 3) this.#beginRow(scanner);
        return;
      case places.row:
        if (name === 'c' && scanner.depth === 4) this.#beginCell(scanner);
        return;
      case places.cell:
        if (scanner.depth !== 5) return;
        if (name === 'v') {
          if (this.#hasValue) this.#fail('a cell has two values');
          this.#place = places.value;
        } else if (name === 'f') {
          this.#hasFormula = true;
          this.#place = places.formula;
        } else if (name === 'is') {
          this.#runs.begin();
          this.#place = places.inline;
        }
        return;
      case places.inline:
        this.#runs.open(name);
        return;
      default:
        return;
    }
  }

  close(name: string, scanner: XmlScanner): void {
    switch (this.#place) {
      case places.value:
      case places.formula:
        if (scanner.depth === 5) this.#place = places.cell;
        return;
      case places.cell:
        if (scanner.depth === 4) this.#endCell(scanner);
        return;
      case places.row:
        if (scanner.depth === 3) this.#endRow(scanner);
        return;
      case places.inline:
        if (scanner.depth === 5) this.#endInline();
        else this.#runs.close(name);
        return;
      case places.rows:
        if (scanner.depth === 2) this.#place = places.outside;
        return;
      default:
        return;
    }
  }

  text(bytes: Buffer, start: number, end: number, isCdata: boolean): void {
    switch (this.#place) {
      case places.value:
        this.#addValue(bytes, start, end, isCdata);
        return;
      case places.formula:
        if (this.#listener.formula !== null && this.#formula.length < 1000) {
          this.#formula += decodeText(bytes, start, end, isCdata);
        }
        return;
      case places.inline:
        this.#runs.add(bytes, start, end, isCdata);
        return;
      default:
        return;
    }
  }

  #fail(problem: string): void {
    this.#row.problem ??= problem;
  }

  #beginRow(scanner: XmlScanner): void {
    const row = this.#row;
    this.#place = places.row;
    this.#column = -1;
    this.#isInOrder = true;
    row.sheetRow++;
    row.offset = scanner.tagStart;
    row.isHidden = false;
    row.cellCount = 0;
    row.textLength = 0;
    row.formulasWithoutValue = 0;
    row.problem = null;
    const { bytes, nameStarts, nameEnds, valueStarts, valueEnds } = scanner;
    for (let i = 0; i < scanner.attributeCount; i++) {
      const start = nameStarts[i]!;
      const length = nameEnds[i]! - start;
      if (length === 1 && bytes[start] === 0x72) {
        row.sheetRow = wholeNumber(bytes, valueStarts[i]!, valueEnds[i]!);
        if (row.sheetRow < 1) throw new XmlProblem('a row has no number', scanner.tagStart);
      } else if (length === 6 && bytes.toString('latin1', start, start + 6) === 'hidden') {
        row.isHidden = /^(1|true|on)$/.test(bytes.toString('latin1', valueStarts[i], valueEnds[i]));
      }
    }
  }

  #beginCell(scanner: XmlScanner): void {
    this.#place = places.cell;
    this.#type = cellTypes.number;
    this.#style = 0;
    this.#value = '';
    this.#hasValue = false;
    this.#isText = false;
    this.#hasFormula = false;
    this.#formula = '';
    this.#sharedIndex = -1;
    let column = this.#column + 1;
    const { bytes, nameStarts, nameEnds, valueStarts, valueEnds } = scanner;
    for (let i = 0; i < scanner.attributeCount; i++) {
      const start = nameStarts[i]!;
      if (nameEnds[i]! - start !== 1) continue;
      const from = valueStarts[i]!;
      const to = valueEnds[i]!;
      switch (bytes[start]) {
        case 0x72: // r
          column = columnOf(bytes, from, to);
          break;
        case 0x73: // s
          this.#style = wholeNumber(bytes, from, to);
          break;
        case 0x74: // t
          this.#type = typeOf(bytes, from, to);
          break;
        default:
          break;
      }
    }
    if (column < 0 || column >= columnCap) {
      throw new XmlProblem('a cell is in a column that no sheet has', scanner.tagStart);
    }
    if (column <= this.#column) this.#isInOrder = false;
    this.#column = column;
  }

  #addValue(bytes: Buffer, start: number, end: number, isCdata: boolean): void {
    if (this.#context.texts === null) {
      this.#value = unaskedValue;
      this.#hasValue = true;
      return;
    }
    if (this.#type === cellTypes.shared) {
      if (this.#hasValue) this.#fail('a cell names its text in pieces');
      this.#sharedIndex = wholeNumber(bytes, start, end);
      this.#hasValue = true;
      return;
    }
    if (this.#type === cellTypes.number && !this.#hasValue && this.#shows() === shownAs.number) {
      const whole = wholeNumber(bytes, start, end);
      if (whole >= 0 && (bytes[start] !== 0x30 || end - start === 1)) {
        this.#value = bytes.toString('latin1', start, end);
        this.#hasValue = true;
        this.#isText = true;
        return;
      }
    }
    this.#isText = false;
    if (this.#value.length + end - start > recordBytesCap) {
      this.#fail('it is larger than 4 MiB');
      return;
    }
    const text = decodeText(bytes, start, end, isCdata);
    this.#value = this.#hasValue ? this.#value + text : text;
    this.#hasValue = true;
  }

  #endInline(): void {
    this.#place = places.cell;
    const text = this.#runs.text();
    if (text === null) {
      this.#fail('it is larger than 4 MiB');
    } else if (!this.#hasValue) {
      this.#value = text;
      this.#type = cellTypes.text;
      this.#hasValue = true;
      this.#isText = true;
    }
  }

  #endCell(scanner: XmlScanner): void {
    this.#place = places.row;
    const row = this.#row;
    if (this.#hasFormula) {
      this.#listener.formula?.(this.#column, this.#formula);
      if (!this.#hasValue) row.formulasWithoutValue++;
    }
    if (!this.#hasValue || row.problem !== null) return;
    if (scanner.tagEnd - row.offset > recordBytesCap) {
      this.#fail('it is larger than 4 MiB');
      return;
    }
    const text = this.#cellText();
    if (text === '') return;
    row.textLength += text.length;
    if (row.textLength > recordBytesCap) {
      this.#fail('it is larger than 4 MiB');
      return;
    }
    const index = row.cellCount++;
    row.columns[index] = this.#column;
    row.values[index] = text;
    row.types[index] =
      this.#type === cellTypes.number && this.#shows() !== shownAs.number ? cellTypes.date : this.#type;
  }

  #shows(): ShownAs {
    return this.#context.styles[this.#style] ?? shownAs.number;
  }

  #cellText(): string {
    const { texts, isFrom1904, oddities } = this.#context;
    if (texts === null || this.#isText) return this.#value;
    switch (this.#type) {
      case cellTypes.number:
        return numberText(this.#value, this.#shows(), isFrom1904, oddities);
      case cellTypes.shared: {
        const text = texts.text(this.#sharedIndex);
        if (text === undefined) this.#fail('a cell names a text that the workbook does not have');
        else if (text === null) this.#fail('it is larger than 4 MiB');
        return text ?? '';
      }
      case cellTypes.flag:
        return flagText(this.#value);
      case cellTypes.text:
        return decodeEscapes(this.#value);
      default:
        return this.#value;
    }
  }

  #endRow(scanner: XmlScanner): void {
    const row = this.#row;
    this.#place = places.rows;
    row.length = scanner.tagEnd - row.offset;
    if (row.length > recordBytesCap) this.#fail('it is larger than 4 MiB');
    if (!this.#isInOrder && new Set(row.columns.slice(0, row.cellCount)).size < row.cellCount) {
      this.#fail('it has two cells in one column');
    }
    this.#listener.row(row);
  }
}

/** -1 where it is none, or too large to be one here. */
function wholeNumber(bytes: Buffer, start: number, end: number): number {
  if (end === start || end - start > 10) return -1;
  let number = 0;
  for (let i = start; i < end; i++) {
    const digit = bytes[i]! - 0x30;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

/** The column of a reference such as `AB12`, from 0; -1 where it is none. */
function columnOf(bytes: Buffer, start: number, end: number): number {
  let column = 0;
  let i = start;
  for (; i < end && i < start + 4; i++) {
    const letter = bytes[i]! & 0xdf;
    if (letter < 0x41 || letter > 0x5a) break;
    column = column * 26 + letter - 0x40;
  }
  return column - 1;
}

function typeOf(bytes: Buffer, start: number, end: number): CellType {
  if (end - start > 1) {
    const name = bytes.toString('latin1', start, end);
    return name === 'str' || name === 'inlineStr' ? cellTypes.text : cellTypes.number;
  }
  switch (bytes[start]) {
    case 0x73: // s
      return cellTypes.shared;
    case 0x62: // b
      return cellTypes.flag;
    case 0x65: // e
      return cellTypes.error;
    case 0x64: // d
      return cellTypes.date;
    default:
      return cellTypes.number;
  }
}
