import type { IntegrityNote } from '../../../../../shared/contract/records.ts';
import type { ShownAs } from './number-formats.ts';
import type { SharedTexts } from './shared-texts.ts';
import type { ZipDirectory, ZipPart } from './zip-directory.ts';

/** A column that the workbook works out from others. */
export interface DerivedColumn {
  /** Its letters: F. */
  readonly column: string;
  /** The first of its formulas: C2-TIME(8,0,0). */
  readonly formula: string;
}

export interface SheetSummary {
  readonly name: string;
  readonly state: 'visible' | 'hidden' | 'veryHidden';
  /** Its part in the workbook: xl/worksheets/sheet2.xml. */
  readonly part: string;
  /** Of the unpacked part. */
  readonly sizeBytes: number;
  readonly kind: 'table' | 'cover' | 'pivot' | 'chart' | 'empty';
  /** A sentence: the evidence for the kind. */
  readonly why: string;
  /** 1-based; null where no row of names was found: the reader then takes every row for a record. */
  readonly headerRow: number | null;
  /** Columns of formulas in its first rows. */
  readonly derivedColumns: readonly DerivedColumn[];
}

/** A file within the workbook and what became of it. */
export interface WorkbookPartAccount {
  readonly name: string;
  readonly sizeBytes: number;
  readonly compressedBytes: number;
  /** What it is, in a few words: "comments of sheet Log". */
  readonly what: string;
  /** True if what it says bears on the cells that are read. */
  readonly isRead: boolean;
}

/** A workbook that was found sound. Holds no open file. */
export interface Workbook {
  readonly path: string;
  /** What it is called to people. */
  readonly label: string;
  readonly fileBytes: number;
  /** In the order of the workbook. */
  readonly sheets: readonly SheetSummary[];
  /** Every file in the workbook, in the order of the zip. */
  readonly parts: readonly WorkbookPartAccount[];
  /** What an examiner should know of the workbook as a whole. */
  readonly notes: readonly IntegrityNote[];
  /** For `readSheet` only. */
  readonly contents: WorkbookContents;
}

export interface WorkbookContents {
  readonly zip: ZipDirectory;
  readonly styles: readonly ShownAs[];
  readonly isFrom1904: boolean;
  readonly textsPart: ZipPart | undefined;
  /** Read once, when the first sheet is. */
  texts: SharedTexts | undefined;
}
